"""Who a raw name is, as far as anyone can tell."""

from __future__ import annotations

from dataclasses import dataclass

from lprpolicy.model.words import AgencyKind, Component, RowStatus


@dataclass(frozen=True, slots=True)
class Identity:
    """A raw vendor name and what it was found to be; None is unknown, everywhere.

    `federal` is True only for a federal agency, False only where the name is certain to be
    another kind of body, None where nobody can tell. `why` is one sentence for a person.
    `suggestions` are entries with similar names; they are never used to decide, and where an entry
    `may_be_misspelt` here they are looked for only when asked. `claims` is the entry that has this
    name in a repository's own directory, where nothing bears that entry out.
    """

    raw: str
    id: str | None
    name: str | None
    kind: AgencyKind | None
    state: str | None
    federal: bool | None
    component: Component | None
    status: RowStatus
    why: str
    suggestions: tuple[str, ...] = ()
    claims: str | None = None
    may_be_misspelt: bool = False
