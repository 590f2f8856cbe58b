"""`lprpolicy verify`: what of a plan a later export shows as done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import as_of, moment, observed, repository, taken
from lprpolicy.host.clock import day_of

EPILOG = """\b
Examples:
  lprpolicy verify plan.json --observed new-report.pdf
  lprpolicy verify plan.json --observed new-report.pdf --lock
  lprpolicy verify plan.json --observed SharedNetworks.csv --taken 2026-12-01

\b
Exit codes: 0 done, 1 not as planned or not enough information, 2 bad usage or configuration,
4 a bug in lprpolicy."""


@click.command("verify", epilog=EPILOG)
@click.argument("plan", type=click.Path(path_type=Path, dir_okay=False))
@observed
@repository("--in")
@as_of
@taken
@click.option("--lock", is_flag=True, help="If it is done, write verified.json beside the policy.")
@formats("verify")
def command(
    plan: Path,
    observed: tuple[str, ...],
    repository: Path,
    as_of: dt.date | None,
    taken: dt.date | None,
    lock: bool,
    outputs: tuple[Output, ...],
) -> int:
    """Hold a PLAN against a new export: done, not done, done besides it, or cannot tell."""
    from lprpolicy.host.outputs import write_whole
    from lprpolicy.model.outcome import Conclusion
    from lprpolicy.repository import verified as locks
    from lprpolicy.repository.exports import load
    from lprpolicy.repository.layout import folder
    from lprpolicy.repository.plans import read_plan
    from lprpolicy.repository.revisions import policies_at
    from lprpolicy.repository.tip import repository_at
    from lprpolicy.tasks.verify import VerifyInputs, verify

    root = policies_at(repository)
    exports = tuple(load(given) for given in observed)
    asked = VerifyInputs(
        read_plan(plan), exports, as_of or day_of(moment()), taken, repository_at(root)
    )
    made = verify(folder((root,)), asked)
    send(outputs, made.verified)
    if made.verified.answer is not Conclusion.CLEAN:
        return 1
    if lock and not made.verified.later:
        file = root / locks.path_of(made.lock.agency)
        write_whole(file, locks.text(made.lock), overwrite=True)
        click.echo(f"wrote {file}", err=True)
    elif lock:
        click.echo("no lock was written: the plan left steps for later", err=True)
    return 0
