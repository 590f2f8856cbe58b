"""`lprpolicy render`: one policy as a page in plain English, or as a council votes on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lprpolicy.cli.formats import Output, formats_of, put
from lprpolicy.cli.options import as_of, config, in_paths
from lprpolicy.errors import UsageError
from lprpolicy.host.clock import today
from lprpolicy.host.terminal import at_a_terminal

if TYPE_CHECKING:
    from lprpolicy.write.council_policy.document import PolicyDocument

EPILOG = """\b
Examples:
  lprpolicy render us-ct/westport-pd policies/
  lprpolicy render us-ct/westport-pd policies/ --as-of 2027-01-01
  lprpolicy render us-ct/westport-pd policies/ --since v1
  lprpolicy render us-ct/westport-pd policies/ --format html --out westport.html
  lprpolicy render us-ct/westport-pd policies/ --as policy --format docx --out westport.docx
  lprpolicy render us-ct/westport-pd policies/ --as policy --format pdf=a.pdf --format html=a.html

\b
The page says which rules are not met; whether that refuses the policy is for
`lprpolicy check` to say. DOCX needs `pip install 'lprpolicy[docx]'`, PDF an
installed Chromium. Exit codes: 0 it was written, 1 the policy cannot be read,
2 bad usage or configuration, 4 a bug in lprpolicy."""


@click.command("render", epilog=EPILOG)
@click.argument("agency")
@in_paths()
@click.option(
    "--as",
    "document",
    type=click.Choice(["page", "policy"]),
    default="page",
    is_eager=True,
    help="page: in plain English, with what the law asks; policy: the numbered articles that a "
    "council votes on, without comment. Default: page.",
)
@formats_of("document", "page", "policy")
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
    document: str,
    outputs: tuple[Output, ...],
    as_of: dt.date | None,
    since: str | None,
    out: Path | None,
    config: Path | None,
) -> int:
    """Write the policy of an AGENCY as a page that anyone can read, or to be voted on.

    AGENCY is an id such as us-ct/westport-pd. Every clause of the policy stands on the page, with
    what the law asks and what is not known. `--as policy` writes the document for a vote.
    """
    from lprpolicy.repository.layout import folder, root_of
    from lprpolicy.repository.revisions import side
    from lprpolicy.tasks.render import render, render_policy

    outputs = tuple(one if one.file else replace(one, file=out) for one in outputs)
    _require_a_file(outputs)
    tree, day = folder(paths, config=config), as_of or today()
    if document == "policy":
        if since:
            raise UsageError(
                "--since is for the page: a policy to be voted on does not speak of other versions",
                hint="`lprpolicy diff` says what changed",
                consequence="nothing was written",
            )
        policy = render_policy(tree, agency, day)
        put([(one, _write_format(one, policy, agency, day)) for one in outputs])
    else:
        earlier = side(since, root_of(paths[0])) if since else None
        page = render(tree, agency, day, since=earlier)
        put((one, one.format.write(page)) for one in outputs)
    if out is not None:
        click.echo(f"wrote {out}")
    return 0


def _require_a_file(outputs: tuple[Output, ...]) -> None:
    """Keep bytes that nobody can read from a terminal."""
    for one in outputs:
        if one.file is None and (one.format.binary or one.format.printed) and at_a_terminal():
            raise UsageError(
                f"{one.format.name} is not for a terminal",
                hint=f"give a file: --format {one.format.name}=FILE",
                consequence="nothing was written",
            )


def _write_format(output: Output, policy: PolicyDocument, agency: str, day: dt.date) -> str | bytes:
    """Write the document in one format; a PDF is printed from the HTML."""
    form = output.format
    if form.binary:
        return form.data(policy)
    if not form.printed:
        return form.write(policy)
    from lprpolicy.host.browser import printer

    prints = printer("--format pdf", "use --format html or docx", undone="written")
    return prints.pdf_of(form.write(policy), day, what=agency)
