"""The answers to who a name is: one entry, one of several, or nobody that is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lprpolicy.identify.names import Name
from lprpolicy.model.directory import Agency
from lprpolicy.model.identity import Identity
from lprpolicy.model.words import AgencyKind

MANY: Final = 4
"""As many entries are named; of more, the number."""


def answer_of_entry(name: Name, agency: Agency, why: str, *, state: str | None) -> Identity:
    """Answer with an entry; `state` is what else shows where it is."""
    return Identity(
        raw=name.raw,
        id=agency.id,
        name=agency.name,
        kind=agency.kind,
        state=state,
        federal=federal_of(agency),
        component=agency.component,
        status=name.status,
        why=why,
    )


def federal_of(agency: Agency) -> bool | None:
    """Whether an entry is federal; None for a task force under a federal id: it may be either."""
    if agency.kind is None:
        return None
    if agency.kind.federal:
        return True
    mixed = agency.kind is AgencyKind.TASK_FORCE or agency.id.startswith("us/")
    return None if mixed else False


def unknown(name: Name, why: str, *, raw: str | None = None) -> Identity:
    """Answer for a name that is nobody's; `raw` is its text where only a part of it was read."""
    return Identity(
        raw=name.raw if raw is None else raw,
        id=None,
        name=None,
        kind=None,
        state=name.state,
        federal=None,
        component=None,
        status=name.status,
        why=why,
    )


def ambiguous(name: Name, fits: Iterable[Agency], wanted: str | None) -> Identity:
    """Answer for a name of several entries: what they have in common is known, which one is not."""
    agencies = sorted({one.id: one for one in fits}.values(), key=lambda one: one.id)
    kinds = {one.kind for one in agencies}
    federal = {federal_of(one) for one in agencies}
    ids = tuple(one.id for one in agencies)
    more = f" and {len(ids) - MANY} more" if len(ids) > MANY else ""
    return Identity(
        raw=name.raw,
        id=None,
        name=None,
        kind=kinds.pop() if len(kinds) == 1 else None,
        state=wanted,
        federal=federal.pop() if len(federal) == 1 else None,
        component=None,
        status=name.status,
        why=f"it may be any of {', '.join(ids[:MANY])}{more}",
        suggestions=ids[:MANY],
    )
