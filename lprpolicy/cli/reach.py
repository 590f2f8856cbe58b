"""`lprpolicy reach`: who gets an agency's reads, and through whom."""

from __future__ import annotations

from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import followed, list_all, repository, whom

EPILOG = """\b
Examples:
  lprpolicy reach us-ct/westport-pd --repository policies/
  lprpolicy reach us-ct/westport-pd --to us/fbi --max-hops 2 --repository policies/
  lprpolicy reach us-ct/westport-pd --observed us-ct/westport-pd=report.pdf --format json

\b
Three answers: reaches, no known path, cannot tell. A step is
  certain        an agency lets somebody search its own reads, or a source says that it
                 passes on what it receives
  possible       it lets somebody search its own reads, or is a partner of somebody: the
                 reads you ask about follow only if it passes them on
  against terms  the same, where sharing.onward of the agency you ask about forbids it
Exit codes: 0 answered, whatever the answer; 1 an export cannot be read;
2 bad usage; 3 there was nothing to follow."""


@click.command("reach", epilog=EPILOG)
@click.argument("agency")
@whom("the reads are followed")
@list_all("List every path as short, and every name.")
@click.option(
    "--max-hops", type=click.IntRange(min=1), help="The longest path that counts. Default: any."
)
@followed
@repository()
@formats("reach")
def command(
    agency: str,
    to: str,
    every: bool,
    max_hops: int | None,
    observed: tuple[str, ...],
    repository: Path,
    outputs: tuple[Output, ...],
) -> int:
    """Say who gets the reads of AGENCY, through whom, and what is not known.

    Follows the policies of the repository, the exports given with --observed, and what the
    directories say of who passes on to whom. Each step is printed with its place.
    """
    from lprpolicy.repository.layout import folder
    from lprpolicy.tasks.reach import reach

    found = reach(
        folder((repository,)), agency, to, observed=observed, max_hops=max_hops, every=every
    )
    send(outputs, found, show_all=every)
    return 0
