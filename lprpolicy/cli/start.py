"""The beginning and the end of a run: signals and streams first, then the command, one exit."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

from lprpolicy.cli.saying import say
from lprpolicy.errors import LprPolicyError
from lprpolicy.host import signals, streams
from lprpolicy.host.environment import put

_UNPRINTED = 2


def start() -> NoReturn:
    """Run the command that was asked for, and end."""
    code = 4
    try:
        signals.listen()
        streams.open_streams()
        # What is valid is decided here, and by no plug-in that another package brought along.
        put("PYDANTIC_DISABLE_PLUGINS", "__all__")
        # What is read and found is kept until it is told: there is next to no garbage to look for.
        gc.set_threshold(1_000_000, 20, 20)
        from lprpolicy.cli.run import run

        code = _print_all(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before a command has begun, or after it is done
        pass
    signals.end(code)


def _print_all(code: int) -> int:
    """The exit code, once all is printed: nobody is told a verdict that they cannot read."""
    decided = code in (0, 1)
    try:
        streams.print_all()
    except LprPolicyError as error:
        if decided:
            say(error.message, error.consequence, error.hint)
            return _UNPRINTED
    return _UNPRINTED if decided and streams.errors_were_lost() else code
