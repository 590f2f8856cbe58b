"""`lprpolicy diff`: who gains and who loses between two states of a policy repository."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.formats import Output, formats, send
from lprpolicy.cli.options import as_of, color_choice, list_all, repository, searches, strict
from lprpolicy.host.clock import today
from lprpolicy.host.terminal import wants_color

EPILOG = """\b
Examples:
  lprpolicy diff main
  lprpolicy diff origin/main...HEAD --format markdown=comment.md
  lprpolicy diff v1 v2 --repository policies/
  lprpolicy diff before/ after/ --format json
  lprpolicy diff main --format memo

\b
Formats: text, json, markdown (one comment on a pull request), memo (one page for a council).
Exit codes: 0 allowed, 1 refused, 2 bad usage or configuration, 4 a bug in lprpolicy."""


@click.command("diff", epilog=EPILOG)
@click.argument("base")
@click.argument("head", required=False)
@repository("--in")
@as_of
@formats("diff")
@strict
@list_all("List every change and place.")
@color_choice
@searches("Say what the change would have made of an agency's searches.")
def command(
    base: str,
    head: str | None,
    repository: Path,
    as_of: dt.date | None,
    outputs: tuple[Output, ...],
    strict: bool | None,
    every: bool,
    color: str,
    searches: dict[str, Path],
) -> int:
    """Say who gains and who loses access from BASE to HEAD, and what else changes.

    BASE and HEAD are git revisions or folders; without HEAD it is the working tree. BASE..HEAD
    and BASE...HEAD are read as git reads them.
    """
    from lprpolicy.evaluate.report import Options
    from lprpolicy.model.report import Decision
    from lprpolicy.repository.revisions import policies_at, side, sides_of, working_copy
    from lprpolicy.tasks.diff import diff

    root = policies_at(repository)
    two = sides_of(base, root) if head is None else None
    one, other = two or (
        side(base, root),
        side(head, root) if head else working_copy(root, "the working tree"),
    )
    made = diff(one, other, Options(as_of or today(), strict=strict), searches=searches)
    send(outputs, made, color=wants_color(color), show_all=every)
    return 0 if made.decision is Decision.ALLOW else 1
