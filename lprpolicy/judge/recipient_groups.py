"""Which group of recipients a place in a policy is about."""

from __future__ import annotations

from typing import Final

from lprpolicy.model.places import Pointer
from lprpolicy.model.subject import Recipient, Subject
from lprpolicy.model.words import AgencyKind, RecipientGroup

_PRIVATE: Final = frozenset({AgencyKind.PRIVATE, AgencyKind.VENDOR, AgencyKind.FOREIGN})


def group_at(asked: Subject, at: Pointer) -> RecipientGroup | None:
    """Return the group of the recipient whose grant a place is in; None outside of grants."""
    match at.parts:
        case ("sharing", "grants", int(number), *_) if number < len(asked.grants):
            return group_of(asked.grants[number].recipient, asked.agency.state)
    return None


def group_of(who: Recipient, home: str | None) -> RecipientGroup:
    """Return the group of a recipient, as an agency of the state `home` sees it.

    A name that may be a federal body counts as one here: a group decides what is read first, and
    never what passes.
    """
    kinds = who.certainly_one_of
    if AgencyKind.FEDERAL_IMMIGRATION in kinds:
        return RecipientGroup.FEDERAL_IMMIGRATION
    if who.federal or any(kind.federal for kind in kinds):
        return RecipientGroup.OTHER_FEDERAL
    if kinds and kinds <= _PRIVATE:
        return RecipientGroup.PRIVATE
    if who.kind is None or who.state is None:
        return RecipientGroup.NOT_IDENTIFIED
    return RecipientGroup.OWN_STATE if who.state == home else RecipientGroup.OTHER_STATE
