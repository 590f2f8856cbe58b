"""Begin and end a run: set up signals and streams, run the command, and exit in one place."""

from __future__ import annotations

import sys
from typing import NoReturn

from lprpolicy.cli.saying import say
from lprpolicy.errors import LprPolicyError
from lprpolicy.host import garbage, signals, streams
from lprpolicy.host.environment import put

_UNPRINTED = 2


def start() -> NoReturn:
    """Run the command that was asked for, and exit."""
    code = 4
    try:
        signals.listen()
        streams.open_streams()
        # Pydantic loads plug-ins of other packages, and those could change what is valid.
        put("PYDANTIC_DISABLE_PLUGINS", "__all__")
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
