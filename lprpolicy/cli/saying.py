"""How an error is told: what is wrong, what to do about it, and what did not happen."""

from __future__ import annotations

import sys
from contextlib import suppress

from lprpolicy.errors import StreamError


def say(message: str, consequence: str, hint: str | None) -> None:
    """Tell it on standard error, after all that was printed before."""
    with suppress(OSError, StreamError):  # which may be what is to be told
        sys.stdout.flush()
    lines = [f"error: {message}"]
    lines += [f"hint: {hint}"] if hint else []
    lines.append(consequence)
    print("\n".join(map(_make_harmless, "\n".join(lines).split("\n"))), file=sys.stderr)


def _make_harmless(line: str) -> str:
    """A line that steers no terminal and no build server, whatever a file in it is called."""
    if line.isascii() and line.isprintable() and "::" not in line and "##" not in line:
        return line
    from lprpolicy.write.escape import inert, visible

    return inert(visible(line))
