"""A file that was read: its text, its data, and where in the text everything in the data is."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any, Final

from lprpolicy.model.blocks import Blocks
from lprpolicy.model.places import START, Location, Pointer, Span
from lprpolicy.read.blocks import Placed
from lprpolicy.read.faults import Fault
from lprpolicy.read.lines import Lines

_SHARED: Final = 2
"""Steps of a pointer that many pointers have in common, as in /sharing/grants/12."""
_Reached = tuple[Any, int, "array[int]", int, int, int]
MANY_KEYS: Final = 30
"""From this many keys on, a mapping's order is remembered instead of gone through."""
Whole = tuple[Any, tuple[int, ...], "array[int]"]
"""The data of a text read whole, the place of its root, and the places of everything else."""


def no_places() -> array[int]:
    return array("I")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as text and as plain data, with the way from the one to the other.

    `data` is None only if there is a fault that says why. The places of all entries stand in one
    array, those of a list or mapping in a row: [key start, key end,] start, end of each, and where
    the row of its own entries begins. A file that is put together of blocks has theirs.
    """

    file: str
    text: str
    data: Any
    faults: tuple[Fault, ...]
    _lines: Lines = field(repr=False, compare=False)
    _root: tuple[int, ...] = field(default=(0, 0, 0), repr=False, compare=False)
    _places: array[int] = field(default_factory=no_places, repr=False, compare=False)
    _blocks: Placed | None = field(default=None, repr=False, compare=False)
    _orders: dict[tuple[str | int, ...], dict[str, int]] = field(
        default_factory=dict, repr=False, compare=False
    )

    _reached: dict[tuple[str | int, ...], _Reached] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Containers near the root that were walked to: a list's entries are asked for by thousands."""

    def span(self, pointer: Pointer, *, key: bool = False) -> Span:
        """Return the place of a value, or of its key; of the nearest parent if there is none.

        The span ends with the last character of the content. A value that is left out is the empty
        span after its colon or hyphen.
        """
        if self.data is None:
            return Span(START, START)
        parts, walked = pointer.parts, 0
        here = self.data
        start, end, row = self._blocks.root() if self._blocks else self._root
        places, moved = self._places, 0
        shared = len(parts) > _SHARED and not key
        known = self._reached.get(parts[:_SHARED]) if shared else None
        if known is not None:
            here, row, places, moved, start, end = known
            walked = _SHARED
        for step in parts[walked:]:
            found = self._entry(here, step, parts[:walked])
            if found is None:
                break
            number, name = found
            if isinstance(here, dict):
                at = row + 5 * number
                if self._blocks and here is self.data:
                    places, at, moved = self._blocks.entry(number)
                here = here[name]
                key_start, key_end, start, end, row = places[at : at + 5]
                if key:
                    start, end = key_start, key_end
            else:
                here, at = here[number], row + 3 * number
                start, end, row = places[at : at + 3]
            walked += 1
            if walked == _SHARED and shared:
                self._reached[parts[:_SHARED]] = here, row, places, moved, start, end
        return self._lines.span(start + moved, end + moved)

    @property
    def blocks(self) -> Blocks:
        """The blocks that the document is put together from, by their keys."""
        return self._blocks.by_key if self._blocks else {}

    @property
    def whole(self) -> Whole | None:
        """The data and places; None if the document has faults or is put together from blocks."""
        if self.faults or self.data is None or self._blocks:
            return None
        return self.data, self._root, self._places

    def _entry(
        self, here: Any, step: str | int, at: tuple[str | int, ...]
    ) -> tuple[int, str] | None:
        """Return an entry's position in its container at a place, and its key in a mapping."""
        if isinstance(here, dict):
            name = str(step)
            if name not in here:
                return None
            if len(here) < MANY_KEYS:
                return list(here).index(name), name
            if at not in self._orders:
                self._orders[at] = {name: number for number, name in enumerate(here)}
            return self._orders[at][name], name
        if isinstance(here, list) and isinstance(step, int) and 0 <= step < len(here):
            return step, ""
        return None

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:
        return Location(self.file, self.span(pointer, key=key))

    @property
    def end(self) -> Span:
        """The empty span after the last word of the file, where more would be added."""
        last = len(self.text.rstrip())
        return self._lines.span(last, last)

    def line(self, n: int) -> str:
        """Return the text of line `n`, counted from 1, without its line break."""
        return self._lines.line(n)
