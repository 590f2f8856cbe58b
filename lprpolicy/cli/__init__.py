"""The command line: arguments to a task to words to an exit code."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command line. Every way out has a code from the one table."""
    # What is valid is decided here, and by no plug-in that another package brought along.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    # What is read and found is kept until it is told, so there is next to no garbage to look for.
    gc.set_threshold(100_000, 20, 20)

    from lprpolicy.cli.run import run

    if hasattr(signal, "SIGPIPE"):
        # A reader that goes early ends us as it ends every Unix program: at once, without words,
        # and never with the code that says allowed.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    raise SystemExit(run(sys.argv[1:]))
