"""Which group of recipients a place in a policy is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lprpolicy.model.places import Pointer
from lprpolicy.model.subject import Recipient, Subject
from lprpolicy.model.words import AgencyKind, RecipientGroup

_PRIVATE: Final = frozenset({AgencyKind.PRIVATE, AgencyKind.VENDOR, AgencyKind.FOREIGN})


def groups_of(asked: Subject) -> Callable[[Pointer], RecipientGroup | None]:
    """Return what gives the group of the recipient whose grant a place is in; None outside of one.

    Many rules ask about the same grants, so each group is found out once.
    """
    known: dict[int, RecipientGroup] = {}

    def group_at(at: Pointer) -> RecipientGroup | None:
        parts = at.parts
        if len(parts) < 3 or parts[:2] != ("sharing", "grants"):
            return None
        number = parts[2]
        if not isinstance(number, int) or number >= len(asked.grants):
            return None
        if number not in known:
            known[number] = group_of(asked.grants[number].recipient, asked.agency.state)
        return known[number]

    return group_at


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
