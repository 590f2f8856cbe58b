"""`lprpolicy directory pin`: a repository keeps the entries that its policies name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from lprpolicy.cli.options import list_all, no_lists, repository

if TYPE_CHECKING:
    from lprpolicy.tasks.directory_pin import Pins

EPILOG = """\b
Examples:
  lprpolicy directory pin --repository policies/
  lprpolicy directory pin --repository policies/ --check

\b
The file names the list, the day and the digest behind each statement, so that the
repository is judged the same on every machine. It is one of the repository's own
directories: what it says counts as far as an official list or its own words bear it
out, and a newer list that names a 287(g) partner wins over it.

\b
Exit codes of --check: 0 the file is as it is to be, 1 it is not."""
_NOTHING: Final = (
    "nothing to pin: no list and no pinned directory has an agency that the policies name"
)


@click.command("pin", epilog=EPILOG)
@repository("--for", says="The policy repository, all of whose policies are read.")
@no_lists
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if it would.")
@click.option("--dry-run", is_flag=True, help="Print the file and write nothing.")
@list_all("List every entry, not the first 12.")
def command(repository: Path, no_lists: bool, only_check: bool, dry_run: bool, every: bool) -> int:
    """Write the entries that the policies name into directory/pinned.yaml.

    These are the agencies whose policies they are and the recipients by id or by a name that
    means one of them. Entries of the repository's other directories stay where they are.
    """
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.tasks.directory_pin import pins

    made = pins(repository, known_lists(imported=not no_lists))
    if dry_run:
        click.echo(made.text or "", nl=False)
        if made.text is None:
            click.echo(_NOTHING, err=True)
    else:
        if not only_check:
            made.write()
        click.echo("\n".join(_lines(made, only_check, every)))
    return 1 if only_check and made.is_new else 0


def _lines(made: Pins, only_check: bool, every: bool) -> Iterator[str]:
    from lprpolicy.model.prose import amount
    from lprpolicy.write.directory.text import indented_list, several

    held = amount(len(made.entries), "agency", "agencies")
    if made.text is None:
        yield _NOTHING
    elif not made.is_new:
        yield f"{made.path}: unchanged, {held}"
    else:
        yield f"{made.path}: {'would be written' if only_check else 'written'}, {held}"
    yield from several("added", made.added, every=every, sign="+")
    yield from several("removed", made.removed, every=every, sign="-")
    yield from several("changed", made.changed, every=every, sign="~")
    for heading, names in (
        ("in another directory of the repository, and left there", made.own),
        ("kept as pinned: no list on this machine has them", made.kept),
        ("counted only where a list has them: their names do not show it", made.by_lists),
        ("known to no list and no directory", made.unknown),
        ("a list names a partner that the repository's own entry does not", made.differs),
    ):
        if names:
            yield f"{heading}: {len(names):,}"
            yield from indented_list((f"? {one}" for one in names), every=every)
