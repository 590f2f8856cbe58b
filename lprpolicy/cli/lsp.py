"""`lprpolicy lsp`: serve an editor over standard input and output."""

from __future__ import annotations

import datetime as dt

import click

from lprpolicy.cli.options import as_of, no_lists
from lprpolicy.errors import UsageError
from lprpolicy.host.clock import today
from lprpolicy.host.garbage import collect_often
from lprpolicy.host.streams import copies

EPILOG = """\b
Examples:
  lprpolicy lsp
  lprpolicy lsp --as-of 2027-01-01

\b
docs/how-to/editor.md shows the settings of VS Code, Neovim, Helix and Zed.
Exit codes: 0 the editor ended it, 2 bad usage."""


@click.command("lsp", epilog=EPILOG)
@as_of
@no_lists
def command(as_of: dt.date | None, no_lists: bool) -> int:
    """Serve an editor: findings while typing, and what everything in a file means.

    It speaks the Language Server Protocol over standard input and output, and is started by an
    editor. It takes a library that is installed with `pip install 'lprpolicy[lsp]'`.
    """
    try:
        from lprpolicy.lsp.server import make
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError(
            "a language server takes a library that is not installed",
            hint="pip install 'lprpolicy[lsp]'",
            consequence="nothing was served",
        ) from None
    collect_often()
    make(lambda: as_of or today(), lists=not no_lists).start_io(*copies())
    return 0
