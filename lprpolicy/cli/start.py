"""`lprpolicy start`: from vendors' exports to a lawful list and a draft policy."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lprpolicy.cli.options import day_of_law, no_lists, repository, vendor_format
from lprpolicy.cli.town_facts import (
    agency_options,
    one_system,
    told_of,
    town_options,
    vendor_options,
)
from lprpolicy.errors import UsageError
from lprpolicy.model.words import Vendor

if TYPE_CHECKING:
    from lprpolicy.model.listed import Decisions
    from lprpolicy.model.observation import Observation
    from lprpolicy.write.review.facts import ShownExport

EPILOG = """\b
Examples:
  lprpolicy start
  lprpolicy start --state CT --town Westport --export report.pdf --export SharedNetworks.csv
  lprpolicy start --state CT --town Westport --export flock=list.csv --decisions decisions.csv

\b
At a terminal it asks for what is missing; an empty answer leaves it out. Every answer can be an
option. Run it again with the same answers and nothing changes; with other answers it replaces
only files that nobody has edited since.
Exit codes: 0 written, 1 an export that cannot be used, 2 not written."""


@click.command("start", epilog=EPILOG)
@agency_options
@click.option(
    "--export",
    "exports",
    multiple=True,
    metavar="[SYSTEM=]FILE",
    help="A vendor's list of who has access. May be given once for each vendor.",
)
@vendor_format
@click.option(
    "--owner-is-right",
    "reasons",
    multiple=True,
    metavar="[SYSTEM=]REASON",
    help="Why an export is the agency's although it names another; kept in the draft.",
)
@repository(
    "--into",
    says="The folder to make, or one that start made. Default: the last part of the agency's id.",
    exists=False,
    here=False,
)
@vendor_options("Whose database holds the reads, where there is no export of it.")
@town_options
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The decisions.csv of the review page. Default: docs/decisions.csv of the folder.",
)
@no_lists
@click.option("--force", is_flag=True, help="Write over files that somebody edited since.")
@day_of_law("Draft by the law of this day.", default="the day of the first run")
def command(**given: Any) -> int:
    """Start a policy from what vendors show: the lawful list, a draft, and what goes out and why.

    It reads any number of vendors' exports, puts them into one policy with one system each, and
    keeps the recipients that no rule is known to keep out. Those that the law forbids, and those
    that nobody can identify, are listed apart with the reason. It invents no date, paper or
    person, and changes nothing at a vendor.
    """
    from lprpolicy.cli.asking import at_terminal, require, the_rest
    from lprpolicy.evaluate.given_exports import plain_systems, shown_in
    from lprpolicy.evaluate.proposal import state_of
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.repository.law import built_in
    from lprpolicy.tasks.start import StartWork, start, started_on
    from lprpolicy.write.start.started import started_text

    law = built_in()
    state = state_of(require("state", given["state"], "the state, such as CT"), law)
    town = " ".join(require("town", given["town"], "the town, city or county").split())
    shown = shown_in(_observe(_exports(given["exports"]), given["vendor_format"]))
    systems = _systems(given, shown, plain_systems(shown, given["vendor_name"]))
    told = told_of(given, state, town, systems)
    target = given["repository"] or Path(told.agency.partition("/")[2])
    told = told_of(given, state, town, systems, given["as_of"] or started_on(target))
    if at_terminal():
        told = the_rest(told, law)
    lists = known_lists(imported=not given["no_lists"])
    decisions = _decisions(given["decisions"], target)
    work = StartWork(told, shown, _by_system(given["reasons"]), decisions, law, lists)
    done = start(work, target, force=given["force"])
    click.echo(
        started_text(
            done.made.start,
            done.review,
            shlex.quote(str(target)),
            written=done.written,
            notes=done.notes,
        ),
        nl=False,
    )
    return 0


def _decisions(file: Path | None, target: Path) -> Decisions:
    from lprpolicy.host.user_files import read_user_file
    from lprpolicy.read.decisions import read_decisions
    from lprpolicy.tasks.start import decisions_in

    if file is None:
        return decisions_in(target)
    return read_decisions(file.name, read_user_file(file, error=UsageError))


def _exports(given: Iterable[str]) -> list[tuple[Path, str | None]]:
    """Split `SYSTEM=FILE`; a file that is there by its whole name is one."""
    from lprpolicy.host.outside import exists

    made: list[tuple[Path, str | None]] = []
    for one in given:
        system, equals, file = one.partition("=")
        whole = not equals or exists(Path(one))
        made.append((Path(one), None) if whole else (Path(file), system))
    return made


def _observe(
    exports: Iterable[tuple[Path, str | None]], format_: str | None
) -> list[tuple[Observation, str | None]]:
    from lprpolicy.host.user_files import read_user_file
    from lprpolicy.repository.reading import observe

    return [
        (observe(path.name, read_user_file(path), format=format_), system)
        for path, system in exports
    ]


def _systems(
    given: Mapping[str, Any], shown: Iterable[ShownExport], found: tuple[dict[str, str], ...]
) -> tuple[dict[str, str], ...]:
    """Return the systems of the exports, and the one that was named without an export."""
    if any(one.observation.vendor is Vendor.OTHER for one in shown):
        if not given["vendor_name"]:
            raise UsageError(
                "an export is of a vendor that lprpolicy has no word for",
                hint="name it: --vendor-name 'the name on the contract'",
                consequence="nothing was written",
            )
        return found
    named = one_system(given["vendor"], given["vendor_name"])
    known = {one["id"] for one in found}
    return (*found, *(one for one in named if one["id"] not in known))


def _by_system(reasons: Iterable[str]) -> dict[str | None, str]:
    """Split `SYSTEM=REASON`; a reason without a system is for every export."""
    made: dict[str | None, str] = {}
    for one in reasons:
        system, equals, why = one.partition("=")
        named = bool(equals) and " " not in system
        made[system if named else None] = (why if named else one).strip()
    if not all(made.values()):
        raise UsageError(
            "--owner-is-right gives no reason",
            hint="say it in a few words",
            consequence="nothing was written",
        )
    return made
