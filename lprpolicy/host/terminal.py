"""Find out what the terminal can show: its width, and whether color."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

NARROWEST: Final = 40
"""Less is no width that text can be read in; COLUMNS may say anything."""


def columns() -> int:
    """Return the width to write for: what COLUMNS says, else that of the terminal.

    Without either it is fixed, so that the output is the same everywhere.
    """
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit():
        return max(int(said[:4]), NARROWEST)
    if not sys.stdout.isatty():
        return 100
    import shutil

    return max(shutil.get_terminal_size((100, 24)).columns, NARROWEST)


def at_a_terminal() -> bool:
    """Whether a person sees standard output as it is written."""
    return sys.stdout.isatty()


def wants_color(when: str) -> bool:
    """Whether to color, as the user says. Else NO_COLOR forbids it, and FORCE_COLOR asks for it.

    An empty variable counts as none, and FORCE_COLOR=0 too.
    """
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def can_draw() -> bool:
    """Whether standard error is a terminal that can overwrite a line, for a progress bar."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def is_terminal() -> bool:
    """Whether standard output is a terminal, so that a person reads it and no program."""
    return sys.stdout.isatty()


@contextlib.contextmanager
def completed_paths() -> Iterator[None]:
    """Let the Tab key complete a path while a question is asked, where the system can."""
    try:
        import readline
    except ImportError:
        yield
        return
    before, delimiters = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(_path_completed)
    readline.set_completer_delims("\n")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)


def _path_completed(text: str, number: int) -> str | None:
    """Return a path that begins with the text, by its number; a folder ends with a slash."""
    folder, slash, begun = text.rpartition("/")
    try:
        entries = list(Path(f"{folder}{slash}").expanduser().iterdir())
    except OSError:
        return None
    names = sorted(
        one.name
        for one in entries
        if one.name.startswith(begun) and (begun or not one.name.startswith("."))
    )
    if number >= len(names):
        return None
    found = f"{folder}{slash}{names[number]}"
    return f"{found}/" if Path(found).expanduser().is_dir() else found
