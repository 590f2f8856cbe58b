"""The command line: arguments to a task to words to an exit code."""

from __future__ import annotations

import gc
import signal
import sys


def main() -> None:
    """Run the command line. Every way out has a code from the one table."""
    gc.set_threshold(50_000)  # a run leaves few cycles, and looking for them takes a sixth of it
    from lprpolicy.cli.run import run

    if hasattr(signal, "SIGPIPE"):
        # A reader that goes early ends us as it ends every Unix program: at once, without words,
        # and never with the code that says allowed.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    raise SystemExit(run(sys.argv[1:]))
