"""`lprpolicy drift`: whether what the vendor shows is still what the policy says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import as_of, exports, repository, taken
from lprpolicy.errors import UsageError
from lprpolicy.host.clock import today

EPILOG = """\b
Examples:
  lprpolicy drift us-ct/westport-pd --observed report.pdf
  lprpolicy drift us-ct/westport-pd --observed report.pdf --max-age "7 days"
  lprpolicy drift us-ct/westport-pd --observed SharedNetworks.csv --taken 2026-12-01
  lprpolicy drift us-ct/westport-pd --observed report.pdf --format json

\b
Exit codes: 0 no drift in what a whole, fresh export shows; 1 drift, or not enough information;
2 bad usage or configuration; 3 no export, and no adopted policy that needs one;
4 a bug in lprpolicy."""


@click.command("drift", epilog=EPILOG)
@click.argument("agency")
@exports(
    "What the vendor shows; may be given several times. Without any, an adopted policy is not "
    "clean."
)
@repository("--in")
@as_of
@taken
@click.option("--max-age", default="31 days", show_default=True, help="How old an export may be.")
@formats("drift")
def command(
    agency: str,
    observed: tuple[str, ...],
    repository: Path,
    as_of: dt.date | None,
    taken: dt.date | None,
    max_age: str,
    outputs: tuple[Output, ...],
) -> int:
    """Compare what the vendor shows with AGENCY's policy and with what was last verified.

    Says which side moved. What no export shows is listed apart; a stale, scanned or partial
    export never gives a clean bill.
    """
    from lprpolicy.model.durations import Duration
    from lprpolicy.model.outcome import Conclusion
    from lprpolicy.repository.exports import load
    from lprpolicy.repository.layout import folder
    from lprpolicy.repository.revisions import policies_at
    from lprpolicy.tasks.drift import DriftInputs, drift

    try:
        oldest = Duration.parse(max_age)
    except ValueError as error:
        raise UsageError(f"--max-age: {error}") from None
    root = policies_at(repository)
    exports = tuple(load(given) for given in observed)
    found = drift(folder((root,)), DriftInputs(agency, exports, as_of or today(), oldest, taken))
    send(outputs, found)
    return 0 if found.answer is Conclusion.CLEAN else 1
