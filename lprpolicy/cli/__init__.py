"""The command line: arguments to a task to words to an exit code."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line. Every way out has a code from the one table."""
    from lprpolicy.cli.run import run

    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has gone, as in `lprpolicy rules list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(code)
