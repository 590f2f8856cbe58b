"""Rows → groups, in one pass: memory holds a number for each search and one line a group.

The standard library is enough for a town's own log. Other engines group by the same keys, so that
law, time zones and words are decided here alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress, repeat, starmap
from typing import Any, Final, cast

from lprpolicy.audit.alike import AlikeRows, Tally, tell
from lprpolicy.audit.blocks import Column, SearchBlock, read_blocks
from lprpolicy.audit.cells import count_of, state_of, state_of_plate
from lprpolicy.audit.memo import Memo
from lprpolicy.audit.reading import LogSheet
from lprpolicy.audit.reasons import Reasons
from lprpolicy.audit.times import Clock, Printed, read_windows_alike
from lprpolicy.audit.windows import Window, WindowEnd, end_of_both, end_of_window
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
_ENOUGH: Final = 20
"""From so many rows on, one reason in all of them is no accident."""
_ALIKE: Final = 2
_FEW: Final = 4
"""A column with under a quarter as many texts as rows is looked up; others are matched."""
_HIDDEN: Final = ("", str(NamedAgency.NOBODY), str(Specific.NONE), 0, 0)
_KIND: Final = re.compile(
    r"(?:(?:lookup|search|convoy|visual|freeform|multigeo|apilookup|apiv1|searchsummary"
    r"|mostseenocrvalues)(?: - mobile)?)?"
)
"""The vendor's labels. Any other text may be one that somebody typed into a shifted column."""
_MODERATION: Final = ("", "allow", "warn", "block")

_ONE_DAY: Final[Memo[int, frozenset[int]]] = Memo(lambda day: frozenset((day,)))
"""Most pairs have one day, and share its set."""
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
    _alike: dict[TableName, AlikeRows[Any]] = field(init=False)
    """What is counted of the sheet at hand, under keys that are quick to make."""
    _columns: tuple[LogColumn, ...] = ()
    """Those of the sheet at hand whose states are counted."""
    purposes: Tally = field(default_factory=dict)
    """Those of the sheet at hand, until it shows whether its reasons are what users entered."""
    alike: dict[str | None, None] = field(default_factory=dict)
    """The first reasons of the sheet at hand: two show that they are not all alike."""
    _seen: set[int] = field(default_factory=set)
    pairs: dict[tuple[str, str], tuple[frozenset[int], Place]] = field(default_factory=dict)
    """The days of each user and plate, and the first row; never part of what is kept."""
    _moments: Memo[Printed, tuple[str, int, int, int, bool]] = field(init=False)
    _states: Memo[str | None, str] = field(init=False)
    _plates: Memo[str | None, str] = field(init=False)
    _windows: Memo[Window, WindowEnd] = field(init=False)
    _readings: Memo[tuple[str | None, str | None], int] = field(init=False)
    _codes: dict[Key, int] = field(default_factory=dict)
    """A number for each reading: a number is quicker to count by."""
    _names: Memo[str | None, str] = field(init=False)
    _types: Memo[tuple[str | None, str | None], Key] = field(init=False)
    _networks: Memo[str | None, int] = field(init=False)

    def __post_init__(self) -> None:
        self.tallies = {table: {} for table in TableName}
        self._alike = {table: AlikeRows() for table in TableName}
        self._moments = Memo(self._moment)
        self._states = Memo(_state)
        self._plates = Memo(_state_of_plate)
        self._windows = Memo(end_of_window)
        self._readings = Memo(self._code_of)
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
        self.pour()
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
        elif not self.tallies[TableName.PURPOSES]:
            self.tallies[TableName.PURPOSES] = self.purposes  # the first sheet, and as a rule all
            return
        for key, (count, source, row) in self.purposes.items():
            if constant and not key[-1]:
                key = (*key[:2], str(CellState.MASKED), *_HIDDEN)
            tell(self.tallies[TableName.PURPOSES], key, (source, row), count)

    def count(self, block: SearchBlock, known: Collection[LogColumn]) -> None:
        """Count the rows of a block, in the order in which they stand, in each table.

        Nothing here is worked out row by row. `known` are the columns that the sheet has.
        """
        at = block.columns
        moments = map(self._moments.__getitem__, block.times)
        days, hours, ordinals, minutes, zoned = zip(*moments, strict=True)
        readings = map(self._readings.__getitem__, zip(at[_REASON], at[_OFFENSE], strict=True))
        agencies = map(self._names.__getitem__, at[_AGENCY])
        types = map(self._types.__getitem__, zip(at[_TYPE], at[_MODERATED], strict=True))
        networks = map(self._networks.__getitem__, at[_NETWORKS])
        windows = self._fits(block, minutes, zoned)
        if len(self.alike) < _ALIKE:
            self.alike.update(dict.fromkeys(at[_REASON]))
        self._columns = tuple(one for one in STATED if one in known)
        states = (self._states_of(AT[one], at[AT[one]]) for one in self._columns)
        tally = self._tally
        tally(TableName.PURPOSES, zip(days, agencies, readings, strict=True), block)
        tally(TableName.NETWORKS, zip(days, networks, strict=True), block)
        tally(TableName.HOURS, zip(days, hours, strict=True), block)
        tally(TableName.WINDOWS, zip(days, windows, strict=True), block)
        tally(TableName.TYPES, zip(days, types, strict=True), block)
        tally(TableName.CELLS, zip(days, *states, strict=True), block)
        if self.own:
            self._note_pairs(block, ordinals)

    def _tally(self, table: TableName, found: Iterable[Any], block: SearchBlock) -> None:
        """Count rows that are alike, and keep the places of those that are watched."""
        keys = list(found)
        self._alike[table].add(keys, block.numbers)
        if (watch := self.watch) is not None:
            keys_of = self._keys_of(table)
            watched = {one for one in set(keys) if any(watch(table, key) for key in keys_of(one))}
            if watched:
                self._keep(compress(block.numbers, map(watched.__contains__, keys)))

    def _keys_of(self, table: TableName) -> Callable[[Any], Sequence[Key]]:
        """Return what makes the keys of a table of what was counted: one, but for cells."""
        if table is TableName.CELLS:
            columns = [column.value for column in self._columns]
            return lambda found: [
                (found[0], column, state) for column, state in zip(columns, found[1:], strict=True)
            ]
        key_of = self._key_of(table)
        return lambda found: (key_of(found),)

    def _key_of(self, table: TableName) -> Callable[[Any], Key]:
        if table is TableName.PURPOSES:
            readings = list(self._codes)
            return lambda found: (found[0], found[1], *readings[found[2]])
        if table in (TableName.WINDOWS, TableName.TYPES):
            return lambda found: (found[0], *found[1])
        return tuple

    def pour(self) -> None:
        """Enter what was counted of the sheet at hand in the tables."""
        source = self.before + len(self.sources)
        for table, alike in self._alike.items():
            tally = self.purposes if table is TableName.PURPOSES else self.tallies[table]
            if table is TableName.CELLS:
                alike.pour_each(tally, self._keys_of(table), source)
            else:
                alike.pour(tally, self._key_of(table), source)

    def _keep(self, rows: Iterable[int]) -> None:
        source = self.before + len(self.sources)
        self.watched.update((source, row) for row in rows)

    def _moment(self, time: Printed) -> tuple[str, int, int, int, bool]:
        """Return the day, its hour, its number, the minute, and whether a zone is named."""
        moment = self.clock.moment(time)
        hour = -1 if moment.hour is None else moment.hour
        minute = time.minute - (time.offset or 0)
        return moment.text, hour, moment.day.toordinal(), minute, time.offset is not None

    def _states_of(self, place: int, column: Column) -> Iterable[str]:
        """Return the state of each cell of a column."""
        known = self._plates if place == _PLATE else self._states
        texts = set(column)
        if len(texts) * _FEW < len(column):
            return map(known.__getitem__, column)
        plain = PLAIN.fullmatch
        if None not in texts and all(map(plain, cast("set[str]", texts))):
            return repeat(_VALUE, len(column))
        return [_VALUE if plain(said or "") else known[said] for said in column]

    def _code_of(self, texts: tuple[str | None, str | None]) -> int:
        return self._codes.setdefault(self.reading_key(*texts), len(self._codes))

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

    def _fits(
        self, block: SearchBlock, minutes: Sequence[int], zoned: Sequence[bool]
    ) -> list[tuple[int, str]]:
        """Return how many days of reads each search reached, and how its window fits it."""
        whole, start, end = (block.columns[place] for place in _WINDOWS)
        found = list(whole if start[0] is None else zip(whole, start, end, strict=True))
        self._read_windows(found)
        known = map(self._windows.__getitem__, found)
        return [
            (days, without)
            if without
            else (
                days,
                "unknown" if named is not at_zone else "ends-later" if end > at else "before",
            )
            for (days, without, end, named), at, at_zone in zip(known, minutes, zoned, strict=True)
        ]

    def _read_windows(self, found: Iterable[Window]) -> None:
        """Read those of the vendor's form that are new, all at once, which takes half as long."""
        fresh = [one for one in set(found) - self._windows.keys() if isinstance(one, str)]
        if fresh and (ends := read_windows_alike(fresh)) is not None:
            self._windows.make_room(len(fresh))
            self._windows.update(zip(fresh, starmap(end_of_both, ends), strict=True))

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


def _too_many(sheet: LogSheet) -> ExportError:
    return ExportError(
        f"{sheet.at}: there are more than {MOST_SEARCHES:,} searches",
        hint="pip install lprpolicy[audit], or give a month at a time",
        consequence="nothing was audited",
    )


_made: Final = partial(tuple.__new__, SearchGroup)
"""Makes a group of its three parts, without a call for each."""


def _sort_groups(tally: Tally) -> Iterator[SearchGroup]:
    if not tally:
        return iter(())
    keys = sorted(tally)
    counts, sources, rows = zip(*map(tally.__getitem__, keys), strict=True)
    return map(_made, zip(keys, counts, zip(sources, rows, strict=True), strict=True))
