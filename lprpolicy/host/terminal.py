"""What the terminal can show: how wide text may be, and whether in color."""

from __future__ import annotations

import os
import sys


def columns() -> int:
    """How wide text may be: as the terminal is; elsewhere always the same."""
    if not sys.stdout.isatty():
        return 100
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def wants_color(when: str) -> bool:
    """Whether to color: as told, else only at a terminal, and never under NO_COLOR."""
    if when != "auto":
        return when == "always"
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def can_draw() -> bool:
    """Whether somebody sees standard error at a terminal that can go back in a line."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"
