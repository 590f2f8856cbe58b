"""The command that gives the answers of a terminal as options, so that nobody answers twice."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lprpolicy.cli.town_facts import FACTS, OF_SYSTEM
from lprpolicy.evaluate.given_exports import Reasons
from lprpolicy.model.places import Pointer
from lprpolicy.model.words import AgencyKind

if TYPE_CHECKING:
    from lprpolicy.model.proposal import Told

_OPTIONS = {path: option for option, path in FACTS.items()}
_SYSTEM_OPTIONS = {place: option for option, place in OF_SYSTEM.items()}


def command_again(
    told: Told,
    given: Mapping[str, Any],
    reasons: Reasons,
    target: Path,
    vendors: Sequence[str] = (),
) -> str:
    """Return `lprpolicy start` with every answer as an option, for a shell.

    `given` are the options that were typed, with the exports.
    """
    words = ["lprpolicy", "start", "--state", told.state.removeprefix("us-").upper()]
    words += ["--town", told.town]
    if told.kind is not AgencyKind.MUNICIPAL_POLICE:
        words += ["--kind", told.kind.value]
    for option in ("identifier", "agency_name", "owner", "vendor_format"):
        if given[option] is not None:
            words += [f"--{'id' if option == 'identifier' else option.replace('_', '-')}"]
            words += [given[option]]
    for what, by, on in given["approvals"]:
        words += ["--approval", what, by, str(on)]
    for hot_list in given["hot_lists"]:
        words += ["--hot-list", hot_list]
    for export in given["exports"]:
        words += ["--export", export]
    for system, why in reasons.items():
        words += ["--owner-is-right", f"{system}={why}" if system else why]
    words += [*vendors, *_facts(told), "--repository", str(target)]
    return shlex.join(words)


def _facts(told: Told) -> Iterator[str]:
    for at, said in told.facts.items():
        option = _OPTIONS.get(str(at))
        if option is not None:
            yield from _words(f"--{option.replace('_', '-')}", "", said)
        elif at.parts[0] == "systems":
            yield from _of_system(at, said, told)


def _of_system(at: Pointer, said: object, told: Told) -> Iterator[str]:
    _, number, *rest = at.parts
    system = f"{told.systems[number]['id']}=" if isinstance(number, int) else ""
    if rest[0] == "readers":
        yield from ("--readers", f"{system}{rest[1]}", str(said))
    else:
        option = _SYSTEM_OPTIONS["/".join(map(str, rest))].replace("_", "-")
        yield from _words(f"--{option}", system, said)


def _words(option: str, system: str, said: object) -> Iterator[str]:
    """Yield the words of one fact; a list is given once for each of its members."""
    if isinstance(said, bool):
        yield from (option,) if said else ()
        return
    for one in said if isinstance(said, list) else [said]:
        yield from (option, f"{system}{one}")
