"""What a groups file may hold: keys that a log could have given, in tables that add up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from lprpolicy.model.search import CellState, LogColumn, NamedAgency, Specific
from lprpolicy.model.search_groups import SearchGroups, TableName

_Is = Callable[[Any], bool]
_OF_EACH_SEARCH: Final = (
    TableName.PURPOSES,
    TableName.NETWORKS,
    TableName.HOURS,
    TableName.WINDOWS,
    TableName.TYPES,
)
"""Tables in which every search is in one group."""


def wrong_with(groups: SearchGroups) -> str | None:
    """Say what is wrong with groups that were read; None where nothing is."""
    for table, held in groups.tables.items():
        for number, group in enumerate(held, 1):
            kinds = _KEYS[table]
            fits = len(group.key) == len(kinds) and all(
                is_one(part) for is_one, part in zip(kinds, group.key, strict=True)
            )
            if not fits or group.searches == 0 or group.first[0] >= len(groups.sources):
                return f"group {number} of {table.value} is none of a log"
    sums = {sum(group.searches for group in groups.tables[table]) for table in _OF_EACH_SEARCH}
    # Of a part of the days there are fewer searches than the logs have rows.
    if len(sums) > 1 or max(sums) > groups.searches:
        return "its tables do not add up"
    return None


def _is_day(said: Any) -> bool:
    try:
        return isinstance(said, str) and dt.date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def _is_text(said: Any) -> bool:
    return isinstance(said, str)


def _is_one_of(*words: str) -> _Is:
    held = frozenset(map(str, words))
    return lambda said: isinstance(said, str) and said in held


def _is_number(least: int, most: int | None = None) -> _Is:
    return lambda said: type(said) is int and said >= least and (most is None or said <= most)


_FLAG: Final = _is_number(0, 1)
_KEYS: Final[Mapping[TableName, tuple[_Is, ...]]] = {
    TableName.PURPOSES: (
        _is_day,
        _is_text,
        _is_one_of(*CellState),
        _is_text,
        _is_one_of(*NamedAgency),
        _is_one_of(*Specific),
        _FLAG,
        _FLAG,
    ),
    TableName.CELLS: (_is_day, _is_one_of(*LogColumn), _is_one_of(*CellState)),
    TableName.NETWORKS: (_is_day, _is_number(-1)),
    TableName.HOURS: (_is_day, _is_number(-1, 23)),
    TableName.WINDOWS: (
        _is_day,
        _is_number(-1),
        _is_one_of("unknown", "reversed", "ends-later", "before"),
    ),
    TableName.TYPES: (_is_day, _is_text, _is_text),
    TableName.REPEATED: (_is_number(1),),
}
