"""`lprpolicy render`: one policy as a page in plain English."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.kinds import DAY, today

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
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html"]),
    default="text",
    show_default=True,
    help="How to write the page.",
)
@click.option(
    "--as-of",
    type=DAY,
    envvar="LPRPOLICY_AS_OF",
    help="Set it against the law of this day. Default: today. [env: LPRPOLICY_AS_OF]",
)
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
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="LPRPOLICY_CONFIG",
    help="The lprpolicy.yaml to use. Default: the nearest one, up to .git. [env: LPRPOLICY_CONFIG]",
)
def command(
    agency: str,
    paths: tuple[Path, ...],
    form: str,
    as_of: dt.date | None,
    since: str | None,
    out: Path | None,
    config: Path | None,
) -> int:
    """Write the policy of an AGENCY as a page that anyone can read.

    AGENCY is an id such as us-ct/westport-pd. PATHS are folders or files of its policy repository;
    without any, the current folder. Every clause of the policy stands on the page, with what the
    law asks and what nobody can tell.
    """
    from lprpolicy.tasks.outputs import write_whole
    from lprpolicy.tasks.render import render
    from lprpolicy.tasks.revisions import side
    from lprpolicy.tasks.trees import folder, root_of
    from lprpolicy.write.plain import FORMS

    tree = folder(paths or (Path(),), config=config)
    earlier = side(since, root_of((paths or (Path(),))[0])) if since else None
    text = FORMS[form](render(tree, agency, as_of or today(), since=earlier))
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text, overwrite=True)
        click.echo(f"wrote {out}")
    return 0
