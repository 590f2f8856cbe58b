"""`lprpolicy import`: make a first policy from a vendor's export."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from lprpolicy.cli.options import no_lists, repository, vendor_format
from lprpolicy.errors import UsageError, WriteError

if TYPE_CHECKING:
    from lprpolicy.identify.index import Index
    from lprpolicy.model.observation import Observation
    from lprpolicy.tasks.import_ import Draft

EPILOG = """\b
Examples:
  lprpolicy import report.pdf --agency us-ct/westport-pd --repository policies/
  lprpolicy import SharedNetworks.csv --agency us-fl/okaloosa-so --repository work/
  lprpolicy import flock.csv --agency us-ct/westport-pd --repository policies/ --merge
  lprpolicy import SharedNetworks.xlsx --agency us-fl/okaloosa-so --repository work/ --force
  lprpolicy import 2020.pdf --beside 2022.pdf --agency us-ct/westport-pd --repository work/

\b
Reads: LEARN / VehicleManager Agency Data Sharing Report (PDF),
Flock SharedNetworks (CSV, XLSX), Flock transparency portals (saved page,
its text, JSON), the neutral CSV (docs/neutral-csv.md), and the formats of
installed packages (docs/vendor-plugin.md)."""


MOST_NAMED: Final = 40
"""At most this many federal recipients are named; the rest is counted."""


@click.command("import", epilog=EPILOG)
@click.argument("export", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--agency", required=True, help="Whose export it is, such as us-ct/westport-pd.")
@repository("--into", says="The policy repository that the draft is written into.", exists=False)
@vendor_format
@no_lists
@click.option(
    "--owner-is-right",
    metavar="REASON",
    help="Why it is the agency's export although it names another; kept in the draft.",
)
@click.option(
    "--beside",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="EXPORT",
    help="Another export of the agency: the state that it prints for a name counts here too.",
)
@click.option("--force", is_flag=True, help="Replace a policy that is there already.")
@click.option(
    "--merge", is_flag=True, help="Add to the policy that is there; every byte of it stays."
)
@click.option("--dry-run", is_flag=True, help="Print the draft and write nothing.")
def command(
    export: Path,
    agency: str,
    repository: Path,
    vendor_format: str | None,
    no_lists: bool,
    owner_is_right: str | None,
    beside: tuple[Path, ...],
    force: bool,
    merge: bool,
    dry_run: bool,
) -> int:
    """Make a first policy from a vendor's EXPORT.

    The draft has one grant for each recipient and says nothing that the export does not show;
    `lprpolicy check` then lists what is undecided.
    """
    from lprpolicy.evaluate.beside import with_states_of
    from lprpolicy.evaluate.shrunk import has_shrunk
    from lprpolicy.host.outputs import write_whole
    from lprpolicy.host.user_files import read_user_file
    from lprpolicy.model.scalars import ID_PATTERN
    from lprpolicy.repository.directories import near
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.repository.reading import observe
    from lprpolicy.repository.schemas import schema_text
    from lprpolicy.tasks.import_ import draft, listed_before, place_of, schema_path

    if re.search(ID_PATTERN, agency) is None or agency.startswith("us/"):
        raise UsageError(
            f"{agency!r} is not an agency's id", hint="write it like us-ct/westport-pd"
        )
    if owner_is_right is not None and not owner_is_right.strip():
        raise UsageError("--owner-is-right gives no reason", hint="say it in a few words")
    target = place_of(repository, agency)
    if merge and (force or owner_is_right is not None):
        raise UsageError("--merge goes without --force and --owner-is-right")
    if target.exists() and not force and not merge and not dry_run:
        raise WriteError(
            f"{target}: there is a policy already",
            hint="--merge adds to it, --force replaces it",
        )
    observation = observe(export.name, read_user_file(export), format=vendor_format)
    schema, missing = schema_path(target)
    around = repository if repository.is_dir() else Path()
    index = near((), around, lists=known_lists(imported=not no_lists))
    others = [observe(one.name, read_user_file(one), format=vendor_format) for one in beside]
    observation = with_states_of(observation, others, agency, index)
    if merge:
        return _merge(target, observation, agency, index, dry_run=dry_run)
    made = draft(observation, agency, index, schema=schema, owner_is_right=owner_is_right)
    old = read_user_file(target) if target.is_file() else b""
    same = old == made.text.encode()
    before = made.total if same else listed_before(old, observation.vendor.system)
    if has_shrunk(before, made.total):
        click.echo(
            f"note: {export.name} lists {made.total:,} recipients, and {target} lists {before:,}: "
            "make sure that the export is whole",
            err=True,
        )
    if dry_run:
        click.echo(made.text, nl=False)
        return 0
    if missing is not None:
        write_whole(missing, schema_text("policy"), overwrite=True)
    write_whole(target, made.text, overwrite=force, hint="--force replaces it")
    for line in _summary(made, observation, target):
        click.echo(line)
    click.echo(f"next: lprpolicy check {repository}")
    return 0


def _merge(
    target: Path, observation: Observation, agency: str, index: Index, *, dry_run: bool
) -> int:
    """Add the recipients that the policy does not grant yet, and say who they are."""
    from lprpolicy.evaluate.merged import merge
    from lprpolicy.host.outputs import write_whole
    from lprpolicy.host.user_files import read_user_file
    from lprpolicy.model.prose import amount
    from lprpolicy.write.escape import one_line

    if not target.is_file():
        raise UsageError(
            f"{target}: there is no policy to add to",
            hint="leave out --merge, and import writes one",
            consequence="nothing was written",
        )
    made = merge(str(target), read_user_file(target), observation, agency, index)
    if dry_run:
        click.echo(made.raw.decode(), nl=False)
        return 0
    if made.added:
        write_whole(target, made.raw, overwrite=True)
    known = sum(one.identity.id is not None for one in made.added)
    new = amount(len(made.added), "grant")
    click.echo(f"{target}: {new} added in {made.system}, {made.there:,} there already")
    if made.added:
        click.echo(f"  {known:,} are in the directory, {len(made.added) - known:,} are not")
    for one in [one for one in made.added if one.identity.federal][:MOST_NAMED]:
        click.echo(one_line(f"  federal: {one.share.raw}"))
    for note in (made.doubt, *observation.notes):
        if note:
            click.echo(one_line(f"  note: {note}"))
    click.echo(f"next: lprpolicy check {target.parent.parent.parent}")
    return 0


def _summary(made: Draft, observation: Observation, target: Path) -> Iterator[str]:
    """Say what was written, who of it is known, and what a person has to look at."""
    if made.known:
        rows = len(observation.outbound())
        of_rows = f" of {rows} rows" if rows != made.total else ""
        yield f"wrote {target}: {made.total} grants{of_rows}, status: proposed"
        known, unknown = len(made.matched), len(made.unmatched)
        yield f"  {known} recipients are in the directory, {unknown} are not"
    else:
        yield f"wrote {target}: no grants, status: proposed"
        yield "  who is let in is unknown: the export shows no list of it, not an empty one"
    if made.beside:
        yield f"  {made.beside} have their state from another export, as the draft says at each"
    if made.federal:
        yield f"  {len(made.federal)} are federal:"
    for share, identity in made.federal[:MOST_NAMED]:
        yield f"    {share.raw}" + (f" = {identity.name}" if identity.name else "")
    if len(made.federal) > MOST_NAMED:
        yield f"    and {len(made.federal) - MOST_NAMED} more: lprpolicy check names them all"
    for note in (*((made.doubt,) if made.doubt else ()), *observation.notes):
        yield f"  note: {note}"
