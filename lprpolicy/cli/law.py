"""`lprpolicy law`: say what of the law is written down, provision by provision."""

from __future__ import annotations

import click

from lprpolicy.cli.formats import Output, formats, send

EPILOG = """\b
Examples:
  lprpolicy law
  lprpolicy law ct
  lprpolicy law --unread
  lprpolicy law wa --format json"""


@click.command("law", epilog=EPILOG)
@click.argument("state", required=False)
@click.option(
    "--unread", is_flag=True, help="List the required numbers that no second person has read."
)
@formats("law")
def command(state: str | None, unread: bool, outputs: tuple[Output, ...]) -> int:
    """Say which provisions of the law have a rule, and why the others have none.

    STATE is a code or a name, such as ct or Connecticut; us is federal law. Without one, all
    states are listed, a line each.
    """
    from lprpolicy.repository.law import built_in
    from lprpolicy.tasks.law import law_coverage

    send(outputs, law_coverage(built_in(), state, unread=unread))
    return 0
