"""The command line: arguments to a task to words to an exit code."""

from __future__ import annotations

import gc
import signal
import sys
from typing import Final

STOPPED: Final = 130
"""The exit code that a shell gives to what Ctrl-C stopped."""


def main() -> None:
    """Run the command line. Every way out has a code from the one table."""
    gc.set_threshold(50_000)  # a run leaves few cycles, and looking for them takes a sixth of it
    if hasattr(signal, "SIGPIPE"):
        # A reader that goes early ends us as it ends every Unix program: at once, without words,
        # and never with the code that says allowed.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        from lprpolicy.cli.run import run

        raise SystemExit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # before a command has begun, or after it is done
        raise SystemExit(STOPPED) from None
