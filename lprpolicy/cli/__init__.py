"""The command line: it turns arguments into a task, a document and an exit code."""

STOPPED = 130
"""The exit code that a shell gives to what Ctrl-C stopped."""


def main() -> None:
    """Run the command line. Every way out has a code from the one table of exit codes."""
    # Import nothing before this line, so that Ctrl-C is handled while modules load.
    try:
        from lprpolicy.cli.start import start

        start()
    except KeyboardInterrupt:
        import os

        os._exit(STOPPED)
