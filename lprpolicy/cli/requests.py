"""`lprpolicy requests`: what the policy and the law answer to those who ask to be let in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import as_of, list_all, repository
from lprpolicy.host.clock import today

EPILOG = """\b
Examples:
  lprpolicy requests us-ct/westport-pd pending.csv
  lprpolicy requests us-ct/westport-pd pending.csv --format csv > answers.csv
  lprpolicy requests us-ct/westport-pd pending.csv --as-of 2027-01-01 --format json

\b
Each request is judged as one more grant of the policy, in memory:
  granted       the policy in effect grants it and no rule is against it
  refused       a rule is against it; the law is named
  not granted   no rule is known to be against it; somebody has to vote
  not enough    it is not known who asks, or what for
Nothing is accepted by itself. Exit codes: 0 answered, whatever the answers; 1 the export or
the policy cannot be read; 2 bad usage or configuration."""


@click.command("requests", epilog=EPILOG)
@click.argument("agency")
@click.argument("file", metavar="[SYSTEM=]FILE")
@repository("--in")
@as_of
@list_all("List every rule that is to be settled.")
@formats("requests")
def command(
    agency: str,
    file: str,
    repository: Path,
    as_of: dt.date | None,
    every: bool,
    outputs: tuple[Output, ...],
) -> int:
    """Answer each request to share in FILE, as AGENCY's policy and the law answer it."""
    from lprpolicy.repository.exports import load
    from lprpolicy.repository.layout import folder
    from lprpolicy.repository.revisions import policies_at
    from lprpolicy.tasks.requests import requests

    tree = folder((policies_at(repository),))
    found = requests(tree, agency, load(file), as_of or today())
    send(outputs, found, show_all=every)
    return 0
