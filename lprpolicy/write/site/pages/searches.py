"""The page of an agency's searches: what their reasons say, month by month, and of nobody."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.small_cells import ShownCount
from lprpolicy.write.site import address
from lprpolicy.write.site.charts import MonthBars, months
from lprpolicy.write.site.facts import ReasonKind, SearchMonth, TownSearches
from lprpolicy.write.site.tables import Cell, Column, PageTable, cell
from lprpolicy.write.site.view import SitePage, View

STATES: tuple[ReasonKind, ...] = (ReasonKind.STATED, ReasonKind.CHOSEN)
_NOT_SHOWN = "not shown"


def pages(view: View) -> Iterator[SitePage]:
    for identifier, found in view.site.searches.items():
        name = view.name(identifier)
        shows = {
            "name": name,
            "agency": address.agency(identifier),
            "chart": _chart(found),
            "breaks": any(month.breaks for month in found.months),
        }
        trail = (("Agencies", address.AGENCIES), (name, address.agency(identifier)))
        title = f"Searches of {name}"
        tables = (_table(name, found),)
        yield SitePage(
            address.searches(identifier), "searches.html", title, "agencies", shows, tables, trail
        )


def _chart(found: TownSearches) -> MonthBars:
    title = "Share of searches whose reason states a purpose, month by month"
    return months("months", title, [_bar(month) for month in found.months])


def _bar(month: SearchMonth) -> tuple[str, float | None, str, str]:
    """The share of a month, where every count that it is made of is shown."""
    of = month.searches.count if month.searches else None
    stated = [month.kinds[kind] for kind in STATES if kind in month.kinds]
    counts = [one.count if one is not None else None for one in stated]
    if of is None or any(count is None for count in counts):
        return month.month, None, _NOT_SHOWN, month.breaks
    share = sum(count or 0 for count in counts) / of
    return month.month, share, f"{share:.0%} of {of:,}", month.breaks


def _table(name: str, found: TownSearches) -> PageTable:
    columns = (
        Column("month", "Month"),
        Column("searches", "Searches", number=True),
        *(Column(kind.name.lower(), _heading(kind), number=True) for kind in found.kinds),
        Column("break", "Compared with the months above"),
    )
    rows = tuple(
        (
            cell(month.month),
            _count(month.searches),
            *(_of_kind(month, kind) for kind in found.kinds),
            cell(f"not comparable: {month.breaks}" if month.breaks else "comparable"),
        )
        for month in found.months
    )
    caption = f"What the reasons of searches of {name} say"
    return PageTable("reasons", caption, columns, rows, filters=False)


def _heading(kind: ReasonKind) -> str:
    return kind.value[:1].upper() + kind.value[1:]


def _of_kind(month: SearchMonth, kind: ReasonKind) -> Cell:
    return _count(month.kinds[kind]) if kind in month.kinds else cell(0)


def _count(shown: ShownCount | None) -> Cell:
    if shown is None:
        return cell(None, unknown=_NOT_SHOWN, key="~")
    if shown.count is None:
        return cell(str(shown), value=str(shown), key="~")
    return cell(f"{shown.count:,}", value=shown.count, key=f"{shown.count:012d}")
