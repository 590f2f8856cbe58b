"""The tables of an audit: counts of what a log shows, small ones hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from lprpolicy.model.search import CellState, LogColumn, Specific
from lprpolicy.model.search_groups import TableName
from lprpolicy.model.search_log import SearchLog, name_to_print
from lprpolicy.model.small_cells import show_counts
from lprpolicy.model.subject import Recipient
from lprpolicy.write.audit.facts import CountTable

MOST_LINES: Final = 40
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


def tables(log: SearchLog) -> Iterator[CountTable]:
    """Give every table that the columns can bear; each adds up to all searches."""
    yield reasons(log)
    yield purposes(log)
    yield table("Networks searched", "networks", _networks(log))
    yield months(log)
    if log.has(LogColumn.CASE):
        yield table("Case numbers", "case number", _cases(log))
    if not log.own:
        yield agencies(log)


def reasons(log: SearchLog) -> CountTable:
    return table("Reasons", "what the reason says", _reasons(log))


def purposes(log: SearchLog) -> CountTable:
    return table("Purposes", "purpose", _purposes(log))


def months(log: SearchLog) -> CountTable:
    return table("Months", "month", _months(log), in_order=True)


def agencies(log: SearchLog) -> CountTable:
    return table("Who searched", "agency", _agencies(log))


def table(title: str, of: str, counts: Mapping[str, int], *, in_order: bool = False) -> CountTable:
    lines = sorted(counts.items(), key=lambda one: one[0] if in_order else (-one[1], one[0]))
    if len(lines) > MOST_LINES and not in_order:
        rest = sum(count for _, count in lines[MOST_LINES:])
        lines = [*lines[:MOST_LINES], ("all others together", rest)]
    held = show_counts([count for _, count in lines])
    return CountTable(
        title, of, tuple((line, one) for (line, _), one in zip(lines, held, strict=True))
    )


def _reasons(log: SearchLog) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in log.purposes:
        said = _REASONS.get(one.specific) or _NO_REASON.get(one.state, "no reason")
        found[f"{said} (drop-down list)" if one.offense else said] += one.group.searches
    return found


def _purposes(log: SearchLog) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in log.purposes:
        said = " and ".join(sorted(log.classes[name].says for name in one.classes))
        found[said or "none that can be read"] += one.group.searches
    return found


def _networks(log: SearchLog) -> Counter[str]:
    found: Counter[str] = Counter()
    for group in log.rows(TableName.NETWORKS):
        found[_range(int(group.key[1]))] += group.searches
    return found


def _range(networks: int) -> str:
    if networks < 0:
        return "not recorded"
    for most, said in ((1, "1"), (9, "2 to 9"), (99, "10 to 99"), (999, "100 to 999")):
        if networks <= most:
            return said
    return "1,000 or more"


def _months(log: SearchLog) -> Counter[str]:
    found: Counter[str] = Counter()
    for group in log.rows(TableName.TYPES):
        found[str(group.key[0])[:7]] += group.searches
    return found


def _cases(log: SearchLog) -> Counter[str]:
    words = {**_NO_REASON, CellState.VALUE: "given"}
    return Counter(
        {
            words[state]: sum(group.searches for group in groups)
            for state, groups in log.states(LogColumn.CASE).items()
        }
    )


def _agencies(log: SearchLog) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in log.purposes:
        found[_name_with_kind(log.who(one.agency), one.agency)] += one.group.searches
    return found


def _name_with_kind(who: Recipient, text: str) -> str:
    """An agency with its kind."""
    kind = who.kind or next(iter(sorted(who.may_be)), None)
    name = name_to_print(who, text)
    return f"{name} ({kind.one})" if who.entry is not None and kind is not None else name
