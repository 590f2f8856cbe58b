"""`lprpolicy requests`: what the policy and the law answer to those who ask to be let in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.kinds import DAY, columns, today

EPILOG = """\b
Examples:
  lprpolicy requests us-ct/westport-pd pending.csv
  lprpolicy requests us-ct/westport-pd pending.csv --format csv > answers.csv
  lprpolicy requests us-ct/westport-pd pending.csv --as-of 2027-01-01 --format json

\b
Each request is judged as one more grant of the policy, in memory:
  granted       the policy in force grants it and no rule is against it
  refused       a rule is against it; the law is named
  not granted   no rule is known to be against it; somebody has to vote
  cannot tell   nobody knows who asks, or what for
Nothing is accepted by itself. Exit codes: 0 answered, whatever the answers; 1 the export or
the policy cannot be read; 2 bad usage or configuration."""


@click.command("requests", epilog=EPILOG)
@click.argument("agency")
@click.argument("file", metavar="[SYSTEM=]FILE")
@click.option(
    "--in",
    "repository",
    type=click.Path(path_type=Path, exists=True),
    default=Path(),
    show_default="the one here",
    help="The policy repository.",
)
@click.option("--as-of", type=DAY, envvar="LPRPOLICY_AS_OF", help="By the law of this day.")
@click.option("--all", "every", is_flag=True, help="List every rule that is to be settled.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
)
def command(
    agency: str, file: str, repository: Path, as_of: dt.date | None, every: bool, style: str
) -> int:
    """Answer each request to share in FILE, as AGENCY's policy and the law answer it."""
    from lprpolicy.tasks.exports import load
    from lprpolicy.tasks.requests import requests
    from lprpolicy.tasks.revisions import policies_at
    from lprpolicy.tasks.trees import folder
    from lprpolicy.write import requests_csv, requests_json, requests_text

    tree = folder((policies_at(repository),))
    found = requests(tree, agency, load(file), as_of or today())
    if style == "text":
        width = columns()
        click.echo(requests_text.write(found, width=width, show_all=every), nl=False)
    else:
        writer = requests_json if style == "json" else requests_csv
        click.echo(writer.write(found), nl=False)
    return 0
