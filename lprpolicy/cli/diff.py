"""`lprpolicy diff`: who gains and who loses between two states of a policy repository."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import DIFFS, outputs, send
from lprpolicy.cli.kinds import DAY, coloured, today

EPILOG = """\b
Examples:
  lprpolicy diff main
  lprpolicy diff origin/main...HEAD --format markdown=comment.md
  lprpolicy diff v1 v2 --in policies/
  lprpolicy diff before/ after/ --format json
  lprpolicy diff main --format memo

\b
Formats: text, json, markdown (one comment on a pull request), memo (one page for a council).
Exit codes: 0 allowed, 1 refused, 2 bad usage or configuration, 4 a bug in lprpolicy."""


@click.command("diff", epilog=EPILOG)
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--in",
    "repository",
    type=click.Path(path_type=Path, exists=True),
    default=Path(),
    show_default="the one here",
    help="The policy repository, where revisions are compared.",
)
@click.option("--as-of", type=DAY, envvar="LPRPOLICY_AS_OF", help="By the law of this day.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="How to report, and where; may be given several times. Default: text.",
)
@click.option("--strict/--no-strict", default=None, help="A `should` that is not met refuses too.")
@click.option("--all", "every", is_flag=True, help="List every change and place.")
@click.option(
    "--colour", "--color", "colour", type=click.Choice(["auto", "always", "never"]), default="auto"
)
def command(
    base: str,
    head: str | None,
    repository: Path,
    as_of: dt.date | None,
    formats: tuple[str, ...],
    strict: bool | None,
    every: bool,
    colour: str,
) -> int:
    """Say who gains and who loses access from BASE to HEAD, and what else changes.

    BASE and HEAD are git revisions or folders; without HEAD it is the working tree. BASE..HEAD
    and BASE...HEAD are read as git reads them.
    """
    from lprpolicy.model.report import Decision
    from lprpolicy.tasks.check import Options
    from lprpolicy.tasks.diff import diff
    from lprpolicy.tasks.revisions import between, policies_at, side, working

    wanted = outputs(formats or ("text",), DIFFS)
    root = policies_at(repository)
    two = between(base, root) if head is None else None
    one, other = two or (
        side(base, root),
        side(head, root) if head else working(root, "the working tree"),
    )
    made = diff(one, other, Options(as_of or today(), strict=strict))

    def style(name: str, file: Path | None) -> dict[str, bool]:
        if name != "text":
            return {}
        return {"colour": file is None and coloured(colour), "show_all": every}

    send(DIFFS, wanted, made, style=style)
    return 0 if made.decision is Decision.ALLOW else 1
