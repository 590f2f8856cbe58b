"""`lprpolicy directory`: every known agency, built from official lists that you download."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.cli import directory_pin
from lprpolicy.cli.options import DAY, list_all, no_lists

if TYPE_CHECKING:
    from lprpolicy.tasks.directory_import import Imported

EPILOG = """\b
Examples:
  lprpolicy directory import fbi-lee police_employee.csv
  lprpolicy directory import ice-287g participatingAgencies07182025pm.xlsx
  lprpolicy directory show us-ct/norwalk-pd
  lprpolicy directory search polk county sheriff
  lprpolicy directory list
  lprpolicy directory pin --repository policies/
  lprpolicy directory export --state us-ct > directory/us-ct.yaml

\b
The lists are kept in your data folder, or in the folder that LPRPOLICY_DATA names."""

_IMPORT = """\b
Examples:
  lprpolicy directory import fbi-lee police_employee.csv
  lprpolicy directory import ice-287g participatingAgencies07182025pm.xlsx
  lprpolicy directory import ice-287g participating.csv --on 2025-07-18
  lprpolicy directory import neutral post.csv --on 2026-01-31 --title "State list of agencies"

\b
Lists:
  fbi-lee   the FBI's police employee data (CSV): the file of all years as the
            FBI publishes it, or one with a row for each agency
  ice-287g  ICE's sheets of participating or pending agencies, or an index
            of agreements (XLSX or CSV); the three are told apart
  neutral   any list in the columns of docs/directory-csv.md (CSV or XLSX)

\b
A list replaces the one of the same name and, for ICE's sheets, of the same day.
Where an import fails or is stopped, the lists are as they were."""


@click.group("directory", epilog=EPILOG)
def command() -> None:
    """Build, refresh and look into the directory of all agencies."""


command.add_command(directory_pin.command)


@command.command("import", epilog=_IMPORT)
@click.argument("which", metavar="LIST", type=click.Choice(["fbi-lee", "ice-287g", "neutral"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--on", type=DAY, help="The day of the list, where it does not say so itself.")
@click.option("--title", help="What a neutral list is called.")
@list_all("List every change, not the first 12.")
def import_(which: str, file: Path, on: dt.date | None, title: str | None, every: bool) -> int:
    """Read an official LIST from a FILE that you downloaded, and say what it changed."""
    from lprpolicy.model.lists import ListName
    from lprpolicy.tasks.directory_import import import_list

    done = import_list(ListName(which), file, on=on, title=title)
    click.echo("\n".join(import_lines(done, every)))
    return 0


def import_lines(done: Imported, every: bool) -> Iterator[str]:
    from lprpolicy.write.directory.text import indented_list, several, source, unread

    for one in done.lists:
        yield f"imported the {source(one)}"
        yield from (f"  {note}" for note in one.notes)
    yield from unread(done.lists, every=every)
    yield f"the directory has {done.agencies:,} agencies, {done.partners:,} of them 287(g) partners"
    yield from several("became 287(g) partners", done.became, every=every, sign="!")
    yield from several("ceased to be 287(g) partners", done.ceased, every=every, sign="!")
    yield from several("added", done.added, every=every, sign="+")
    yield from several("removed", done.removed, every=every, sign="-")
    if done.changed:
        yield f"changed: {len(done.changed):,}"
        rows = [f"~ {one.id}  {one.name}: {one.what}" for one in done.changed]
        yield from indented_list(rows, every=every)
    if done.notes:
        yield f"to look at: {len(done.notes):,}"
        yield from indented_list([f"? {note}" for note in done.notes], every=every)
    if not (done.became or done.ceased or done.added or done.removed or done.changed):
        yield "nothing changed"


@command.command("show")
@click.argument("names", metavar="ID|NAME", nargs=-1, required=True)
@no_lists
def show(names: tuple[str, ...], no_lists: bool) -> int:
    """Print what is known of an agency, and the source of each statement.

    \b
    Examples:
      lprpolicy directory show us-ct/norwalk-pd
      lprpolicy directory show Norwalk CT PD
    """
    from lprpolicy.repository.directories import near
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.tasks.directory import show as entries
    from lprpolicy.write.directory.text import entry

    index = near((), Path(), lists=known_lists(imported=not no_lists))
    found = entries(index, " ".join(names))
    click.echo("\n".join(entry(one, index.entries.sources) for one in found))
    return 0


@command.command("list")
def list_() -> int:
    """List the lists of agencies on this machine, with the day and the digest of each.

    \b
    Example:
      lprpolicy directory list
    """
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.write.directory.text import source

    click.echo("\n".join(source(one) for one in known_lists().sources))
    return 0


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--state", help="Only agencies of this state, such as us-ct.")
@list_all("List every entry, not the first 12.")
@no_lists
def search(words: tuple[str, ...], state: str | None, every: bool, no_lists: bool) -> int:
    """List agencies whose names have these WORDS, or words that begin so.

    \b
    Examples:
      lprpolicy directory search norwalk
      lprpolicy directory search polk county --state us-fl
    """
    from lprpolicy.errors import UsageError
    from lprpolicy.repository.directories import near
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.tasks.directory import search as entries
    from lprpolicy.write.directory.text import indented_list, line

    asked = " ".join(words)
    index = near((), Path(), lists=known_lists(imported=not no_lists))
    found = entries(index, asked, state=state)
    if not found:
        raise UsageError(
            f"no directory and no list has an agency named like {asked!r}",
            hint="fewer words find more; lprpolicy who says what a name's words say",
        )
    click.echo("\n".join(one.strip() for one in indented_list(map(line, found), every=every)))
    return 0


@command.command("check")
@list_all("List every note, not the first 12.")
def check(every: bool) -> int:
    """Read the imported lists to the last byte, and say what they are and what to look at.

    \b
    Example:
      lprpolicy directory check
    """
    from lprpolicy.tasks.directory import sound
    from lprpolicy.write.directory.text import indented_list, source, unread

    found = sound()
    click.echo(f"{found.path}: sound")
    for one in found.lists:
        click.echo(f"  {source(one)}")
    click.echo(
        f"{found.agencies:,} agencies, {found.partners:,} of them 287(g) partners, "
        f"{found.unknown_kind:,} of unknown kind"
    )
    for said in unread(found.lists, every=every):
        click.echo(said)
    if found.notes:
        click.echo(f"to look at: {len(found.notes):,}")
        click.echo("\n".join(indented_list([f"? {note}" for note in found.notes], every=every)))
    return 0


@command.command("export")
@click.option("--state", help="Only the agencies of this state, such as us-ct.")
def export(state: str | None) -> int:
    """Print the lists' agencies as a directory file that a policy repository can keep.

    \b
    Example:
      lprpolicy directory export --state us-ct > directory/us-ct.yaml
    """
    from lprpolicy.tasks.directory import export as exported

    click.echo(exported(state), nl=False)
    return 0
