"""`lprpolicy fmt`: put files into their standard form."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lprpolicy.cli.options import in_paths
from lprpolicy.errors import UsageError

EPILOG = """\b
Examples:
  lprpolicy fmt policies/
  lprpolicy fmt policies/us-ct/westport-pd/policy.yaml --diff
  lprpolicy fmt policies/ --check
  lprpolicy fmt - < policy.yaml

\b
Exit codes: 0 written or nothing to write, 1 --check found a file that differs,
2 bad usage or a file with faults on standard input, 3 there was nothing to format."""


@click.command("fmt", epilog=EPILOG)
@in_paths()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change.")
def command(paths: tuple[Path, ...], check: bool, diff: bool) -> int:
    """Put files into their standard form: two blanks a level, one empty line at most.

    Only blanks between things change, and line breaks become LF. Words, comments, quotes and the
    order of things stay as they are, and each result is read again to prove it. A file with
    faults is left alone. The path - formats standard input.
    """
    from lprpolicy.repository.layout import folder
    from lprpolicy.tasks.fmt import format_files, write

    if Path("-") in paths:
        return _stdin(paths)
    found = format_files(folder(paths))
    differing = [one for one in found if one.differs]
    alone = [one.file for one in found if one.after is None]
    if diff:
        click.echo("".join(one.diff for one in differing), nl=False)
    elif check:
        for one in differing:
            click.echo(f"{one.file}: not in its standard form")
    else:
        for file in write(found):
            click.echo(f"wrote {file}")
    for file in alone:
        click.echo(f"left alone: {file}: lprpolicy check shows its faults", err=True)
    same = len(found) - len(differing) - len(alone)
    click.echo(
        f"{len(differing)} differ, {same} in their standard form, {len(alone)} left alone", err=True
    )
    return 1 if check and differing else 0


def _stdin(paths: tuple[Path, ...]) -> int:
    from lprpolicy.tasks.fmt import one

    if len(paths) > 1:
        raise UsageError("standard input stands for one file", hint="lprpolicy fmt - < policy.yaml")
    found = one("-", sys.stdin.buffer.read())
    if found.after is None:
        raise UsageError(
            "standard input is no file that can be formatted",
            hint="lprpolicy check shows its faults",
            consequence="nothing was written",
        )
    click.echo(found.after, nl=False)
    return 0
