"""Rows → groups, in one pass: memory holds a number for each search and one line a group.

The standard library is enough for a town's own log. Other engines group by the same keys, so that
law, time zones and words are decided here alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, starmap
from typing import Any, Final

from lprpolicy.audit.blocks import Column, SearchBlock, read_blocks
from lprpolicy.audit.cells import count_of, state_of, state_of_plate
from lprpolicy.audit.memo import Memo
from lprpolicy.audit.reading import LogSheet
from lprpolicy.audit.reasons import Reasons
from lprpolicy.audit.times import (
    Clock,
    Printed,
    minutes_between,
    read_printed,
    read_windows_alike,
    window_of,
)
from lprpolicy.errors import ExportError
from lprpolicy.model.search import AT, CellState, LogColumn, NamedAgency, Specific
from lprpolicy.model.search_groups import Key, LogSource, Place, SearchGroup, TableName

MOST_SEARCHES: Final = 5_000_000
"""Grouping this many searches takes about 400 MB; the extra `audit` reads larger logs."""
PLAIN: Final = re.compile(r"(?=[^*]*[1-9])(?!(?i:exempt|withheld))[0-9A-Za-z-]{5,40}")
"""An id, a plate or a case number that is surely a value: most cells are, and this is quick."""
STATED: Final = (
    LogColumn.ID,
    LogColumn.USER,
    LogColumn.AGENCY,
    LogColumn.PLATE,
    LogColumn.REASON,
    LogColumn.CASE,
    LogColumn.OFFENSE,
    LogColumn.FILTERS,
    LogColumn.TYPE,
    LogColumn.PROMPT,
    LogColumn.MODERATION,
    LogColumn.ON_BEHALF,
)
"""The columns whose cells are counted by their state."""
_WINDOWS: Final = tuple(
    AT[one] for one in (LogColumn.WINDOW, LogColumn.WINDOW_START, LogColumn.WINDOW_END)
)
_REASON, _OFFENSE, _AGENCY = AT[LogColumn.REASON], AT[LogColumn.OFFENSE], AT[LogColumn.AGENCY]
_TYPE, _MODERATED, _NETWORKS = AT[LogColumn.TYPE], AT[LogColumn.MODERATION], AT[LogColumn.NETWORKS]
_USER, _PLATE = AT[LogColumn.USER], AT[LogColumn.PLATE]
_VALUE: Final = str(CellState.VALUE.value)
_DAY: Final = 1440
_ENOUGH: Final = 20
"""From so many rows on, one reason in all of them is no accident."""
_ALIKE: Final = 2
_FEW: Final = 4
"""A column with under a quarter as many texts as rows is looked up; others are matched."""
_HIDDEN: Final = ("", str(NamedAgency.NOBODY), str(Specific.NONE), 0, 0)
_KIND: Final = re.compile(r"[a-z0-9 -]{0,40}")
_MODERATION: Final = ("", "allow", "warn", "block")

_ONE_DAY: Final[Memo[int, frozenset[int]]] = Memo(lambda day: frozenset((day,)))
"""Most pairs have one day, and share its set."""
Tally = dict[Key, list[int]]
"""For each key the count, the source and the row of the first."""
Watch = Callable[[TableName, Key], bool]


@dataclass(slots=True)
class Grouper:
    """Counts the searches of one or several logs.

    `own` says that the log is the agency's own: only then is a user one person. `watch` says which
    groups' rows are wanted; their places are kept in `watched`.
    """

    clock: Clock
    reasons: Reasons
    own: bool = False
    watch: Watch | None = None
    before: int = 0
    """How many logs were counted elsewhere before these."""
    watched: set[Place] = field(default_factory=set)
    sources: list[LogSource] = field(default_factory=list)
    tallies: dict[TableName, Tally] = field(init=False)
    purposes: Tally = field(default_factory=dict)
    """Those of the sheet at hand, until it shows whether its reasons are what users entered."""
    alike: dict[str | None, None] = field(default_factory=dict)
    """The first reasons of the sheet at hand: two show that they are not all alike."""
    _seen: set[int] = field(default_factory=set)
    pairs: dict[tuple[str, str], tuple[frozenset[int], Place]] = field(default_factory=dict)
    """The days of each user and plate, and the first row; never part of what is kept."""
    _moments: Memo[Printed, tuple[str, int, int]] = field(init=False)
    _states: Memo[str | None, str] = field(init=False)
    _plates: Memo[str | None, str] = field(init=False)
    _windows: Memo[tuple[str | None, ...], tuple[int, Printed | None]] = field(init=False)
    _readings: Memo[tuple[str | None, str | None], Key] = field(init=False)
    _names: Memo[str | None, str] = field(init=False)
    _types: Memo[tuple[str | None, str | None], Key] = field(init=False)
    _networks: Memo[str | None, int] = field(init=False)

    def __post_init__(self) -> None:
        self.tallies = {table: {} for table in TableName}
        self._moments = Memo(self._moment)
        self._states = Memo(_state)
        self._plates = Memo(_state_of_plate)
        self._windows = Memo(lambda texts: measure_window(*texts))
        self._readings = Memo(lambda texts: self.reading_key(*texts))
        self._names = Memo(name_of)
        self._types = Memo(lambda texts: kind_key(*texts))
        self._networks = Memo(lambda text: (text and count_of(text)) or -1)

    def add(
        self,
        sheet: LogSheet,
        rows: Iterable[tuple[int, tuple[str, ...]]],
        sha256: Callable[[], str],
    ) -> None:
        """Count the rows of a sheet. `sha256` is asked for that of its file at the end."""
        repeated = 0
        self.purposes, self.alike = {}, {}
        for block in read_blocks(sheet, rows):
            new = block.new(self._seen)
            repeated += len(block.numbers) - len(new.numbers)
            if len(self._seen) > MOST_SEARCHES:
                raise _too_many(sheet)
            if new.numbers:
                self.count(new, sheet.header.known)
        self.finish(sheet, repeated, sha256(), alike=len(self.alike) == 1)

    def finish(self, sheet: LogSheet, repeated: int, sha256: str, *, alike: bool) -> None:
        """Enter a sheet whose rows are counted; `alike` says that all have the same reason."""
        constant = alike and sheet.rows >= _ENOUGH and LogColumn.REASON in sheet.header.known
        self._merge_purposes(sheet, constant=constant)
        known = tuple(sorted(sheet.header.known, key=AT.__getitem__))
        self.sources.append(
            LogSource(
                sheet.document, sheet.name, sha256, sheet.rows, repeated, known, tuple(sheet.notes)
            )
        )

    def _merge_purposes(self, sheet: LogSheet, *, constant: bool) -> None:
        if constant:
            sheet.note(None, "every row has the same reason, so it is not what users entered")
        for key, (count, source, row) in self.purposes.items():
            if constant and not key[-1]:
                key = (*key[:2], str(CellState.MASKED), *_HIDDEN)
            tell(self.tallies[TableName.PURPOSES], key, (source, row), count)

    def count(self, block: SearchBlock, known: Collection[LogColumn]) -> None:
        """Count the rows of a block, in the order in which they stand, in each table.

        Nothing here is worked out row by row. `known` are the columns that the sheet has.
        """
        at = block.columns
        days, hours, ordinals = zip(*map(self._moments.__getitem__, block.times), strict=True)
        readings = map(self._readings.__getitem__, zip(at[_REASON], at[_OFFENSE], strict=True))
        agencies = map(self._names.__getitem__, at[_AGENCY])
        types = map(self._types.__getitem__, zip(at[_TYPE], at[_MODERATED], strict=True))
        networks = map(self._networks.__getitem__, at[_NETWORKS])
        windows = self._fits(block)
        if len(self.alike) < _ALIKE:
            self.alike.update(dict.fromkeys(at[_REASON]))
        columns = tuple(one for one in STATED if one in known)
        states = [self._states_of(AT[one], at[AT[one]]) for one in columns]
        tally = self._tally
        tally(TableName.PURPOSES, zip(days, agencies, readings, strict=True), block, _purposes_key)
        tally(TableName.NETWORKS, zip(days, networks, strict=True), block)
        tally(TableName.HOURS, zip(days, hours, strict=True), block)
        tally(TableName.WINDOWS, zip(days, windows, strict=True), block, _joined_key)
        tally(TableName.TYPES, zip(days, types, strict=True), block, _joined_key)
        self._tally_cells(columns, zip(days, *states, strict=True), block)
        if self.own:
            self._note_pairs(block, ordinals)

    def _tally(
        self,
        table: TableName,
        found: Iterable[Any],
        block: SearchBlock,
        key_of: Callable[[Any], Key] = tuple,
    ) -> None:
        """Count rows that are alike; `key_of` makes a table's key of what was found."""
        tally = self.purposes if table is TableName.PURPOSES else self.tallies[table]
        source, watch, watched = self.before + len(self.sources), self.watch, set()
        keys = list(found)
        firsts = dict(zip(reversed(keys), reversed(block.numbers), strict=True))
        for one, count in Counter(keys).items():
            key = key_of(one)
            tell(tally, key, (source, firsts[one]), count)
            if watch is not None and watch(table, key):
                watched.add(one)
        if watched:
            self._keep(compress(block.numbers, map(watched.__contains__, keys)))

    def _tally_cells(
        self, columns: Sequence[LogColumn], found: Iterable[tuple[str, ...]], block: SearchBlock
    ) -> None:
        """Count the states of cells: rows whose cells are alike first, then each column."""
        source, watch, watched = self.before + len(self.sources), self.watch, set()
        keys = list(found)
        firsts = dict(zip(reversed(keys), reversed(block.numbers), strict=True))
        tally = self.tallies[TableName.CELLS]
        for one, count in Counter(keys).items():
            for column, state in zip(columns, one[1:], strict=True):
                key = one[0], column.value, state
                tell(tally, key, (source, firsts[one]), count)
                if watch is not None and watch(TableName.CELLS, key):
                    watched.add(one)
        if watched:
            self._keep(compress(block.numbers, map(watched.__contains__, keys)))

    def _keep(self, rows: Iterable[int]) -> None:
        source = self.before + len(self.sources)
        self.watched.update((source, row) for row in rows)

    def _moment(self, time: Printed) -> tuple[str, int, int]:
        moment = self.clock.moment(time)
        hour = -1 if moment.hour is None else moment.hour
        return moment.text, hour, moment.day.toordinal()

    def _states_of(self, place: int, column: Column) -> Iterable[str]:
        """Return the state of each cell of a column."""
        known = self._plates if place == _PLATE else self._states
        if len(set(column)) * _FEW < len(column):
            return map(known.__getitem__, column)
        plain = PLAIN.fullmatch
        return [_VALUE if plain(said or "") else known[said] for said in column]

    def reading_key(self, reason: str | None, offense: str | None) -> Key:
        found = self.reasons.read(reason, offense)
        return (
            str(found.state),
            "+".join(found.purposes),
            str(found.named),
            str(found.specific),
            int(found.personal),
            int(found.offense),
        )

    def state_at(self, place: int, text: str | None) -> str:
        """Return the state of a cell; a plate's depends on its column."""
        return (self._plates if place == _PLATE else self._states)[text]

    def _fits(self, block: SearchBlock) -> Iterator[tuple[int, str]]:
        """Yield how many days of reads each search reached, and how its window fits it."""
        texts = [block.columns[place] for place in _WINDOWS]
        ends = read_windows_alike(texts[0])
        known: Iterable[tuple[int, Printed | None]]
        if ends is not None:
            known = starmap(days_of, ends)
        else:
            known = map(self._windows.__getitem__, zip(*texts, strict=True))
        for (days, end), time in zip(known, block.times, strict=True):
            if end is None:
                yield days, "unknown" if days < 0 else "reversed"
                continue
            after = minutes_between(time, end)
            yield days, "unknown" if after is None else "ends-later" if after > 0 else "before"

    def _note_pairs(self, block: SearchBlock, ordinals: Sequence[int]) -> None:
        users, plates, kinds = (block.columns[place] for place in (_USER, _PLATE, _TYPE))
        if not any(self._states[user] == _VALUE for user in set(users)):
            return
        found = list(zip(users, plates, kinds, ordinals, strict=True))
        firsts = dict(zip(reversed(found), reversed(block.numbers), strict=True))
        for pair, row in firsts.items():
            self.note_pair(*pair, (self.before + len(self.sources), row))

    def note_pair(
        self, user: str | None, plate: str | None, kind: str | None, day: int, at: Place
    ) -> None:
        """Note the day of a user and a plate. Hot-list look-ups come in bursts and are left out."""
        if not user or not plate or (kind or "").strip().casefold().startswith("lookup"):
            return
        if self._states[user] != _VALUE or self._plates[plate] != _VALUE:
            return
        pair = user.strip(), plate.strip().upper()
        days, first = self.pairs.get(pair, (_ONE_DAY[day], at))
        if day not in days:
            days |= {day}
        self.pairs[pair] = days, min(first, at)

    def tables(self) -> dict[TableName, tuple[SearchGroup, ...]]:
        """Return every table, sorted."""
        for days, at in self.pairs.values():
            tell(self.tallies[TableName.REPEATED], (len(days),), at)
        self.pairs.clear()
        return {table: tuple(_sort_groups(self.tallies[table])) for table in TableName}


def _state(text: str | None) -> str:
    return _VALUE if PLAIN.fullmatch(text or "") else str(state_of(text or ""))


def _state_of_plate(text: str | None) -> str:
    return _VALUE if PLAIN.fullmatch(text or "") else str(state_of_plate(text))


def name_of(agency: str | None) -> str:
    return " ".join((agency or "").split())


def kind_key(kind: str | None, moderation: str | None) -> Key:
    """Return the vendor's label and moderation; a sentence in their place is `other`."""
    label = " ".join((kind or "").split()).casefold()
    told = (moderation or "").strip().casefold()
    return (
        label if _KIND.fullmatch(label) else "other",
        told if told in _MODERATION else "other",
    )


def _purposes_key(found: tuple[str, str, Key]) -> Key:
    return (found[0], found[1], *found[2])


def _joined_key(found: tuple[str, Key]) -> Key:
    return (found[0], *found[1])


def tell(tally: Tally, key: Key, at: Place, count: int = 1) -> None:
    known = tally.get(key)
    if known is None:
        tally[key] = [count, *at]
    else:
        known[0] += count
        if at < (known[1], known[2]):
            known[1:] = at


def _too_many(sheet: LogSheet) -> ExportError:
    return ExportError(
        f"{sheet.at}: there are more than {MOST_SEARCHES:,} searches",
        hint="pip install lprpolicy[audit], or give a month at a time",
        consequence="nothing was audited",
    )


def measure_window(
    whole: str | None, start: str | None, end: str | None
) -> tuple[int, Printed | None]:
    """Return the days of a window, a begun day as a whole one, and its end; -1 if unknown."""
    found = window_of(whole) if whole else None
    if found is None and start and end:
        first, last = read_printed(start), read_printed(end)
        found = (first, last) if first and last else None
    return days_of(*found) if found else (-1, None)


def days_of(start: Printed, end: Printed) -> tuple[int, Printed | None]:
    minutes = minutes_between(start, end)
    if minutes is None:
        return -1, None
    if minutes < 0:
        return 0, None
    return -(-minutes // _DAY), end


def _sort_groups(tally: Tally) -> Iterator[SearchGroup]:
    for key in sorted(tally):
        count, source, row = tally[key]
        yield SearchGroup(key, count, (source, row))
