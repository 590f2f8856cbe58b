"""Group a log of millions of rows with DuckDB, which the extra `audit` brings.

DuckDB reads strings, looks each distinct one up in a table that Python made, groups and counts.
Words, time zones and law are decided in Python, by the same functions as everywhere, so the groups
are the same. A file in which anything is odd is left to the reader of the standard library, which
says what is wrong and at which row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from lprpolicy.audit.alike import Tally, tell
from lprpolicy.audit.cells import count_of, is_count
from lprpolicy.audit.groups import STATED, Grouper, kind_key, name_of
from lprpolicy.audit.reading import LogSheet, note_end
from lprpolicy.audit.reasons import NUMBER_ALIKE
from lprpolicy.audit.times import is_search_time, read_printed
from lprpolicy.audit.windows import end_of, measure_window
from lprpolicy.evaluate.searches.duckdb_source import (
    begin_sheet,
    csv_source,
    digest_if_even,
    parquet_source,
)
from lprpolicy.evaluate.searches.duckdb_start import duckdb_module, duckdb_within, is_pattern
from lprpolicy.evaluate.searches.duckdb_texts import (
    A_VALUE,
    FITTING,
    count_or_text,
    identifier,
    is_a_time,
    minute_of,
    quote,
    reason_or_number,
    value_or_text,
)
from lprpolicy.evaluate.searches.parquet_logs import is_parquet
from lprpolicy.host.user_files import pieces_of
from lprpolicy.model.search import AT, LogColumn
from lprpolicy.model.search_groups import Place, TableName

_GROUPED: Final = (
    LogColumn.AGENCY,
    LogColumn.REASON,
    LogColumn.OFFENSE,
    LogColumn.NETWORKS,
    LogColumn.TYPE,
    LogColumn.MODERATION,
    LogColumn.WINDOW,
    LogColumn.WINDOW_START,
    LogColumn.WINDOW_END,
)
_SHORTENED: Final = (LogColumn.REASON,)
_AGENCY: Final = (LogColumn.AGENCY,)
_REASONS: Final = (LogColumn.REASON, LogColumn.OFFENSE)
_KINDS: Final = (LogColumn.TYPE, LogColumn.MODERATION)
_PAIR: Final = (LogColumn.USER, LogColumn.PLATE)
_WITHIN, _APART, _NULL, _AT_ONCE = "\x1d", "\x1f", "\x1e", 50_000
"""Between texts that go to DuckDB together; a file that holds them is left to Python."""


def add_with_duckdb(
    grouper: Grouper, path: Path, most: int, ignored: Sequence[str], memory: str
) -> bool:
    """Count the searches of a CSV or Parquet file; False if rows have to be read one by one."""
    module = duckdb_module()
    parquet = is_parquet(next(pieces_of(path, most=most), b""))
    if is_pattern(path):
        return False
    sheet = begin_sheet(path, most, ignored, memory if parquet else None)
    sha256 = digest_if_even(path, most, parquet=parquet) if sheet is not None else None
    if sheet is None or sha256 is None:
        return False
    with duckdb_within(memory, packed=True) as connection:
        try:
            source = parquet_source(connection, path) if parquet else csv_source(sheet)
            return _LogReading(connection, grouper, sheet).read(path, source, sha256)
        except (module.Error, _Unlike):
            return False


class _Unlike(Exception):
    """A text that would not come back from DuckDB as it went there."""


def _join(column: Sequence[object]) -> str:
    found = _APART.join(map(_as_text, column))
    if found.count(_APART) != len(column) - 1 or found.count(_NULL) != column.count(None):
        raise _Unlike
    return found


def _as_text(said: object) -> str:
    if isinstance(said, bool):
        return str(said).lower()
    return _NULL if said is None else str(said)


class _LogReading:
    """One file in DuckDB: the table of its searches, and the tables to look texts up in."""

    def __init__(self, connection: Any, grouper: Grouper, sheet: LogSheet) -> None:
        self._ask = connection.execute
        self._grouper, self._sheet = grouper, sheet
        self._source = len(grouper.sources)
        self._has = sheet.header.known
        self._apart = [one for one in STATED if one in self._has and one not in _GROUPED]
        """Columns of whose cells the state alone is asked."""

    def read(self, path: Path, source: str, sha256: str) -> bool:
        """Read and count; False if a cell is not what its column holds."""
        self._load(path, source)
        self._clocks = self._column("clock")
        if not all(is_search_time(read_printed(text)) for text in self._clocks):
            return False
        repeated = self._drop_repeated()
        reasons = self._encode()
        alike = len(reasons) == 1
        if alike and next(iter(reasons)).endswith(NUMBER_ALIKE):
            return False  # one number stands for all: whether they are alike does not show
        ((searches, every),) = self._rows("SELECT count(*), (SELECT count(*) FROM log) FROM coded")
        if searches != every:
            return False  # a text that was not found in its table would lose rows
        self._count()
        if self._grouper.own:
            self._pairs()
        self._sheet.rows = int(searches) + repeated
        note_end(self._sheet)
        self._grouper.finish(self._sheet, repeated, sha256, alike=alike)
        return True

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Ask, and give the answer in pieces."""
        answer = self._ask(query)
        while held := answer.fetchmany(10_000):
            yield from held

    def _column(self, expression: str, where: str = "true") -> list[Any]:
        query = f"SELECT DISTINCT {expression} FROM log WHERE {where}"
        return [text for (text,) in self._rows(query)]

    def _load(self, path: Path, source: str) -> None:
        """Read the file. Of a cell that only has to be there, no more than that is kept."""
        columns = enumerate(self._sheet.header.columns)
        kept = [(place, one) for place, one in columns if one is not None]
        held = ", ".join(f"coalesce(c{place}, '') AS {identifier(one)}" for place, one in kept)
        every = ", ".join(identifier(one) for _, one in kept)
        wanted = (*_GROUPED, *(_PAIR if self._grouper.own else ()))
        devices = count_or_text("devices") if LogColumn.DEVICES in self._has else "''"
        cells = ", ".join(("''", *map(value_or_text, self._apart), devices))
        more = [
            *(identifier(one) for one in wanted if one in self._has and one not in _SHORTENED),
            f"concat_ws('{_WITHIN}', {cells}) AS cells",
        ]
        if LogColumn.REASON in self._has:
            more.append(f"{reason_or_number('reason')} AS reason")
        time = identifier(LogColumn.TIME)
        whole = f"({identifier(LogColumn.DATE)} || ' ' || {time})"
        clock = minute_of(whole if LogColumn.DATE in self._has else time)
        self._ask(
            f"CREATE TABLE log AS SELECT row, hash({every}) AS same, "
            f"{clock} AS clock, {', '.join(more)} FROM "
            f"(SELECT row_number() OVER () + 1 AS row, {held} FROM {source})",
            [str(path)],
        )

    def _drop_repeated(self) -> int:
        """Keep each search once, with the first of its rows; return how many rows went."""
        self._ask(
            "CREATE TEMP TABLE twice AS SELECT same FROM log GROUP BY same HAVING count(*) > 1"
        )
        ((some,),) = self._rows("SELECT count(*) FROM twice")
        if not some:
            return 0
        self._ask(
            "CREATE TEMP TABLE again AS SELECT same, min(row) AS first "
            "FROM log SEMI JOIN twice USING (same) GROUP BY same"
        )
        where = "log.same = again.same AND row > first"
        ((gone,),) = self._rows(f"SELECT count(*) FROM log, again WHERE {where}")
        self._ask(f"DELETE FROM log USING again WHERE {where}")
        return int(gone)

    def _table(self, name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make a table of rows. Each column goes over as one text, which is the quickest way."""
        self._ask(f"CREATE TEMP TABLE {name} ({', '.join(columns)})")
        for start in range(0, len(rows), _AT_ONCE):
            held = rows[start : start + _AT_ONCE]
            texts = [_join(column) for column in zip(*held, strict=True)]
            parts = (
                f"nullif(unnest(string_split(?, '{_APART}')), '{_NULL}')::{column.split()[1]}"
                for column in columns
            )
            self._ask(f"INSERT INTO {name} SELECT {', '.join(parts)}", texts)

    def _encode(self) -> set[str]:
        """Look every text up once, so that rows are grouped by numbers and not by texts.

        Return the reasons.
        """
        self._look_up_times()
        self._look_up_windows()
        self._agencies, _ = self._look_up("agencies", self._agency)
        self._readings, read = self._look_up("readings", self._read_reason)
        self._kinds, _ = self._look_up("kinds", self._kind)
        self._networks, _ = self._look_up("amounts", self._amount)
        self._cells, _ = self._look_up("states", self._states)
        joins = " ".join(
            f"{'JOIN' if keys else 'CROSS JOIN'} {table}"
            + (" ON " if keys else "")
            + " AND ".join(f"log.{quote(one)} = {table}.{quote(one)}" for one in keys)
            for table in _LOOKED_UP
            for keys in (self._keys_of(table),)
        )
        self._ask(
            "CREATE TEMP TABLE coded AS SELECT row, times.day, hour, agencies.code AS agency, "
            "readings.code AS reading, kinds.code AS kind, amounts.code AS networks, "
            f"states.code AS cells, ends.days, {_FIT} AS fits FROM log {joins}"
        )
        return {reason or "" for reason, _ in read}

    def _keys_of(self, table: str) -> list[str]:
        """The columns by which a table is looked up, as far as the log has them."""
        known = {"clock", "cells", *(one.value for one in self._has)}
        return [one for one in _LOOKED_UP[table] if one in known]

    def _distinct(self, table: str) -> Iterator[tuple[str | None, ...]]:
        """Give the texts that are looked up in a table, once each; None for absent columns."""
        keys = self._keys_of(table)
        every = ", ".join(quote(one) if one in keys else "NULL" for one in _LOOKED_UP[table])
        return self._rows(f"SELECT DISTINCT {every} FROM log")

    def _look_up_times(self) -> None:
        """Make the table of times: the day and hour where the agency is, and the minute."""
        found, days = [], dict[str, int]()
        for text in self._clocks:
            time = read_printed(text)
            assert time is not None
            moment = self._grouper.clock.moment(time)
            hour = -1 if moment.hour is None else moment.hour
            day = days.setdefault(moment.text, len(days))
            minute = time.minute - (time.offset or 0)
            found.append((text, day, hour, minute, time.offset is not None))
        self._days = list(days)
        kinds = ("day INTEGER", "hour INTEGER", "minute BIGINT", "zoned BOOLEAN")
        self._table("times", ("clock VARCHAR", *kinds), found)

    def _look_up_windows(self) -> None:
        """Make the table of windows: the days of each, how it fits if always, its last minute."""
        found, present = [], self._present("ends")
        for texts in self._distinct("ends"):
            days, always, minute, zoned = end_of(*measure_window(*texts))
            fits = _FITS.index(always) if always else None
            found.append((*present(texts), days, fits, minute, zoned))
        kinds = ("days INTEGER", "fits TINYINT", "minute BIGINT", "zoned BOOLEAN")
        self._table("ends", (*self._key_columns("ends"), *kinds), found)

    def _look_up(
        self, table: str, read: Callable[..., Hashable]
    ) -> tuple[list[Any], list[tuple[str | None, ...]]]:
        """Make a table of what Python reads in texts; return it by its numbers, and the texts."""
        codes: dict[Hashable, int] = {}
        texts = list(self._distinct(table))
        for column, told in zip(_LOOKED_UP[table], zip(*texts, strict=True), strict=True):
            fits = FITTING.get(column)
            if fits is not None and not all(text is None or fits(text) for text in told):
                raise _Unlike
        present = self._present(table)
        found = [(*present(one), codes.setdefault(read(*one), len(codes))) for one in texts]
        self._table(table, (*self._key_columns(table), "code INTEGER"), found)
        return list(codes), texts

    def _key_columns(self, table: str) -> Iterator[str]:
        return (f"{quote(one)} VARCHAR" for one in self._keys_of(table))

    def _present(self, table: str) -> Callable[[Sequence[str | None]], list[str]]:
        """Return what takes of the texts of a row those whose columns the log has."""
        keys = self._keys_of(table)
        places = [at for at, one in enumerate(_LOOKED_UP[table]) if one in keys]
        return lambda texts: [texts[at] or "" for at in places]

    def _state_at(self, column: LogColumn, text: str | None) -> str | None:
        return self._grouper.state_at(AT[column], text) if column in self._has else None

    def _agency(self, agency: str | None) -> tuple[str, str | None]:
        return name_of(agency), self._state_at(LogColumn.AGENCY, agency)

    def _read_reason(self, reason: str | None, offense: str | None) -> tuple[Any, ...]:
        return (
            self._grouper.reading_key(reason, offense),
            self._state_at(LogColumn.REASON, reason),
            self._state_at(LogColumn.OFFENSE, offense),
        )

    def _kind(self, kind: str | None, moderation: str | None) -> tuple[Any, ...]:
        return (
            kind_key(kind, moderation),
            self._state_at(LogColumn.TYPE, kind),
            self._state_at(LogColumn.MODERATION, moderation),
        )

    def _amount(self, text: str | None) -> int:
        return (text and count_of(text)) or -1

    def _states(self, cells: str) -> tuple[str | None, ...]:
        *texts, devices = cells.split(_WITHIN)[1:]
        if len(texts) != len(self._apart) or not is_count(devices):
            raise _Unlike
        told = tuple(zip(self._apart, texts, strict=True))
        if any(column is LogColumn.CASE and is_a_time(text) for column, text in told):
            raise _Unlike
        return tuple(
            "value" if text == A_VALUE else self._state_at(column, text) for column, text in told
        )

    def _group(self, keys: str) -> Iterator[tuple[str, tuple[Any, ...], int, Place]]:
        """Group the searches by their day and some numbers; the count and the first row of each."""
        days, source = self._days, self._source
        query = f"SELECT day, count(*), min(row), {keys} FROM coded GROUP BY ALL"
        for day, count, row, *found in self._rows(query):
            yield days[day], tuple(found), count, (source, row)

    def _count(self) -> None:
        tallies = self._grouper.tallies
        purposes: Tally = {}
        self._grouper.purposes = purposes
        for day, (agency, reading), count, at in self._group("agency, reading"):
            key = day, self._agencies[agency][0], *self._readings[reading][0]
            tell(purposes, key, at, count)
        for day, (hour,), count, at in self._group("hour"):
            tell(tallies[TableName.HOURS], (day, hour), at, count)
        for day, (networks,), count, at in self._group("networks"):
            tell(tallies[TableName.NETWORKS], (day, self._networks[networks]), at, count)
        for day, (kind,), count, at in self._group("kind"):
            tell(tallies[TableName.TYPES], (day, *self._kinds[kind][0]), at, count)
        for day, (days, fits), count, at in self._group("days, fits"):
            tell(tallies[TableName.WINDOWS], (day, days, _FITS[fits]), at, count)
        self._count_cells(tallies[TableName.CELLS])

    def _count_cells(self, tally: Tally) -> None:
        """Count the states of cells, each group of columns that were looked up together."""
        for name, columns, states in (
            ("agency", _AGENCY, [one[1:] for one in self._agencies]),
            ("reading", _REASONS, [one[1:] for one in self._readings]),
            ("kind", _KINDS, [one[1:] for one in self._kinds]),
            ("cells", self._apart, self._cells),
        ):
            for day, (code,), count, at in self._group(name):
                for column, state in zip(columns, states[code], strict=True):
                    if state is not None:
                        tell(tally, (day, column.value, state), at, count)

    def _pairs(self) -> None:
        """Note the days of each user and plate, as the standard library does."""
        user, plate, kind = (
            identifier(one) if one in self._has else "NULL" for one in (*_PAIR, LogColumn.TYPE)
        )
        query = (
            f"SELECT day, {user}, {plate}, {kind}, min(row) FROM log "
            "JOIN times ON log.clock = times.clock GROUP BY ALL"
        )
        for day, user, plate, kind, row in self._rows(query):
            number = dt.date.fromisoformat(self._days[day]).toordinal()
            self._grouper.note_pair(user, plate, kind, number, (self._source, row))


_LOOKED_UP: Final = {
    "times": ["clock"],
    "ends": ["window", "window_start", "window_end"],
    "agencies": ["agency"],
    "readings": ["reason", "offense_type"],
    "kinds": ["search_type", "moderation"],
    "amounts": ["networks"],
    "states": ["cells"],
}
"""The tables to look texts up in, with the columns of the log that they are looked up by."""
_FITS: Final = ("before", "ends-later", "unknown", "reversed")
"""How a window fits its search, by the numbers that DuckDB groups by."""
_FIT: Final = (
    "CASE WHEN ends.fits IS NOT NULL THEN ends.fits WHEN ends.zoned <> times.zoned THEN 2 "
    "WHEN ends.minute > times.minute THEN 1 ELSE 0 END"
)
