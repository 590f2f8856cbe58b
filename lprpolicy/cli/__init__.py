"""The command line: arguments to a task to words to an exit code."""

STOPPED = 130
"""The exit code that a shell gives to what Ctrl-C stopped."""


def main() -> None:
    """Run the command line. Every way out has a code from the one table."""
    # Nothing is imported before this line: Ctrl-C while modules load is Ctrl-C.
    try:
        from lprpolicy.cli.start import start

        start()
    except KeyboardInterrupt:
        import os

        os._exit(STOPPED)
