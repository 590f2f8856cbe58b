"""Who says so: what a fact rests on, and whether it may let anybody in."""

from __future__ import annotations

from enum import IntEnum


class Rank(IntEnum):
    """What a fact about an agency rests on; a higher rank is better evidence.

    >>> Rank.OFFICIAL > Rank.CLAIMED, Rank.CLAIMED.may_permit
    (True, False)
    """

    WORDS = 1  # what a name says of itself
    CLAIMED = 2  # an entry that the change under judgment adds or alters, or that nothing bears out
    REVIEWED = 3  # an entry that the base revision had, borne out by its own words
    OFFICIAL = 4  # the built-in directory, or an imported official list

    @property
    def may_permit(self) -> bool:
        """Whether a rule may let somebody in on such a fact; the others can only keep out."""
        return self >= Rank.REVIEWED
