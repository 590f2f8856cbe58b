"""What a group of searches says of its purpose, against a list of purposes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lprpolicy.model.search import NamedAgency, Specific
from lprpolicy.model.search_log import PurposesRow, SearchLog
from lprpolicy.model.words import WIDER, Purpose

IMMIGRATION: Final = frozenset(
    {Purpose.IMMIGRATION_ENFORCEMENT, Purpose.CIVIL_IMMIGRATION_ENFORCEMENT}
)
WHY_UNKNOWN: Final = {
    Specific.NUMBER: "give only a number as their reason",
    Specific.VAGUE: "give a reason that names no purpose",
    Specific.UNRECOGNIZED: "give a reason whose words are not recognized",
    Specific.TEST: "are marked as a test or as training",
    Specific.NONE: "show no reason",
}


def is_among(purpose: Purpose, listed: Iterable[Purpose]) -> bool:
    """Whether a list holds a purpose, or the wider one that includes it."""
    held = frozenset(listed)
    return purpose in held or WIDER.get(purpose) in held


def stated_by(log: SearchLog, one: PurposesRow) -> frozenset[Purpose]:
    """The purposes that a group's classes state."""
    return frozenset(purpose for name in one.classes for purpose in log.classes[name].is_)


def possible(log: SearchLog, one: PurposesRow) -> frozenset[Purpose]:
    """The purposes that its classes may mean besides."""
    return frozenset(purpose for name in one.classes for purpose in log.classes[name].may_be)


def says_nothing(one: PurposesRow) -> bool:
    """Whether no purpose can be read from a group."""
    return one.specific is not Specific.STATED


def names_immigration(one: PurposesRow) -> bool:
    """Whether a reason names a federal immigration agency, or initials that may be one's."""
    return one.named in (NamedAgency.IMMIGRATION, NamedAgency.UNCLEAR)
