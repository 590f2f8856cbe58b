"""`lprpolicy compare-rules`: whether one set of rules refuses all that another one refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import as_of, list_all, proposed_rules, repository
from lprpolicy.host.clock import today

EPILOG = """\b
Examples:
  lprpolicy compare-rules us-nh us-ct
  lprpolicy compare-rules us-ct us-ct/westport-pd --repository policies/
  lprpolicy compare-rules us-ct us-ct --with us-ct/retention-reads.yaml --as-of 2027-10-01
  lprpolicy compare-rules us-ct bills/sb-397/

\b
Exit codes: 0 yes, 1 no or not enough information, 2 bad usage."""


@click.command("compare-rules", epilog=EPILOG)
@click.argument("first")
@click.argument("second")
@repository(says="The policy repository that a town's own rules are in.", here=False)
@proposed_rules("Proposed rules laid over SECOND; may be given several times.")
@click.option(
    "--out",
    "into",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write the smallest policy here, as a repository that `check` judges.",
)
@list_all("Show the policy for every rule.")
@as_of
@formats("strictness")
def command(
    first: str,
    second: str,
    repository: Path | None,
    over: tuple[Path, ...],
    into: Path | None,
    every: bool,
    as_of: dt.date | None,
    outputs: tuple[Output, ...],
) -> int:
    """Say whether everything that FIRST refuses is refused by SECOND too.

    Each is a pack (us-ct), a town's own rules (us-ct/westport-pd), or a folder or file of proposed
    rules. A no comes with the smallest policy that FIRST refuses and SECOND does not.
    """
    from lprpolicy.model.strictness import StrictnessAnswer
    from lprpolicy.repository.layout import folder
    from lprpolicy.tasks.compare_rules import compare_named, files_of, sources_of

    tree = folder((repository,)) if repository is not None else None
    found = compare_named(first, second, as_of or today(), sources_of(tree, over))
    send(outputs, found, show_all=every, also=files_of(found, into) if into else ())
    return 0 if found.answer is StrictnessAnswer.YES else 1
