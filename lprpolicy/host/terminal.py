"""Find out what the terminal can show: its width, and whether color."""

from __future__ import annotations

import os
import sys


def columns() -> int:
    """Return the width of the terminal; without one, a fixed width, so that output is the same."""
    if not sys.stdout.isatty():
        return 100
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def at_a_terminal() -> bool:
    """Whether a person sees standard output as it is written."""
    return sys.stdout.isatty()


def wants_color(when: str) -> bool:
    """Whether to color: as the user says, else at a terminal and not under NO_COLOR."""
    if when != "auto":
        return when == "always"
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def can_draw() -> bool:
    """Whether standard error is a terminal that can overwrite a line, for a progress bar."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def is_terminal() -> bool:
    """Whether standard output is a terminal, so that a person reads it and no program."""
    return sys.stdout.isatty()
