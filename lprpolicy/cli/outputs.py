"""`--format FORMAT[=FILE]`, for commands that can report in several ways at once."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from lprpolicy.errors import UsageError


def outputs(given: tuple[str, ...], known: Collection[str]) -> list[tuple[str, Path | None]]:
    """Each format with its file, or None for standard output, which only one of them can have."""
    found: list[tuple[str, Path | None]] = []
    for text in given:
        name, _, file = text.partition("=")
        if name not in known:
            raise UsageError(
                f"there is no format {name!r}",
                hint=f"the formats are {', '.join(known)}",
                consequence="nothing was followed",
            )
        found.append((name, Path(file) if file else None))
    if sum(file is None for _, file in found) > 1:
        raise UsageError(
            "two formats cannot both go to standard output",
            hint="send all but one to a file, as in --format json=out.json",
            consequence="nothing was followed",
        )
    return found
