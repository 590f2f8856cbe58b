"""`lprpolicy start`: from vendors' exports to a lawful list and a draft policy."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import replace
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
    from lprpolicy.repository.known_lists import Known
    from lprpolicy.tasks.start import Started, StartWork
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
    from lprpolicy.tasks.start import StartWork, started_on
    from lprpolicy.write.start.started import started_text

    law = built_in()
    lists = known_lists(imported=not given["no_lists"])
    observed = _observe(_exports(given["exports"]), given["vendor_format"])
    if at_terminal():
        observed = _ask_whose(given, observed, lists)
    state = state_of(require("state", given["state"], "the state, such as CT"), law)
    town = " ".join(require("town", given["town"], "the town, city or county").split())
    shown = shown_in(observed)
    systems = _systems(given, shown, plain_systems(shown, given["vendor_name"]))
    told = told_of(given, state, town, systems)
    target = given["repository"] or Path(told.agency.partition("/")[2])
    told = told_of(given, state, town, systems, given["as_of"] or started_on(target))
    decisions = _decisions(given["decisions"], target)
    work = StartWork(told, shown, _by_system(given["reasons"]), decisions, law, lists)
    if at_terminal():
        from lprpolicy.cli.asking_exports import settle_owners

        work = settle_owners(work)
        work = replace(work, told=the_rest(told, law))
    done, work = _start(work, target, force=given["force"])
    click.echo(
        started_text(
            done.made.start,
            done.review,
            shlex.quote(str(target)),
            written=done.written,
            notes=done.notes,
            at_top=done.at_top,
            kept=done.kept,
            again=_again(given, work, target),
        ),
        nl=False,
    )
    return 0


def _again(given: Mapping[str, Any], work: StartWork, target: Path) -> str:
    """Return how to run it again: after questions the whole command, else what was typed."""
    from lprpolicy.cli.again import command_again
    from lprpolicy.cli.asking import at_terminal

    if not at_terminal():
        return "the same command"
    asked = [one for one in work.told.systems if one["id"] not in {s.system for s in work.shown}]
    vendors = ["--vendor", str(asked[0]["vendor"])] if asked else []
    vendors += ["--vendor-name", str(asked[0]["other"])] if asked and "other" in asked[0] else []
    return command_again(work.told, given, work.reasons, target, vendors)


def _start(work: StartWork, target: Path, *, force: bool) -> tuple[Started, StartWork]:
    """Start; at a terminal, leave out an answer that no draft can hold, and say so."""
    from lprpolicy.cli.asking import at_terminal
    from lprpolicy.evaluate.first_draft import NoDraft
    from lprpolicy.tasks.start import start

    while True:
        try:
            return start(work, target, force=force), work
        except NoDraft as error:
            facts = work.told.facts
            kept = {
                at: said
                for at, said in facts.items()
                if not any(at.overlaps(place) for place in error.places)
            }
            if not at_terminal() or len(kept) == len(facts):
                raise
            click.echo(f"{error.message}\nwhat was answered there is left out. {error.hint}")
            work = replace(work, told=replace(work.told, facts=kept))


def _ask_whose(
    given: dict[str, Any], observed: list[tuple[Observation, str | None]], lists: Known
) -> list[tuple[Observation, str | None]]:
    """Ask for the exports that no option gave; they suggest whose the policy is."""
    from lprpolicy.cli.asking import require
    from lprpolicy.cli.asking_exports import ask_exports, ask_kind
    from lprpolicy.evaluate.export_owner import likely_owner
    from lprpolicy.evaluate.proposal import state_of
    from lprpolicy.identify.index import Index
    from lprpolicy.repository.directories import federal
    from lprpolicy.repository.law import built_in

    if not observed:
        given["exports"], observed = ask_exports(
            lambda said: _observe(_exports([said]), given["vendor_format"])
        )
    index, seen = Index.of(federal(), lists=lists), [one for one, _ in observed]
    likely = likely_owner(seen, index)
    if not given["state"] and likely is not None and likely.state is not None:
        usual = likely.state.removeprefix("us-").upper()
        given["state"] = click.prompt("The state", default=usual)
    given["state"] = state_of(require("state", given["state"], "the state, such as CT"), built_in())
    likely = likely_owner(seen, index, given["state"])
    source = click.get_current_context().get_parameter_source("kind")
    if source is click.core.ParameterSource.DEFAULT:
        given["kind"] = ask_kind(likely.kind if likely else None).value
    return observed


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
