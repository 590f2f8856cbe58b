"""The command line: it turns arguments into a task, a document and an exit code."""

import sys
from os import _exit

STOPPED = 130
"""The exit code that a shell gives to what Ctrl-C stopped."""


def main() -> None:
    """Run the command line. Every way out has a code from the one table."""
    # Nothing is loaded before this line: Ctrl-C while modules load is Ctrl-C.
    sys.unraisablehook = _unraisable
    try:
        try:
            from lprpolicy.cli.entry import start
        except OSError as error:  # no file may be opened: what words errors cannot be loaded either
            _say_unloaded(error)
            raise SystemExit(2) from None
        start()
    except KeyboardInterrupt:
        _exit(STOPPED)


def _unraisable(lost: "sys.UnraisableHookArgs") -> None:
    """Stop for a Ctrl-C that comes where Python drops exceptions: it destroys locks of imports."""
    if lost.exc_type is KeyboardInterrupt:
        _exit(STOPPED)
    sys.__unraisablehook__(lost)


def _say_unloaded(error: OSError) -> None:
    print(
        f"error: lprpolicy cannot be loaded: {error.strerror}\n"
        "hint: let more files be open at a time (ulimit -n), or install it again\n"
        "nothing was decided",
        file=sys.stderr,
    )
