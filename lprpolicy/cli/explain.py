"""`lprpolicy explain`: what a rule asks, or who a text is and why it is refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from lprpolicy.cli.options import as_of, no_lists, repository
from lprpolicy.host.clock import today

EPILOG = """\b
Examples:
  lprpolicy explain us-ct/no-federal-immigration-grants
  lprpolicy explain "Homeland Security" --repository policies/
  lprpolicy explain us-ct/norwalk-pd --repository policies/

\b
Exit codes: 0 explained, 2 bad usage, 3 nothing was there to look at."""


@click.command("explain", epilog=EPILOG)
@click.argument("what")
@repository(says="The policy repository that the text may stand in.", here=False)
@as_of
@no_lists
def command(what: str, repository: Path | None, as_of: dt.date | None, no_lists: bool) -> int:
    """Explain WHAT: a rule by its id, or a recipient by its id or the vendor's text.

    Of a rule it prints the law, the plain words, the examples and how to meet it; of a recipient
    each step to who that is, with its source, and with a repository what is found against it
    where it has access, or would be found if it had.
    """
    from lprpolicy.repository.layout import folder
    from lprpolicy.tasks.explain import explain

    tree = folder((repository,)) if repository is not None else None
    click.echo(explain(what, tree, as_of or today(), lists=not no_lists), nl=False)
    return 0
