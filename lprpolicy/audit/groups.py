"""Rows → groups, in one pass: memory holds a number for each search and one line a group.

The standard library is enough for a town's own log. Other engines group by the same keys, so that
law, time zones and words are decided here alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field
from typing import Final

from lprpolicy.audit.cells import count_of, state_of, state_of_plate
from lprpolicy.audit.reading import LogSheet, searches
from lprpolicy.audit.reasons import Reasons
from lprpolicy.audit.times import Clock, Printed, minutes_between, read_printed, window_of
from lprpolicy.errors import ExportError
from lprpolicy.model.dataclass import dataclass
from lprpolicy.model.search import AT, Cells, CellState, LogColumn, NamedAgency, Specific
from lprpolicy.model.search_groups import Key, LogSource, Place, SearchGroup, TableName

MOST_SEARCHES: Final = 5_000_000
"""Grouping this many searches takes about 400 MB; the extra `audit` reads larger logs."""
_MOST_KEPT: Final = 200_000
PLAIN: Final = re.compile(r"(?=[^*]*[1-9])[0-9A-Za-z-]{5,40}")
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
_HIDDEN: Final = ("", str(NamedAgency.NOBODY), str(Specific.NONE), 0, 0)
_KIND: Final = re.compile(r"[a-z0-9 -]{0,40}")
_MODERATION: Final = ("", "allow", "warn", "block")

Tally = dict[Key, list[int]]
"""For each key the count, the source and the row of the first."""
Watch = Callable[[TableName, Key], bool]


@dataclass(slots=True)
class Tallies:
    """One tally a table. Plain fields: a dictionary by table would cost more than the counting."""

    purposes: Tally = field(default_factory=dict)
    cells: Tally = field(default_factory=dict)
    networks: Tally = field(default_factory=dict)
    hours: Tally = field(default_factory=dict)
    windows: Tally = field(default_factory=dict)
    types: Tally = field(default_factory=dict)


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
    watched: list[Place] = field(default_factory=list)
    sources: list[LogSource] = field(default_factory=list)
    tallies: Tallies = field(default_factory=Tallies)
    purposes: Tally = field(default_factory=dict)
    """Those of the sheet at hand, until it shows whether its reasons are what users entered."""
    _alike: dict[str | None, None] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)
    _pairs: dict[tuple[str, str], tuple[int | set[int], Place]] = field(default_factory=dict)
    _states: dict[str, str] = field(default_factory=dict)
    _windows: dict[tuple[str | None, ...], tuple[int, Printed | None]] = field(default_factory=dict)
    _readings: dict[tuple[str | None, str | None], Key] = field(default_factory=dict)
    _names: dict[str | None, str] = field(default_factory=dict)
    _types: dict[tuple[str | None, str | None], Key] = field(default_factory=dict)

    def add(
        self,
        sheet: LogSheet,
        rows: Iterable[tuple[int, tuple[str, ...]]],
        sha256: Callable[[], str],
    ) -> None:
        """Count the rows of a sheet. `sha256` is asked for that of its file at the end."""
        source = len(self.sources)
        repeated = 0
        seen = self._seen
        columns = tuple(one for one in STATED if one in sheet.header.known)
        places = tuple(AT[one] for one in columns)
        states: dict[tuple[str, tuple[str, ...]], list[int]] = {}  # count, row of the first
        self.purposes, self._alike = {}, {}
        for number, cells, time in searches(sheet, rows):
            digest = hash(cells)
            if digest in seen:
                repeated += 1
                continue
            seen.add(digest)
            if len(seen) > MOST_SEARCHES:
                raise _too_many(sheet)
            at = source, number
            day, found = self._count(cells, time, at, places)
            states.setdefault((day, found), [0, number])[0] += 1
            if self.watch is not None:
                self._watch_cells(at, day, columns, found)
        for (day, found), (count, row) in states.items():
            for column, state in zip(columns, found, strict=True):
                tell(self.tallies.cells, (day, column.value, state), (source, row), count)
        self.finish(sheet, repeated, sha256(), alike=len(self._alike) == 1)

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
            tell(self.tallies.purposes, key, (source, row), count)

    def _count(
        self, cells: Cells, time: Printed, at: Place, places: tuple[int, ...]
    ) -> tuple[str, tuple[str, ...]]:
        """Count one search in each table but that of cells; return its day and their states.

        This runs for every row, so nothing is worked out twice.
        """
        moment = self.clock.moment(time)
        day, hour = moment.text, moment.hour
        reading = self._readings.get((cells[_REASON], cells[_OFFENSE]))
        if reading is None:
            reading = self.reading_key(cells[_REASON], cells[_OFFENSE])
        kind = self._types.get((cells[_TYPE], cells[_MODERATED]))
        if kind is None:
            kind = self.kind_key(cells[_TYPE], cells[_MODERATED])
        agency = self._names.get(cells[_AGENCY])
        if agency is None:
            agency = self.name_of(cells[_AGENCY])
        networks = cells[_NETWORKS]
        tallies = self.tallies
        keys: tuple[Key, ...] = (
            (day, agency, *reading),
            (day, (networks and count_of(networks)) or -1),
            (day, -1 if hour is None else hour),
            (day, *self._window(cells, time)),
            (day, *kind),
        )
        tell(self.purposes, keys[0], at)
        if len(self._alike) < 2:
            self._alike[cells[_REASON]] = None
        tell(tallies.networks, keys[1], at)
        tell(tallies.hours, keys[2], at)
        tell(tallies.windows, keys[3], at)
        tell(tallies.types, keys[4], at)
        if self.watch is not None and any(map(self.watch, _COUNTED, keys)):
            self.watched.append(at)
        if self.own:
            self.note_pair(cells[_USER], cells[_PLATE], cells[_TYPE], moment.day.toordinal(), at)
        states = self._states
        return day, tuple(
            [
                _VALUE
                if (said := cells[place]) and PLAIN.fullmatch(said)
                else states.get(said or "") or self.state_at(place, said)
                for place in places
            ]
        )

    def reading_key(self, reason: str | None, offense: str | None) -> Key:
        found = self.reasons.read(reason, offense)
        made: Key = (
            str(found.state),
            "+".join(found.purposes),
            str(found.named),
            str(found.specific),
            int(found.personal),
            int(found.offense),
        )
        if len(self._readings) >= _MOST_KEPT:
            self._readings.clear()
        self._readings[reason, offense] = made
        return made

    def kind_key(self, kind: str | None, moderation: str | None) -> Key:
        """Return the vendor's label and moderation; a sentence in their place is `other`."""
        label = " ".join((kind or "").split()).casefold()
        told = (moderation or "").strip().casefold()
        made = (
            label if _KIND.fullmatch(label) else "other",
            told if told in _MODERATION else "other",
        )
        if len(self._types) >= _MOST_KEPT:
            self._types.clear()
        self._types[kind, moderation] = made
        return made

    def name_of(self, agency: str | None) -> str:
        if len(self._names) >= _MOST_KEPT:
            self._names.clear()
        name = self._names[agency] = " ".join((agency or "").split())
        return name

    def state_at(self, place: int, text: str | None) -> str:
        """Return the state of a cell; a plate's depends on its column and is not kept."""
        if place == _PLATE:
            return str(state_of_plate(text))
        state = str(state_of(text or ""))
        if len(self._states) < _MOST_KEPT:
            self._states[text or ""] = state
        return state

    def _watch_cells(
        self, at: Place, day: str, columns: tuple[LogColumn, ...], states: tuple[str, ...]
    ) -> None:
        assert self.watch is not None
        if self.watched and self.watched[-1] == at:
            return
        for column, state in zip(columns, states, strict=True):
            if self.watch(TableName.CELLS, (day, column.value, state)):
                self.watched.append(at)
                return

    def _window(self, cells: Cells, time: Printed) -> tuple[int, str]:
        """Return how many days of reads a search reached, and how its window fits it."""
        texts = cells[_WINDOWS[0]], cells[_WINDOWS[1]], cells[_WINDOWS[2]]
        known = self._windows.get(texts)
        if known is None:
            known = measure_window(*texts)
            if len(self._windows) >= _MOST_KEPT:
                self._windows.clear()
            self._windows[texts] = known
        days, end = known
        if end is None:
            return days, "unknown" if days < 0 else "reversed"
        after = minutes_between(time, end)
        return days, "unknown" if after is None else "ends-later" if after > 0 else "before"

    def note_pair(
        self, user: str | None, plate: str | None, kind: str | None, day: int, at: Place
    ) -> None:
        """Note the day of a user and a plate. Hot-list look-ups come in bursts and are left out."""
        if not user or not plate or (kind or "").strip().casefold().startswith("lookup"):
            return
        state = self._states.get(user) or self.state_at(_USER, user)
        if state != _VALUE or not (
            PLAIN.fullmatch(plate) or state_of_plate(plate) is CellState.VALUE
        ):
            return
        pair = user.strip(), plate.strip().upper()
        days, first = self._pairs.get(pair, (day, at))
        if isinstance(days, set):
            days.add(day)
        elif days != day:
            days = {days, day}
        self._pairs[pair] = days, min(first, at)

    def tables(self) -> dict[TableName, tuple[SearchGroup, ...]]:
        """Return every table, sorted."""
        tallies = self.tallies
        pairs: Tally = {}
        for days, at in self._pairs.values():
            tell(pairs, (len(days) if isinstance(days, set) else 1,), at)
        made = {
            TableName.PURPOSES: tallies.purposes,
            TableName.CELLS: tallies.cells,
            TableName.NETWORKS: tallies.networks,
            TableName.HOURS: tallies.hours,
            TableName.WINDOWS: tallies.windows,
            TableName.TYPES: tallies.types,
            TableName.REPEATED: pairs,
        }
        return {table: tuple(_sort_groups(tally)) for table, tally in made.items()}


_COUNTED: Final = (
    TableName.PURPOSES,
    TableName.NETWORKS,
    TableName.HOURS,
    TableName.WINDOWS,
    TableName.TYPES,
)


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
    minutes = minutes_between(*found) if found else None
    if found is None or minutes is None:
        return -1, None
    if minutes < 0:
        return 0, None
    return -(-minutes // _DAY), found[1]


def _sort_groups(tally: Tally) -> Iterator[SearchGroup]:
    for key, (count, source, row) in sorted(tally.items()):
        yield SearchGroup(key, count, (source, row))
