"""`lprpolicy check --fix`: do what the fixes of the findings can do by themselves, or show it."""

from __future__ import annotations

import datetime as dt
from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from lprpolicy.errors import UsageError

if TYPE_CHECKING:
    from lprpolicy.evaluate.options import Options
    from lprpolicy.host.files.tree import Tree


def fix(
    tree: Tree,
    options: Options,
    *,
    show: bool,
    lists: bool,
    attested: tuple[str, dt.date, str] | None,
    adopted: tuple[str, dt.date, str] | None,
) -> bool:
    """Write the fixed policies, or print what would change; return whether anything changes."""
    from lprpolicy.evaluate.fixes import BOM, fixes
    from lprpolicy.evaluate.vote_record import RecordedVote
    from lprpolicy.host.outputs import write_together
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.write.escape import inert, one_line, visible

    if tree.root is None:
        raise UsageError("--fix needs files to write to", hint="name a folder, not the path -")
    vote = None if adopted is None else RecordedVote(*adopted)
    made = fixes(tree, options, known_lists(imported=lists), attested=attested, adopted=vote)
    for one in made if show else ():
        before = tree.files[one.file].decode("utf-8-sig").splitlines()
        path = tree.display_path(one.file)
        lines = unified_diff(before, one.text.splitlines(), path, path, lineterm="")
        for line in lines:
            click.echo(inert(visible(line)))
    if not show:
        bom = {
            one.file: BOM if tree.files[one.file].startswith(BOM.encode()) else "" for one in made
        }
        write_together(
            [(tree.root / one.file, (bom[one.file] + one.text).encode()) for one in made]
        )
    for one in made:
        for step in one.steps:
            did = "would " if show else "did: "
            click.echo(
                inert(one_line(f"{tree.display_path(one.file)}: {did}{step.says}")), err=True
            )
    if not made:
        click.echo("nothing can be fixed without a decision of yours", err=True)
    return bool(made)
