"""The page of changes: every commit that touched a policy, and who gained or lost access."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from lprpolicy.write.site import address
from lprpolicy.write.site.facts import Event, Shift, ShownCommit
from lprpolicy.write.site.tables import Cell, Column, PageTable, cell
from lprpolicy.write.site.view import SitePage, View, day_cell

EVENTS = {
    Event.BEGUN: "the policy begins",
    Event.EDITED: "the policy is changed",
    Event.GONE: "the policy is taken out",
}
OF_DRAFT = {
    Event.BEGUN: "a draft begins",
    Event.EDITED: "the draft is changed",
    Event.GONE: "the draft is taken out",
}
UNREADABLE = "not enough information: a version cannot be read, or does not say who has access"


def pages(view: View) -> Iterator[SitePage]:
    rows = [(commit, shift) for commit in view.site.history.commits for shift in commit.shifts]
    table = shifts(view, rows, of="all")
    shows = {"note": view.site.history.note, "feed": address.FEED}
    yield SitePage(address.CHANGES, "changes.html", "Changes", "changes", shows, (table,))


def shifts(
    view: View, rows: Sequence[tuple[ShownCommit, Shift]], *, of: Literal["all", "town", "body"]
) -> PageTable:
    """Write changes as a table; an agency's own page leaves out the agency."""
    columns = [
        Column("day", "Day"),
        Column("agency", "Agency"),
        Column("event", "What", choice=True),
        Column("gained", "Gained access"),
        Column("lost", "Lost access"),
        Column("change", "In the words of the change"),
        Column("commit", "Commit"),
    ]
    keep = [
        number for number, column in enumerate(columns) if of != "town" or column.name != "agency"
    ]
    made = [_row(view, commit, shift) for commit, shift in rows]
    return PageTable(
        "changes",
        "Changes of the policies, newest first" if of == "all" else "Changes, newest first",
        tuple(columns[number] for number in keep),
        tuple(tuple(row[number] for number in keep) for row in made),
    )


def _row(view: View, commit: ShownCommit, shift: Shift) -> tuple[Cell, ...]:
    return (
        day_cell(commit),
        view.town_cell(shift.town),
        cell(event_words(shift), value=f"draft-{shift.event}" if shift.draft else shift.event),
        _people(view, shift.gained, draft=shift.draft),
        _people(view, shift.lost, draft=shift.draft),
        cell(commit.subject or "(no words)"),
        cell(commit.id[:10], value=commit.id),
    )


def event_words(shift: Shift) -> str:
    """Say what a commit did to a policy; a draft is called one."""
    return (OF_DRAFT if shift.draft else EVENTS)[shift.event]


def _people(view: View, keys: tuple[str, ...] | None, *, draft: bool) -> Cell:
    if keys is None:
        return cell(None, unknown=UNREADABLE)
    if not keys:
        return Cell("nobody", ())
    names = "; ".join(sorted(view.body(key).name for key in keys))
    return cell(f"as drafted: {names}" if draft else names, value=keys)
