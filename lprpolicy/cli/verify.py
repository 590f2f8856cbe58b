"""`lprpolicy verify`: what of a plan a later export shows as done."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.kinds import DAY, today

EPILOG = """\b
Examples:
  lprpolicy verify plan.json --observed new-report.pdf
  lprpolicy verify plan.json --observed new-report.pdf --lock
  lprpolicy verify plan.json --observed SharedNetworks.csv --taken 2026-12-01

\b
Exit codes: 0 done, 1 not as planned or nobody can tell, 2 bad usage or configuration,
4 a bug in lprpolicy."""


@click.command("verify", epilog=EPILOG)
@click.argument("plan", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--observed",
    multiple=True,
    required=True,
    metavar="[SYSTEM=]EXPORT",
    help="What the vendor shows after the clicks; may be given several times.",
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
@click.option("--lock", is_flag=True, help="If it is done, write verified.json beside the policy.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def command(
    plan: Path,
    observed: tuple[str, ...],
    repository: Path,
    as_of: dt.date | None,
    taken: dt.date | None,
    lock: bool,
    style: str,
) -> int:
    """Hold a PLAN against a new export: done, not done, done besides it, or cannot tell."""
    from lprpolicy.model.outcome import Answer
    from lprpolicy.tasks import locks
    from lprpolicy.tasks.exports import load
    from lprpolicy.tasks.outputs import write_whole
    from lprpolicy.tasks.plans import read_plan
    from lprpolicy.tasks.revisions import policies_at
    from lprpolicy.tasks.trees import folder
    from lprpolicy.tasks.verify import verify
    from lprpolicy.write import outcome_json, outcome_text

    root = policies_at(repository)
    exports = tuple(load(given) for given in observed)
    made = verify(folder((root,)), read_plan(plan), exports, as_of or today(), taken)
    writer = outcome_json.verified if style == "json" else outcome_text.verified
    click.echo(writer(made.verified), nl=False)
    if made.verified.answer is not Answer.CLEAN:
        return 1
    if lock and not made.verified.later:
        file = root / locks.path_of(made.lock.agency)
        write_whole(file, locks.text(made.lock), overwrite=True)
        click.echo(f"wrote {file}", err=True)
    elif lock:
        click.echo("no lock was written: the plan left steps for later", err=True)
    return 0
