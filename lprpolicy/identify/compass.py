"""The letter in front of a place that is short for a point of the compass: N Charleston PD."""

from __future__ import annotations

from typing import Final

COMPASS: Final = {
    "n": "north",
    "no": "north",
    "s": "south",
    "so": "south",
    "e": "east",
    "w": "west",
}
_SHORT_PLACES: Final = frozenset({"st"})
"""Words of two letters that a place may begin with: E St Louis."""


def spell_compass(words: list[str]) -> None:
    """Write out the letter in front of a place, in the words themselves.

    `SO Mesa County` is a sheriff's office: those two letters stand for south in a town's name only.

    >>> words = "city of w hollywood pd".split()
    >>> spell_compass(words)
    >>> " ".join(words)
    'city of west hollywood pd'
    """
    at = 2 if words[1:2] == ["of"] else 0
    if len(words) < at + 3 or words[at] not in COMPASS:
        return
    if len(words[at + 1]) < 3 and words[at + 1] not in _SHORT_PLACES:
        return
    if words[at] not in ("no", "so") or (words[-1] == "pd" and "county" not in words):
        words[at] = COMPASS[words[at]]
