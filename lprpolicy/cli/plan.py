"""`lprpolicy plan`: from what a vendor shows to what a policy says, as clicks in order."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import as_of, moment, observed, repository, taken
from lprpolicy.host.clock import day_of

EPILOG = """\b
Examples:
  lprpolicy plan us-ct/westport-pd --observed report.pdf
  lprpolicy plan us-ct/westport-pd --observed report.pdf --out plan.json
  lprpolicy plan us-ct/westport-pd --observed report.pdf --narrowing --out plan.json
  lprpolicy plan us-ct/westport-pd --observed flock=SharedNetworks.csv \\
    --format markdown=checklist.md --format csv=checklist.csv

\b
Formats: text, json, markdown (a checklist to sign), csv.
Exit codes: 0 planned, 1 refused or unreadable, 2 bad usage or configuration,
4 a bug in lprpolicy."""


@click.command("plan", epilog=EPILOG)
@click.argument("agency")
@observed
@repository("--in")
@as_of
@taken
@click.option("--narrowing", is_flag=True, help="Plan only what takes access away.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write plan.json, for the gate."
)
@formats("plan")
def command(
    agency: str,
    observed: tuple[str, ...],
    repository: Path,
    as_of: dt.date | None,
    taken: dt.date | None,
    narrowing: bool,
    out: Path | None,
    outputs: tuple[Output, ...],
) -> int:
    """Plan the clicks from what the vendor shows to what AGENCY's policy says.

    Taking away comes first. Nothing is opened that the rules refuse; what takes access away never
    waits. Nothing here reaches the vendor: the plan is for hands, the proof is the next export.
    A plan for another day than today says what would be, and no gate passes it.
    """
    from lprpolicy.repository.exports import load
    from lprpolicy.repository.layout import folder
    from lprpolicy.repository.revisions import policies_at
    from lprpolicy.repository.tip import repository_at
    from lprpolicy.tasks.plan import PlanInputs, PlanRefused, make
    from lprpolicy.write.plan import json as plan_json
    from lprpolicy.write.report import text

    root = policies_at(repository)
    exports = tuple(load(given) for given in observed)
    today = day_of(moment())
    asked = PlanInputs(
        agency,
        exports,
        as_of or today,
        narrowing=narrowing,
        taken=taken,
        repository=repository_at(root),
        what_if=as_of is not None and as_of != today,
    )
    made = make(folder((root,)), asked, root)
    if made.refused:
        click.echo(text.write(made.report), nl=False)
        raise PlanRefused(
            made.reason,
            hint=made.remedy,
        )
    also = [] if out is None else [(out, plan_json.write(made.plan))]
    send(outputs, made.plan, also=also)
    return 0
