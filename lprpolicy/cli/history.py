"""`lprpolicy history`: who had access from when to when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import DAY, list_all, repository
from lprpolicy.errors import UsageError

EPILOG = """\b
Examples:
  lprpolicy history us-ct/westport-pd --repository policies/
  lprpolicy history us-ct/westport-pd --recipient us/ice
  lprpolicy history us-ct/westport-pd --recipient "Norwalk Police Department (CT)"
  lprpolicy history us-ct/westport-pd --recipient federal-immigration
  lprpolicy history us-ct/westport-pd --between 2026-01-01 2026-06-30 --format json

\b
Read from git: the text as each commit left it, with the directory of that commit. An id means
the agency's components too. What cannot be read is "cannot tell", never "no".
Exit codes: 0 answered, whatever the answer; 2 bad usage; 3 there never was a policy."""


@click.command("history", epilog=EPILOG)
@click.argument("agency")
@click.option("--recipient", metavar="ID|NAME|KIND", help="Answer for this recipient only.")
@click.option("--between", nargs=2, type=DAY, help="Only these days, both ends included.")
@repository()
@click.option("--at", default="HEAD", show_default=True, help="The last revision that counts.")
@list_all("List every recipient and every commit.")
@formats("history")
def command(
    agency: str,
    recipient: str | None,
    between: tuple[dt.date, dt.date] | None,
    repository: Path,
    at: str,
    every: bool,
    outputs: tuple[Output, ...],
) -> int:
    """Say who had access to the reads of AGENCY, from when to when, by which commit and vote."""
    from lprpolicy.repository.revisions import policies_at
    from lprpolicy.tasks.history import HistoryInputs, history

    if between and between[1] < between[0]:
        raise UsageError(f"--between: {between[1]} is before {between[0]}")
    found = history(policies_at(repository), HistoryInputs(agency, recipient, between, at))
    send(outputs, found, show_all=every)
    return 0
