"""Compute bar charts and pictures of neighbors; templates draw them, sized for a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.prose import amount
from lprpolicy.write.site.facts import Town
from lprpolicy.write.site.phrasing import keeping_time, length

WIDTH: Final = 360
LABEL: Final = 148
ROW: Final = 28
MOST_ROWS: Final = 12
_MONTH: Final = 72
_LONGEST_MONTH: Final = WIDTH - _MONTH - 96
_LONGEST_BAR: Final = WIDTH - LABEL - 34


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: `y` is its top, `width` the length of its bar."""

    label: str
    count: int
    y: int
    width: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart. `line` is the height of the line between rows, with its label."""

    id: str
    title: str
    says: str
    bars: tuple[Bar, ...]
    height: int
    line: int | None = None
    line_says: str = ""
    width: int = WIDTH
    label: int = LABEL


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest time for which a law lets an agency keep reads, in words, with its citation."""

    period: Duration
    citation: str


def count_by_label(id_: str, title: str, labels: Iterable[str], one: str, many: str) -> Bars:
    """Count how often each label occurs, the most frequent first."""
    counts = sorted(Counter(labels).items(), key=lambda item: (-item[1], item[0]))
    most = max((count for _, count in counts), default=1)
    bars = tuple(
        Bar(label, count, number * ROW, _long(count, most))
        for number, (label, count) in enumerate(counts)
    )
    says = "; ".join(f"{bar.label}: {amount(bar.count, one, many)}" for bar in bars)
    return Bars(id_, title, says, bars, len(bars) * ROW)


def retention(id_: str, title: str, towns: Sequence[Town], limit: Limit | None) -> Bars:
    """Chart how long towns keep reads, shortest first, with a line at the law's limit.

    What is no plain length of time, or not specified, comes last and is on neither side.
    """
    counts = Counter(_retention_of(town) for town in towns)
    most = max(counts.values(), default=1)
    within, over, unclear = _sides(counts, limit)
    bars: list[Bar] = []
    y, line = 0, None
    for keys, tone in ((within, ""), (over, "unmet"), (unclear, "unclear")):
        if limit is not None and tone == "unmet":
            line, y = y, y + ROW
        for key in keys:
            bars.append(Bar(key[1], counts[key], y, _long(counts[key], most), tone))
            y += ROW
    limit_says = f"The law's limit: {limit.period}" if limit else ""
    says = "; ".join(f"{bar.label}: {amount(bar.count, 'agency', 'agencies')}" for bar in bars)
    says += f". {limit_says} ({limit.citation})" if limit else ""
    return Bars(id_, title, says, tuple(bars), y, line, limit_says)


_Kept = tuple[int, str, Duration | None]


def _sides(
    counts: Iterable[_Kept], limit: Limit | None
) -> tuple[list[_Kept], list[_Kept], list[_Kept]]:
    """Split into what is within the limit, what exceeds it, and what is on neither side."""
    known = sorted((key for key in counts if key[2]), key=lambda key: key[:2])
    over = [key for key in known if limit is not None and _over(key[2], limit.period)]
    within = [key for key in known if key not in over]
    return within, over, sorted((key for key in counts if not key[2]), key=lambda key: key[1])


def _retention_of(town: Town) -> _Kept:
    """Return how long a town keeps reads: for sorting, in words, and as a length if it is one."""
    period = town.policy.retention.reads if town.policy and town.policy.retention else None
    plain = period if isinstance(period, Duration) else None
    return (length(plain) or 0, keeping_time(period) or "not specified", plain)


def _over(period: Duration | None, limit: Duration) -> bool:
    return period is not None and period.at_most(limit) is False


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month: `width` is the length of its bar, `says` stands behind it."""

    label: str
    says: str
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class MonthBars:
    """Shares from month to month. A line breaks it where months cannot be compared."""

    id: str
    title: str
    says: str
    bars: tuple[MonthBar, ...]
    lines: tuple[tuple[int, str], ...]
    height: int
    width: int = WIDTH
    label: int = _MONTH


def months(id_: str, title: str, rows: Sequence[tuple[str, float | None, str, str]]) -> MonthBars:
    """Chart a share for each month: its label, share, words, and what breaks it from those above.

    Without a share there is no bar, and the words say why.
    """
    bars: list[MonthBar] = []
    lines: list[tuple[int, str]] = []
    y = 0
    for label, share, says, breaks in rows:
        if breaks:
            lines.append((y, breaks))
            y += ROW
        width = 0 if share is None else max(round(share * _LONGEST_MONTH), 1)
        bars.append(MonthBar(label, says, y, width))
        y += ROW
    spoken = "; ".join(
        (f"here {breaks}, not comparable; " if breaks else "") + f"{label}: {says}"
        for label, _, says, breaks in rows
    )
    return MonthBars(id_, title, spoken, tuple(bars), tuple(lines), y)


def _long(count: int, most: int) -> int:
    return max(round(count * _LONGEST_BAR / most), 3)


@dataclass(frozen=True, slots=True)
class NeighborRow:
    """One neighbor, or several under one name; `y` is the middle of its row."""

    text: str
    href: str
    y: int
    federal: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The neighbors of one agency. Reads flow from the top to the bottom."""

    id: str
    title: str
    above: tuple[NeighborRow, ...]
    above_says: str
    box: int
    name: tuple[str, ...]
    below: tuple[NeighborRow, ...]
    below_says: str
    height: int
    box_height: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A neighbor of an agency, with the group to count it in if there are many."""

    name: str
    href: str
    group: str
    federal: bool = False


def picture(
    id_: str,
    name: str,
    *,
    above: Sequence[Neighbor],
    above_says: str,
    below: Sequence[Neighbor],
    below_says: str,
) -> Picture | None:
    """Draw the neighbors of an agency; None if it has none."""
    if not above and not below:
        return None
    lines = wrap_name(name, 40)
    rows_above, y = _rows(above, 0)
    box = y + 8 if rows_above else 0
    box_height = 16 + 18 * len(lines)
    rows_below, end = _rows(below, box + box_height)
    title = f"Neighborhood of {name}"
    return Picture(
        id_,
        title,
        rows_above,
        above_says,
        box,
        lines,
        rows_below,
        below_says,
        end + 4,
        box_height,
    )


def _rows(neighbors: Sequence[Neighbor], top: int) -> tuple[tuple[NeighborRow, ...], int]:
    """Lay out rows under a heading: one per neighbor if they are few, else one per group."""
    if not neighbors:
        return (), top
    shown = [(shorten(one.name), one.href, one.federal) for one in neighbors]
    if len(shown) > MOST_ROWS:
        shown = _groups(neighbors)
    first = top + 44
    rows = tuple(
        NeighborRow(text, href, first + number * ROW, federal)
        for number, (text, href, federal) in enumerate(shown)
    )
    return rows, rows[-1].y + 16


def _groups(neighbors: Sequence[Neighbor]) -> list[tuple[str, str, bool]]:
    """Group neighbors; federal ones are named, however many others there are."""
    named = [(shorten(one.name), one.href, True) for one in neighbors if one.federal]
    rest = [one for one in neighbors if not one.federal]
    counts = sorted(Counter(one.group for one in rest).items(), key=lambda g: (-g[1], g[0]))
    room = MOST_ROWS - 1
    shown = [(shorten(f"{group}: {count}"), "", False) for group, count in counts[:room]]
    more = sum(count for _, count in counts[room:])
    return [*named, *shown, *([(f"others: {more}", "", False)] if more else [])]


def shorten(text: str, most: int = 44) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def wrap_name(text: str, width: int) -> tuple[str, ...]:
    """Wrap a name into at most three lines."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(shorten(word, width))
    lines = [line for line in lines if line]
    return tuple(lines[:3] if len(lines) <= 3 else [*lines[:2], f"{lines[2]}…"])
