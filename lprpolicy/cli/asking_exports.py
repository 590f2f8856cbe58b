"""Ask at a terminal for the exports that a policy starts from, and whose they are."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.cli.asking import ask
from lprpolicy.errors import LprPolicyError
from lprpolicy.host.outside import exists
from lprpolicy.host.terminal import completed_paths
from lprpolicy.model.prose import amount
from lprpolicy.model.words import AgencyKind
from lprpolicy.write.escape import one_line

if TYPE_CHECKING:
    from lprpolicy.model.observation import Observation
    from lprpolicy.tasks.start import StartWork

Observed = list[tuple["Observation", str | None]]
Read = Callable[[str], Observed]

_FIRST = "A vendor's list of who has access (PDF, CSV or XLSX)"
_NEXT = "The next one"


def ask_exports(read: Read) -> tuple[list[str], Observed]:
    """Ask for files until an answer is empty, and say of each what it was read as."""
    click.echo("Tab completes a path. An empty answer ends the list.")
    names: list[str] = []
    found: Observed = []
    while True:
        with completed_paths():
            said = click.prompt(_NEXT if found else _FIRST, default="", show_default=False).strip()
        if not said:
            return names, found
        try:
            name = plain_path(said)
            new = read(name)
        except LprPolicyError as error:
            click.echo(f"  {one_line(error.message)}")
            if error.hint:
                click.echo(f"  hint: {one_line(error.hint)}")
            continue
        names.append(name)
        found += new
        for seen, _ in new:
            click.echo(f"  {_describe(seen)}")


def plain_path(said: str) -> str:
    """Return a path as it was typed, or as a terminal writes one that was dropped on it.

    >>> plain_path("'my exports/list.csv'"), plain_path("a\\\\ b.csv")
    ('my exports/list.csv', 'a b.csv')
    """
    if exists(Path(said)):
        return said
    try:
        parts = shlex.split(said)
    except ValueError:
        return said
    plain = parts[0] if len(parts) == 1 else said
    return str(Path(plain).expanduser()) if plain.startswith("~") else plain


def _describe(seen: Observation) -> str:
    lists = amount(len(seen.outbound()), "recipient")
    whose = f", of {one_line(seen.owner)}" if seen.owner else ""
    day = f", {seen.reported}" if seen.reported else ""
    return f"{seen.vendor.plain}: {lists}{whose}{day}"


def ask_kind(likely: AgencyKind | None) -> AgencyKind:
    """Ask what kind of agency it is; an empty answer takes the likely one."""
    usual = likely or AgencyKind.MUNICIPAL_POLICE
    answer = ask(f"What kind of agency it is [{usual}]", _kind)
    return AgencyKind(answer) if answer else usual


def _kind(said: str) -> str:
    plain = said.casefold().replace(" ", "-")
    if plain not in set(AgencyKind):
        raise ValueError(f"write one of {', '.join(map(str, AgencyKind))}")
    return plain


def settle_owners(work: StartWork) -> StartWork:
    """Ask why an export is the agency's where it names another; an empty answer stops."""
    from lprpolicy.evaluate.given_exports import OtherOwner
    from lprpolicy.tasks.start import require_owners

    while True:
        try:
            require_owners(work)
        except OtherOwner as other:
            click.echo(one_line(other.message))
            why = ask("Why it is the agency's all the same; an empty answer stops", str)
            if why is None:
                raise
            work = replace(work, reasons={**work.reasons, other.system: why})
        else:
            return work
