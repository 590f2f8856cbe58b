"""The command line: arguments to a task to words to an exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import Final, NoReturn

STOPPED: Final = 130
"""The exit code that a shell gives to what Ctrl-C stopped."""


def main() -> None:
    """Run the command line. Every way out has a code from the one table."""
    # What is valid is decided here, and by no plug-in that another package brought along.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # What is read and found is kept until it is told, so there is next to no garbage to look for.
    gc.set_threshold(1_000_000, 20, 20)
    if hasattr(signal, "SIGPIPE"):
        # A reader that goes early ends us as it ends every Unix program: at once, without words,
        # and never with the code that says allowed.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        from lprpolicy.cli.run import run

        _leave(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before a command has begun, or after it is done
        raise SystemExit(STOPPED) from None


def _leave(code: int) -> NoReturn:
    """End at once: all is written, and taking Python apart takes as long as starting it."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except OSError:
        raise SystemExit(code) from None  # Python has a word for that, and a code
    os._exit(code)
