"""Begin and end a run: set up signals and streams, run the command, and exit in one place."""

from __future__ import annotations

import sys
from typing import NoReturn

from lprpolicy.cli.saying import say
from lprpolicy.errors import LprPolicyError
from lprpolicy.host import garbage, pydantic_plugins, signals, streams

_UNPRINTED = 2


def start() -> NoReturn:
    """Run the command that was asked for, and exit."""
    code = 4
    try:
        signals.listen()
        streams.open_streams()
        pydantic_plugins.shut_out()
        garbage.hardly_collect()
        from lprpolicy.cli.run import run

        code = _print_all(run(sys.argv[1:]))
    except KeyboardInterrupt:  # Ctrl-C before a command began, or after it was done
        pass
    signals.end(code)


def _print_all(code: int) -> int:
    """Return the exit code after all is printed; another one if the output got lost."""
    decided = code in (0, 1)
    try:
        streams.print_all()
    except LprPolicyError as error:
        if decided:
            say(error.message, error.consequence, error.hint)
            return _UNPRINTED
    return _UNPRINTED if decided and streams.errors_were_lost() else code
