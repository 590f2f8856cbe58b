"""`lprpolicy audit`: a log of searches by the law, the policy and the grants of each day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.cli.formats import Output, check_formats, formats, put, send
from lprpolicy.cli.options import as_of, repository
from lprpolicy.errors import UsageError
from lprpolicy.host.clock import today

if TYPE_CHECKING:
    from lprpolicy.host.files.tree import Tree
    from lprpolicy.tasks.audit import Audited, AuditInputs

EPILOG = """\b
Examples:
  lprpolicy audit organization.csv --agency us-ct/westport-pd
  lprpolicy audit network.csv --agency us-ct/westport-pd --period 2026-10 --format json=audit.json
  lprpolicy audit network.csv --agency us-ct/westport-pd --rows-for log/granted --out ~/rows.csv
  lprpolicy audit organization.csv --agency us-ct/westport-pd --sample 5% --out ~/sample.csv
  lprpolicy audit network.csv --agency us-ct/westport-pd --replay proposed/policy.yaml
  lprpolicy audit --explain "DHS AOD" --agency us-ca/desert-hot-springs-police-department

\b
What is printed holds no plate, user, case number, time of day or typed text,
and no count of 1 to 4.
Exit codes: 0 no required rule is violated or left open; 1 one is, or the log cannot be read;
2 bad usage; 3 no search, or no required rule binds one; 4 a bug in lprpolicy."""
_NOTHING = "nothing was audited"


@click.command("audit", epilog=EPILOG)
@click.argument("logs", nargs=-1, metavar="[LOG]...")
@click.option("--agency", metavar="ID", help="Whose log it is, such as us-ct/westport-pd.")
@repository()
@click.option("--period", metavar="YYYY[-MM]", help="Only the searches of a month or a year.")
@as_of
@click.option("--time-zone", metavar="ZONE", help="Where the agency is, as America/New_York.")
@click.option("--printed-in", metavar="ZONE", help="The zone of times that print none.")
@click.option(
    "--own/--network",
    "own",
    default=None,
    help="Whether only the agency's own users are in the log. Default: as the log shows.",
)
@click.option("--ignore-column", "ignored", multiple=True, metavar="TITLE", help="Leave it out.")
@click.option("--rows-for", metavar="RULE", help="Write the rows of a rule's findings to --out.")
@click.option("--sample", metavar="PERCENT", help="Draw a sample for a person; rows to --out.")
@click.option("--seed", help="The seed of the sample. Default: the digest of the logs.")
@click.option(
    "--groups",
    type=click.Path(path_type=Path),
    help="Write the groups file here; as Parquet if the name ends so.",
)
@click.option("--out", type=click.Path(path_type=Path), help="A new file, for you alone.")
@click.option("--show-reasons", is_flag=True, help="List the reasons as typed; at a terminal only.")
@click.option(
    "--engine",
    type=click.Choice(["python", "duckdb", "spark"]),
    default="python",
    show_default=True,
    help="What counts. duckdb is for millions of rows: pip install 'lprpolicy[audit]'; spark for "
    "more than one machine, and opens addresses such as s3a://: pip install 'lprpolicy[spark]'.",
)
@click.option(
    "--memory", metavar="SIZE", default="1GB", show_default=True, help="What DuckDB may take."
)
@click.option("--master", metavar="URL", help="Where Spark runs, as local[4] or spark://host:7077.")
@click.option("--report", "state", metavar="STATE", help="The figures of a state's annual report.")
@click.option(
    "--replay",
    metavar="POLICY",
    type=click.Path(path_type=Path),
    help="Say what this proposed policy.yaml would have stopped.",
)
@click.option("--sample-result", type=click.Path(path_type=Path), help="Count a filled-in sample.")
@click.option("--explain", metavar="TEXT", help="Say how a reason is read, and read no log.")
@formats("audit", more=("annual", "replay"))
def command(
    logs: tuple[str, ...],
    agency: str | None,
    repository: Path,
    period: str | None,
    as_of: dt.date | None,
    time_zone: str | None,
    printed_in: str | None,
    own: bool | None,
    ignored: tuple[str, ...],
    rows_for: str | None,
    sample: str | None,
    seed: str | None,
    groups: Path | None,
    out: Path | None,
    show_reasons: bool,
    engine: str,
    master: str | None,
    memory: str,
    state: str | None,
    replay: Path | None,
    sample_result: Path | None,
    explain: str | None,
    outputs: tuple[Output, ...],
) -> int:
    """Audit LOGs of searches: Flock organization, network and portal audits, or a neutral CSV.

    Each search is judged by the rules of its day: its purpose, who searched, how far, on what
    grant. What the log does not show is "not enough information", never met.
    """
    from lprpolicy.tasks import audit_rows as rows
    from lprpolicy.tasks.audit import AuditInputs, audit

    if explain is not None:
        click.echo(rows.explain(explain, agency), nl=False)
        return 0
    if sample_result is not None:
        click.echo(rows.sample_result_of(sample_result))
        return 0
    _check(logs, agency, rows_for, sample, out)
    _check_engine(engine, master, rows=bool(rows_for or sample or show_reasons))
    check_formats(outputs, "annual" if state else "replay" if replay else "audit")
    if sample and period:
        raise UsageError(
            "a sample is drawn from a whole log",
            hint="download the log of that period, and leave --period out",
            consequence=_NOTHING,
        )
    assert agency is not None
    first, last, said = _period(period)
    asked = AuditInputs(
        agency=agency,
        logs=() if engine == "spark" else tuple(map(Path, logs)),
        addresses=logs if engine == "spark" else (),
        master=master,
        memory=memory,
        as_of=as_of or today(),
        period=(first, last) if first and last else None,
        period_said=said,
        zone=time_zone,
        printed_in=printed_in,
        own=own,
        ignored=ignored,
        duckdb=engine == "duckdb",
    )
    found = audit(_tree(repository, agency), asked)
    plain = all(one.file is None and one.format.name == "text" for one in outputs)
    answers: tuple[tuple[object, Callable[[], str]], ...] = (
        (rows_for, lambda: rows.write_rows(found, asked, rows_for or "", out)),
        (sample, lambda: rows.write_sample(found, asked, sample or "", seed, out)),
        (show_reasons, lambda: rows.typed_reasons(found, asked, as_text=plain)),
    )
    for wanted, answer in answers:
        if wanted:
            click.echo(answer(), nl=False)
            return 0
    if state or replay:
        put((one, _other(found, asked, one, state, replay)) for one in outputs)
        return 0
    if groups is not None:
        rows.write_groups(found, groups)
    send(outputs, found.report)
    if not found.report.is_asked:
        return 3
    return 1 if found.report.refused else 0


def _other(
    found: Audited, asked: AuditInputs, output: Output, state: str | None, replay: Path | None
) -> str:
    """Write in one format what was asked for in place of the audit."""
    from lprpolicy.tasks import audit_rows as rows

    form = output.format.name
    if state:
        return rows.annual(found, asked, state, form)
    return rows.replay_text(found, asked, replay or Path(), form)


def _check_engine(engine: str, master: str | None, *, rows: bool) -> None:
    if master is not None and engine != "spark":
        raise UsageError(
            "--master says where Spark runs",
            hint="give --engine spark too, or leave --master out",
            consequence=_NOTHING,
        )
    if engine == "spark" and rows:
        raise UsageError(
            "Spark gives counts and no rows",
            hint="copy the file that the report names, and ask for its rows without --engine",
            consequence=_NOTHING,
        )


def _check(
    logs: tuple[str, ...],
    agency: str | None,
    rows_for: str | None,
    sample: str | None,
    out: Path | None,
) -> None:
    if not logs:
        raise UsageError("no log was given", hint="name the file that you downloaded")
    if agency is None:
        raise UsageError(
            "nobody says whose log it is",
            hint="give --agency, such as us-ct/westport-pd: its state says which law binds",
            consequence=_NOTHING,
        )
    if (rows_for or sample) and out is None:
        raise UsageError(
            "rows go to a file of their own",
            hint="give --out and a new file outside every git repository",
            consequence=_NOTHING,
        )
    if rows_for and sample:
        raise UsageError("--rows-for and --sample are two runs", consequence=_NOTHING)


def _period(said: str | None) -> tuple[dt.date | None, dt.date | None, str | None]:
    """Read a month or a year as its first and last day."""
    import re

    if said is None:
        return None, None, None
    found = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2]))?", said)
    if found is None or found[1] == "0000":
        raise UsageError(
            f"--period: {said!r} is no month and no year",
            hint="write 2026-10 or 2026",
            consequence=_NOTHING,
        )
    year = int(found[1])
    first = dt.date(year, int(found[2] or 1), 1)
    month = int(found[2] or 12)
    after = dt.date(year + month // 12, month % 12 + 1, 1) if year < 9999 else dt.date.max
    return first, after - dt.timedelta(days=1), said


def _tree(repository: Path, agency: str) -> Tree | None:
    """Open the policy repository, if there is one: a log can be audited without."""
    from lprpolicy.repository.layout import folder, has_config
    from lprpolicy.repository.revisions import policies_at

    root = policies_at(repository)
    here = has_config(root) or (root / agency / "policy.yaml").is_file()
    return folder((root,)) if here or repository != Path() else None
