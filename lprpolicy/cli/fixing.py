"""`lprpolicy check --fix`: do what the fixes of the findings can do by themselves, or show it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from lprpolicy.errors import UsageError

if TYPE_CHECKING:
    from lprpolicy.cli.of_system import OfSystem
    from lprpolicy.evaluate.options import Options
    from lprpolicy.evaluate.town_says import TownSays
    from lprpolicy.host.files.tree import Tree


def town_says(
    attested: tuple[tuple[OfSystem, dt.date, str], ...],
    adopted: tuple[str, dt.date, str] | None,
    published: str | None,
) -> TownSays:
    """Put together what the options of the town say."""
    from lprpolicy.evaluate.town_says import Attestation, TownSays
    from lprpolicy.evaluate.vote_record import RecordedVote

    seen = tuple(Attestation(who.value, day, note, who.system) for who, day, note in attested)
    for name, times in Counter(one.system for one in seen).items():
        if times > 1:
            which = f"of {name}" if name else "of all systems"
            raise UsageError(
                f"--attested is given {times} times {which}",
                hint="give it once for each system: SYSTEM=OFFICE DAY NOTE",
                consequence="nothing was written",
            )
    return TownSays(seen, None if adopted is None else RecordedVote(*adopted), published)


def fix(
    tree: Tree,
    options: Options,
    *,
    show: bool,
    lists: bool,
    says: TownSays,
) -> bool:
    """Write the fixed policies, or print what would change; return whether anything changes."""
    from lprpolicy.evaluate.fixes import BOM, fixes
    from lprpolicy.host.outputs import write_together
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.write.escape import inert, one_line, visible

    if tree.root is None:
        raise UsageError("--fix needs files to write to", hint="name a folder, not the path -")
    made = fixes(tree, options, known_lists(imported=lists), says=says)
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
    unused = says.attested and not any(
        step.at.parts[-1:] == ("attested",) for one in made for step in one.steps
    )
    if unused:
        click.echo(
            "--attested wrote nothing: it stands there already, or no rule asks for it", err=True
        )
    return bool(made)
