"""`lprpolicy drift`: whether what the vendor shows is still what the policy says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.kinds import DAY, today
from lprpolicy.errors import UsageError

EPILOG = """\b
Examples:
  lprpolicy drift us-ct/westport-pd --observed report.pdf
  lprpolicy drift us-ct/westport-pd --observed report.pdf --max-age "7 days"
  lprpolicy drift us-ct/westport-pd --observed SharedNetworks.csv --taken 2026-12-01
  lprpolicy drift us-ct/westport-pd --observed report.pdf --format json

\b
Exit codes: 0 no drift in what a whole, fresh export shows; 1 drift, or nobody can tell;
2 bad usage or configuration, 4 a bug in lprpolicy."""


@click.command("drift", epilog=EPILOG)
@click.argument("agency")
@click.option(
    "--observed",
    multiple=True,
    required=True,
    metavar="[SYSTEM=]EXPORT",
    help="What the vendor shows; may be given several times.",
)
@click.option(
    "--in",
    "repository",
    type=click.Path(path_type=Path, exists=True),
    default=Path(),
    show_default="the one here",
    help="The policy repository.",
)
@click.option("--as-of", type=DAY, envvar="LPRPOLICY_AS_OF", help="Take this for the day.")
@click.option("--taken", type=DAY, help="The day of exports that print none.")
@click.option("--max-age", default="31 days", show_default=True, help="How old an export may be.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def command(
    agency: str,
    observed: tuple[str, ...],
    repository: Path,
    as_of: dt.date | None,
    taken: dt.date | None,
    max_age: str,
    style: str,
) -> int:
    """Compare what the vendor shows with AGENCY's policy and with what was last verified.

    Says which side moved. What no export shows is listed apart; a stale, scanned or partial
    export never gives a clean bill.
    """
    from lprpolicy.model.durations import Duration
    from lprpolicy.model.outcome import Answer
    from lprpolicy.tasks.drift import Asked, drift
    from lprpolicy.tasks.exports import load
    from lprpolicy.tasks.revisions import policies_at
    from lprpolicy.tasks.trees import folder
    from lprpolicy.write import outcome_json, outcome_text

    try:
        oldest = Duration.parse(max_age)
    except ValueError as error:
        raise UsageError(f"--max-age: {error}") from None
    root = policies_at(repository)
    exports = tuple(load(given) for given in observed)
    found = drift(folder((root,)), Asked(agency, exports, as_of or today(), oldest, taken))
    writer = outcome_json.drift if style == "json" else outcome_text.drift
    click.echo(writer(found), nl=False)
    return 0 if found.answer is Answer.CLEAN else 1
