"""`lprpolicy who`: say who the names on a vendor's list are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import no_lists, repository
from lprpolicy.errors import UsageError

EPILOG = """\b
Examples:
  lprpolicy who "DHS - HSI (Newark NJ)" "Federal Way Police Department"
  lprpolicy who - < names.txt
  lprpolicy who --format json "CBP - NTC"
  lprpolicy who --explain "Norwalk PD"

\b
JSON has one object a line, with null for what is unknown:
raw, id, kind, state, federal, component, status, why; and steps
with --explain."""


@click.command("who", epilog=EPILOG)
@click.argument("names", nargs=-1, required=True)
@formats("identity")
@repository(
    "--directory",
    says="The policy repository whose directory is asked, or a file of a directory. "
    "Default: the one here.",
    here=False,
    multiple=True,
)
@click.option("--explain", is_flag=True, help="Print the steps that lead to the answer.")
@no_lists
def command(
    names: tuple[str, ...],
    outputs: tuple[Output, ...],
    repository: tuple[Path, ...],
    explain: bool,
    no_lists: bool,
) -> int:
    """Say who the NAMES on a vendor's list are, as far as anyone can tell.

    NAMES may be - to read one a line from standard input. A name that could mean two agencies,
    or none, is unknown; suggestions never decide.
    """
    from lprpolicy.repository.known_lists import known_lists
    from lprpolicy.tasks.who import who

    send(
        outputs,
        tuple(
            who(
                _names(names),
                repository,
                lists=known_lists(imported=not no_lists),
                explained=explain,
            )
        ),
    )
    return 0


def _names(names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if name != "-":
            yield name
            continue
        for number, line in enumerate(sys.stdin.buffer, start=1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                raise UsageError(
                    f"standard input, line {number}: this is not UTF-8", hint="save it as UTF-8"
                ) from None
            if text.strip():
                yield text
