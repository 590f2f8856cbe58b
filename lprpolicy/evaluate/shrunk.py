"""A list that lost more than half of its recipients: it may be cut off, and says so of nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lprpolicy.model.characters import one_line
from lprpolicy.model.lock import Lock
from lprpolicy.repository.exports import Shown


def has_shrunk(before: int, now: int) -> bool:
    """Whether fewer than half are left."""
    return 2 * now < before


def shrunk(lock: Lock | None, given: Iterable[Shown]) -> Iterator[str]:
    """Systems whose list is less than half of the one last verified, each a sentence."""
    held = {one.system: len(one.rows) for one in lock.systems} if lock else {}
    names: dict[str, set[str]] = {}
    for one in given:
        rows = names.setdefault(one.system, set())
        rows |= {one_line(share.raw) for share in one.observation.outbound()}
    for system, rows in sorted(names.items()):
        if lock is not None and has_shrunk(held.get(system, 0), len(rows)):
            yield (
                f"{system}: its list has {len(rows):,} recipients, and had {held[system]:,} when "
                f"it was verified on {lock.verified}: make sure that the export is whole"
            )
