"""Ask questions at a terminal, and nowhere else. An empty answer leaves the fact out."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from lprpolicy.errors import UsageError
from lprpolicy.model.days import day_of

if TYPE_CHECKING:
    from lprpolicy.model.places import Pointer
    from lprpolicy.model.proposal import DraftEntry, Told
    from lprpolicy.repository.law import Law


def at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def require(option: str, given: str | None, what: str) -> str:
    """Return a fact that the draft needs: as given, or asked for at a terminal."""
    if given:
        return given
    if not at_terminal():
        raise UsageError(
            f"--{option} is missing: {what}",
            hint=f"{click.get_current_context().command_path} --state CT --town Westport",
            consequence="nothing was written",
        )
    answer: str = click.prompt(what[:1].upper() + what[1:])
    return answer.strip()


def the_rest(told: Told, law: Law) -> Told:
    """Ask for each fact that a rule needs and no option gave."""
    from lprpolicy.evaluate.proposal import propose

    click.echo("An empty answer leaves it out of the draft.")
    if not told.systems:
        told = _vendor(told)
    for entry in propose(told, law):
        kind = _KINDS.get(_path(entry.at)) if entry.value is None else None
        if kind is not None:
            answer = ask(_question(entry, told), kind)
            if answer is not None:
                told = replace(told, facts={**told.facts, entry.at: answer})
    return told


def _vendor(told: Told) -> Told:
    from lprpolicy.cli.town_facts import system_of
    from lprpolicy.model.words import Vendor

    names = [str(vendor) for vendor in Vendor]
    vendor = ask(f"Whose database holds the reads ({', '.join(names)})", _a_vendor)
    other = None
    if vendor == "other":
        other = ask("The vendor's name", _line)
    if vendor is None or (vendor == "other" and other is None):
        return told
    return replace(told, systems=(system_of(vendor, other),))


def _question(entry: DraftEntry, told: Told) -> str:
    """Return what is asked for, with the law that asks; of several systems, with its name."""
    law = entry.because[0].citation if entry.because else ""
    asked = f"{entry.about.rstrip('.')} [{law}]" if law else entry.about.rstrip(".")
    if entry.at.parts[-1] == "forbids":
        from lprpolicy.model.words import ContractTerm

        asked += f"\n  (with commas between: {', '.join(map(str, ContractTerm))})"
    match entry.at.parts:
        case ("systems", int(number), *_) if len(told.systems) > 1:
            return f"{told.systems[number]['id']}: {asked}"
    return asked


def ask(question: str, kind: Callable[[str], Any]) -> Any:
    """Ask until the answer is one; None where it is empty."""
    while True:
        said = click.prompt(question, default="", show_default=False).strip()
        if not said:
            return None
        try:
            return kind(said)
        except ValueError as error:
            click.echo(f"  {error}")


def _path(at: Pointer) -> str:
    return "/".join("*" if isinstance(step, int) else step for step in at.parts)


def _yes(said: str) -> bool:
    if said.casefold() not in ("yes", "no", "y", "n"):
        raise ValueError("write yes or no")
    return said.casefold().startswith("y")


def _number(said: str) -> int:
    if not said.isdecimal() or len(said) > 6:
        raise ValueError("write a number like 4")
    return int(said)


def _line(said: str) -> str:
    return said


def _matcher(pattern: str, like: str) -> Callable[[str], str]:
    def kind(said: str) -> str:
        if re.search(pattern, said) is None:
            raise ValueError(f"write it like {like}")
        return said

    return kind


def _a_vendor(said: str) -> str:
    from lprpolicy.model.words import Vendor

    found = Vendor.from_name(said)
    if found is None:
        raise ValueError(f"write one of {', '.join(map(str, Vendor))}")
    return str(found)


def _terms(said: str) -> list[str]:
    from lprpolicy.model.words import ContractTerm

    names = [str(term) for term in ContractTerm]
    found = [word.strip() for word in said.split(",")]
    if any(word not in names for word in found):
        raise ValueError(f"write words of these, with commas: {', '.join(names)}")
    return found


_ADDRESS: Final = _matcher(r"^https://[^\s/?#@]+\.[^\s]+$", "https://town.example/policy")
_KINDS: Final[dict[str, Callable[[str], Any]]] = {
    "effective": day_of,
    "review_by": day_of,
    "systems/*/readers/fixed": _number,
    "systems/*/readers/vehicle": _number,
    "systems/*/readers/portable": _number,
    "systems/*/contract/signed": day_of,
    "systems/*/contract/expires": day_of,
    "systems/*/contract/forbids": _terms,
    "systems/*/contract/retention": _matcher(r"^[1-9][0-9]* [a-z]+$", "21 days"),
    "security/encrypted_in_transit": _yes,
    "security/encrypted_at_rest": _yes,
    "transparency/policy_published": _ADDRESS,
    "transparency/annual_report/published": _ADDRESS,
    "transparency/public_notice": day_of,
}
"""The parser of an answer, for every fact that can be asked for in one line."""
