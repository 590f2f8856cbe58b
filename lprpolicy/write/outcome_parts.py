"""Write a part of a text about a plan or drift: a heading, then what stands under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lprpolicy.write.escape import one_line

MOST: Final = 60


def part(heading: str, said: Iterable[str]) -> Iterator[str]:
    lines = list(said)
    if lines:
        yield ""
        yield f"{heading} ({len(lines):,}):"
        yield from (f"  - {one_line(line)}" for line in lines[:MOST])
        if len(lines) > MOST:
            yield f"  … and {len(lines) - MOST:,} more; --format json lists them"
