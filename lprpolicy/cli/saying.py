"""Print an error: what is wrong, what to do about it, and what did not happen."""

from __future__ import annotations

import sys
from contextlib import suppress

from lprpolicy.errors import StreamError


def say(message: str, consequence: str, hint: str | None) -> None:
    """Print it on standard error, after everything that was printed before."""
    with suppress(OSError, StreamError):  # a failure there may be the very error to print
        sys.stdout.flush()
    lines = [f"error: {message}"]
    lines += [f"hint: {hint}"] if hint else []
    lines.append(consequence)
    print("\n".join(map(_make_harmless, "\n".join(lines).split("\n"))), file=sys.stderr)


def _make_harmless(line: str) -> str:
    """Make a line harmless to terminals and build servers, whatever names are in it."""
    if line.isascii() and line.isprintable() and "::" not in line and "##" not in line:
        return line
    from lprpolicy.write.escape import inert, visible

    return inert(visible(line))
