"""`lprpolicy render`: one policy as a page in plain English."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, put
from lprpolicy.cli.options import as_of, config, in_paths
from lprpolicy.host.clock import today

EPILOG = """\b
Examples:
  lprpolicy render us-ct/westport-pd policies/
  lprpolicy render us-ct/westport-pd policies/ --as-of 2027-01-01
  lprpolicy render us-ct/westport-pd policies/ --since v1
  lprpolicy render us-ct/westport-pd policies/ --format html --out westport.html

\b
The page says which rules are not met; whether that refuses the policy is for
`lprpolicy check` to say. Exit codes: 0 a page was written, 1 the policy cannot
be read, 2 bad usage or configuration, 4 a bug in lprpolicy."""


@click.command("render", epilog=EPILOG)
@click.argument("agency")
@in_paths()
@formats("page")
@as_of
@click.option(
    "--since",
    metavar="REVISION|FOLDER",
    help="Say too what changed since then. Default: nothing is said of changes.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write. Default: standard output.",
)
@config
def command(
    agency: str,
    paths: tuple[Path, ...],
    outputs: tuple[Output, ...],
    as_of: dt.date | None,
    since: str | None,
    out: Path | None,
    config: Path | None,
) -> int:
    """Write the policy of an AGENCY as a page that anyone can read.

    AGENCY is an id such as us-ct/westport-pd. Every clause of the policy stands on the page, with
    what the law asks and what nobody can tell.
    """
    from lprpolicy.repository.layout import folder, root_of
    from lprpolicy.repository.revisions import side
    from lprpolicy.tasks.render import render

    tree = folder(paths, config=config)
    earlier = side(since, root_of(paths[0])) if since else None
    page = render(tree, agency, as_of or today(), since=earlier)
    put((one if one.file else replace(one, file=out), one.format.write(page)) for one in outputs)
    if out is not None:
        click.echo(f"wrote {out}")
    return 0
