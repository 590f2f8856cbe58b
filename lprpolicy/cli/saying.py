"""How an error is told: what is wrong, what to do about it, and what did not happen."""

from __future__ import annotations

import sys
from contextlib import suppress


def say(message: str, consequence: str, hint: str | None) -> None:
    """Tell it on standard error, after all that was printed before."""
    with suppress(OSError):  # which may be what is to be told
        sys.stdout.flush()
    lines = [f"error: {message}"]
    lines += [f"hint: {hint}"] if hint else []
    lines.append(consequence)
    print("\n".join(lines), file=sys.stderr)
