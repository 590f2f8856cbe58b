"""`lprpolicy check --write-baseline`: list what is found today, so that only new faults refuse."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.errors import UsageError

if TYPE_CHECKING:
    from lprpolicy.evaluate.options import Options
    from lprpolicy.host.files.tree import Tree


def write_baseline(
    tree: Tree, options: Options, file: Path, until: dt.date | None, *, lists: bool
) -> None:
    """Write a baseline; over one that is there, take out what is gone and add nothing."""
    from lprpolicy.evaluate.baseline import baseline_of, lines
    from lprpolicy.evaluate.report import check
    from lprpolicy.host.outputs import write_together
    from lprpolicy.model.prose import amount, long_day
    from lprpolicy.repository.baseline import take_baseline, text
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.write.escape import inert, visible

    before = take_baseline(file, None, tree.root).read() if file.exists() else None
    today = options.today or options.as_of
    last = _last_day(until, today, before.until if before else None)
    found, left = lines(check(tree, options, lists=known_lists(imported=lists)), tree)
    made = baseline_of(found, before, written=today, until=last)
    write_together([(file, text(made))])
    says = f"{file}: {amount(len(made.findings), 'old finding')} until {long_day(made.until)}"
    if before is not None:
        gone = len(before.findings) - len(made.findings)
        new = len(found) - len(made.findings)
        says += f"; {gone:,} taken out, since they are gone"
        says += f"; {new:,} new, which a baseline never takes in" if new else ""
    if left:
        says += f"; {left:,} can never be old, such as grants to federal immigration agencies"
    click.echo(inert(visible(says)), err=True)


def _last_day(until: dt.date | None, today: dt.date, before: dt.date | None) -> dt.date:
    from lprpolicy.model.baseline import LONGEST_DAYS

    if until is None and before is not None:
        return before
    latest = today + dt.timedelta(days=LONGEST_DAYS)
    if until is None:
        raise UsageError(
            "--write-baseline needs the day on which the baseline ends",
            hint=f"--until {latest}, or an earlier day",
        )
    if not today <= until <= latest:
        raise UsageError(
            f"--until {until}: a baseline ends between {today} and {latest}",
            hint="fix what is old by then; a new baseline begins with a new file",
        )
    return until
