"""The tables of an audit: counts of what a log shows, small ones hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from lprpolicy.model.search import CellState, LogColumn, Specific
from lprpolicy.model.search_groups import SearchGroup, TableName
from lprpolicy.model.search_log import PurposesRow, SearchLog, name_to_print
from lprpolicy.model.small_cells import LEAST, CountCell, HiddenCells, ShownCount, hide_cells
from lprpolicy.model.subject import Recipient
from lprpolicy.write.audit.facts import CountTable

MOST_LINES: Final = 40
_FOLDED: Final = "others, of which each is too small to show"
_REASONS: Final = {
    Specific.STATED: "a purpose is stated",
    Specific.VAGUE: "no purpose is named",
    Specific.NUMBER: "only a number",
    Specific.UNRECOGNIZED: "words that are not recognized",
    Specific.TEST: "a test or training",
}
_NO_REASON: Final = {
    CellState.EMPTY: "empty",
    CellState.PLACEHOLDER: "a filler, such as N/A",
    CellState.MASKED: "masked",
    CellState.PARTIAL: "masked in part",
    CellState.WITHHELD: "withheld under an exemption",
    CellState.NOT_EXPORTED: "not in this log",
}


def tables(log: SearchLog) -> Iterator[RawTable]:
    """Give every table that the columns can bear; each adds up to all searches."""
    yield reasons(log)
    yield purposes(log)
    yield raw_table("Networks searched", "networks", TableName.NETWORKS, _networks(log))
    yield months(log)
    if log.has(LogColumn.CASE):
        yield raw_table("Case numbers", "case number", TableName.CELLS, _cases(log))
    if not log.own:
        yield agencies(log)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table before small counts are hidden."""

    title: str
    of: str
    lines: tuple[tuple[str, CountCell], ...]

    def show(self, hidden: HiddenCells, *, folded: bool) -> CountTable:
        """Show it; `folded` puts what is hidden into one line."""
        shown = [(label, hidden.show(cell), cell) for label, cell in self.lines]
        if not folded:
            return CountTable(self.title, self.of, tuple((one, count) for one, count, _ in shown))
        lines = [(label, count) for label, count, _ in shown if count.count is not None]
        rest = sum(cell.count for _, count, cell in shown if count.count is None)
        return CountTable(self.title, self.of, (*lines, (_FOLDED, _count_shown(rest))))


def _count_shown(count: int) -> ShownCount:
    return ShownCount(None, small=True) if 0 < count < LEAST else ShownCount(count)


def show_tables(
    raw: Sequence[RawTable], others: Iterable[CountCell] = ()
) -> tuple[tuple[CountTable, ...], HiddenCells]:
    """Show the tables of one document, and the counts beside them: what one hides, all hide."""
    hidden = hide_cells([[cell for _, cell in one.lines] for one in raw], others)
    return tuple(
        one.show(hidden, folded=number in hidden.folded) for number, one in enumerate(raw)
    ), hidden


def reasons(log: SearchLog) -> RawTable:
    return raw_table("Reasons", "what the reason says", TableName.PURPOSES, _reasons(log))


def purposes(log: SearchLog) -> RawTable:
    return raw_table("Purposes", "purpose", TableName.PURPOSES, _purposes(log))


def months(log: SearchLog) -> RawTable:
    found = _gather((one.day[:7], one) for one in log.purposes)
    return raw_table("Months", "month", TableName.PURPOSES, found, in_order=True)


def agencies(log: SearchLog) -> RawTable:
    return raw_table("Who searched", "agency", TableName.PURPOSES, _agencies(log))


def raw_table(
    title: str,
    of: str,
    table: TableName,
    found: Mapping[str, Sequence[SearchGroup]],
    *,
    in_order: bool = False,
) -> RawTable:
    """Make a table of groups under their labels; the most frequent first, or in their order."""
    cells = {label: count_cell(table, groups) for label, groups in found.items()}
    lines = sorted(cells.items(), key=lambda one: one[0] if in_order else (-one[1].count, one[0]))
    if len(lines) > MOST_LINES and not in_order:
        rest = [group for label, _ in lines[MOST_LINES:] for group in found[label]]
        lines = [*lines[:MOST_LINES], ("all others together", count_cell(table, rest))]
    return RawTable(title, of, tuple(lines))


def count_cell(table: TableName, groups: Iterable[SearchGroup]) -> CountCell:
    held = list(groups)
    return CountCell(
        sum([group.searches for group in held]), frozenset([(table, group.key) for group in held])
    )


Labeled = Mapping[str, Sequence[SearchGroup]]


def _gather(found: Iterable[tuple[str, PurposesRow]]) -> Labeled:
    made: defaultdict[str, list[SearchGroup]] = defaultdict(list)
    for label, one in found:
        made[label].append(one.group)
    return made


def _reasons(log: SearchLog) -> Labeled:
    return _gather((reason_kind(one), one) for one in log.purposes)


def reason_kind(one: PurposesRow) -> str:
    """What the reason of a group is, in words."""
    said = _REASONS.get(one.specific) or _NO_REASON.get(one.state, "no reason")
    return f"{said} (drop-down list)" if one.offense else said


def _purposes(log: SearchLog) -> Labeled:
    @cache
    def label(classes: tuple[str, ...]) -> str:
        said = " and ".join(sorted(log.classes[name].says for name in classes))
        return said or "none that can be read"

    return _gather((label(one.classes), one) for one in log.purposes)


def _networks(log: SearchLog) -> Labeled:
    found: defaultdict[str, list[SearchGroup]] = defaultdict(list)
    for group in log.rows(TableName.NETWORKS):
        found[_range(int(group.key[1]))].append(group)
    return found


def _range(networks: int) -> str:
    if networks < 0:
        return "not recorded"
    for most, said in ((1, "1"), (9, "2 to 9"), (99, "10 to 99"), (999, "100 to 999")):
        if networks <= most:
            return said
    return "1,000 or more"


def _cases(log: SearchLog) -> Labeled:
    words = {**_NO_REASON, CellState.VALUE: "given"}
    return {words[state]: groups for state, groups in log.states(LogColumn.CASE).items()}


def _agencies(log: SearchLog) -> Labeled:
    label = cache(lambda agency: _name_with_kind(log.who(agency), agency))
    return _gather((label(one.agency), one) for one in log.purposes)


def _name_with_kind(who: Recipient, text: str) -> str:
    """An agency with its kind."""
    kind = who.kind or next(iter(sorted(who.may_be)), None)
    name = name_to_print(who, text)
    return f"{name} ({kind.one})" if who.entry is not None and kind is not None else name
