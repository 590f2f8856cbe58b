"""Group a log of millions of rows with DuckDB, which the extra `audit` brings.

DuckDB reads strings, looks each distinct one up in a table that Python made, groups and counts.
Words, time zones and law are decided in Python, by the same functions as everywhere, so the groups
are the same. A file in which anything is odd is left to the reader of the standard library, which
says what is wrong and at which row.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from lprpolicy.audit.alike import tell
from lprpolicy.audit.cells import count_of, is_count
from lprpolicy.audit.groups import STATED, Grouper, kind_key, name_of
from lprpolicy.audit.reading import LogSheet, begin, note_limit
from lprpolicy.audit.times import read_printed
from lprpolicy.audit.windows import measure_window
from lprpolicy.errors import UsageError
from lprpolicy.host.temporary import own_folder
from lprpolicy.host.user_files import pieces_of
from lprpolicy.model.search import AT, LogColumn
from lprpolicy.model.search_groups import Key, Place, TableName
from lprpolicy.tables import LONGEST
from lprpolicy.tables.streamed import streamed_rows

_TEXTS: Final = (LogColumn.REASON, LogColumn.CASE, LogColumn.AGENCY, LogColumn.TYPE)
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
_COUNTS: Final = (LogColumn.NETWORKS, LogColumn.DEVICES)
_PAIR: Final = (LogColumn.USER, LogColumn.PLATE)
_SIZE: Final = re.compile(r"[1-9][0-9]{0,5} ?[MGT]i?B", re.I)
_ODD: Final = (b"\n\n", b"\n\r\n", b"\x00", b"\xff\xfe", b"\xfe\xff", b"\x1e", b"\x1f")
"""Bytes of a file that the two readers might take differently."""
_US: Final = r"^(\d\d/\d\d/\d{4}, \d\d:\d\d:)[0-5]\d( [AP]M UTC)$"
_ISO: Final = r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:)[0-5]\d(\.\d{3}Z)$"
_APART, _NULL, _AT_ONCE = "\x1f", "\x1e", 50_000
"""Between texts that go to DuckDB together; a file that holds them is left to Python."""
_A_VALUE: Final = "AAAA1"
"""Stands for every cell that is surely a value."""


def duckdb_module() -> Any:
    """Import DuckDB; a UsageError says how it is installed."""
    try:
        import duckdb
    except ImportError as error:
        raise UsageError(
            "DuckDB is not installed",
            hint="pip install 'lprpolicy[audit]', or leave out --engine",
            consequence="nothing was audited",
        ) from error
    return duckdb


def add_with_duckdb(
    grouper: Grouper, path: Path, most: int, ignored: Sequence[str], memory: str
) -> bool:
    """Count the searches of one CSV file; False if it has to be read by the standard library."""
    duckdb = duckdb_module()
    begun = _begin(path, most, ignored)
    if begun is None:
        return False
    sheet, sha256 = begun
    with own_folder("lprpolicy-audit-") as spill, _connect(duckdb, memory, spill) as connection:
        try:
            return _LogReading(connection, grouper, sheet).read(path, sha256)
        except duckdb.Error:
            return False


def _connect(duckdb: Any, memory: str, spill: Path) -> Any:
    """Start DuckDB. What it writes goes to a folder for this user alone, never beside the log."""
    if not _SIZE.fullmatch(memory):
        raise UsageError(
            f"--memory: {memory!r} is no size",
            hint="write it like 2GB or 300MB",
            consequence="nothing was audited",
        )
    return duckdb.connect(":memory:", config={"memory_limit": memory, "temp_directory": str(spill)})


def _begin(path: Path, most: int, ignored: Sequence[str]) -> tuple[LogSheet, str] | None:
    """Read the header, and all bytes once for their digest; None if something is odd."""
    rows = streamed_rows(path.name, pieces_of(path, most=most))
    sheet = begin(path.name, None, rows, ignored)
    if sheet is None or sheet.header.row != 1:
        return None
    whole, last = hashlib.sha256(), b""
    for piece in pieces_of(path, most=most):
        whole.update(piece)
        joined = last + piece
        if any(odd in joined for odd in _ODD) or b"\r" in joined.replace(b"\r\n", b"")[:-1]:
            return None
        last = piece[-2:]
    return sheet, whole.hexdigest()


def _as_text(said: object) -> str:
    if isinstance(said, bool):
        return str(said).lower()
    return _NULL if said is None else str(said)


def _minute(time: str) -> str:
    """A time with its seconds set to zero: so a year has half a million, however many rows."""
    shorter = time
    for form in (_US, _ISO):
        shorter = f"regexp_replace({shorter}, '{form}', '\\100\\2')"
    return shorter


def _name(column: LogColumn) -> str:
    """A column's name for DuckDB; some are words of its language."""
    return f'"{column.value}"'


def _state(column: LogColumn) -> str:
    """The name of what is kept of a cell of which only the state is counted."""
    return f'"state of {column.value}"'


def _surely(column: LogColumn) -> str:
    """A cell that is surely a value is as good as any other; Python reads the rest."""
    name = _name(column)
    return (
        f"CASE WHEN regexp_full_match({name}, '[0-9A-Za-z-]{{5,40}}') "
        f"AND regexp_matches({name}, '[1-9]') "
        f"AND NOT regexp_matches({name}, '^(?i:exempt|withheld)') "
        f"THEN '{_A_VALUE}' ELSE {name} END"
    )


class _LogReading:
    """One file in DuckDB: the table of its searches, and the tables to look texts up in."""

    def __init__(self, connection: Any, grouper: Grouper, sheet: LogSheet) -> None:
        self._ask = connection.execute
        self._grouper, self._sheet = grouper, sheet
        self._source = len(grouper.sources)
        self._has = sheet.header.known

    def read(self, path: Path, sha256: str) -> bool:
        """Read and count; False if a cell is not what its column holds."""
        self._load(path)
        if not self._is_in_order():
            return False
        repeated = self._drop_repeated()
        self._look_up_times()
        self._purposes()
        self._simple()
        self._cells()
        self._windows()
        if self._grouper.own:
            self._pairs()
        ((searches, reasons),) = self._rows("SELECT count(*), count(DISTINCT reason) FROM log")
        self._sheet.rows = int(searches) + repeated
        note_limit(self._sheet)
        self._grouper.finish(self._sheet, repeated, sha256, alike=reasons == 1)
        return True

    def _rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Ask, and give the answer in pieces."""
        answer = self._ask(query)
        while held := answer.fetchmany(10_000):
            yield from held

    def _load(self, path: Path) -> None:
        """Read the file. Of a cell that only has to be there, no more than that is kept."""
        columns = self._sheet.header.columns
        names = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(columns)))
        kept = [(place, one) for place, one in enumerate(columns) if one is not None]
        held = ", ".join(f"coalesce(c{place}, '') AS {_name(one)}" for place, one in kept)
        every = ", ".join(_name(one) for _, one in kept)
        wanted = (*_GROUPED, *(_PAIR if self._grouper.own else ()))
        more = [
            *(_name(one) for one in wanted if one in self._has),
            *(f"NULL::VARCHAR AS {_name(one)}" for one in wanted if one not in self._has),
            *(f"{_surely(one)} AS {_state(one)}" for one in self._kept_as_state()),
            *(_name(one) for one in _COUNTS if one in self._has and one not in wanted),
        ]
        if LogColumn.CASE in self._has:  # which is looked at for a time alone
            more.append("CASE WHEN contains(case_number, ':') THEN case_number END AS case_number")
        time = _name(LogColumn.TIME)
        whole = f"{_name(LogColumn.DATE)} || ' ' || {time}" if LogColumn.DATE in self._has else time
        self._ask(
            f"CREATE TEMP TABLE log AS SELECT row, hash({every}) AS same, "
            f"{_minute(whole)} AS clock, {', '.join(more)} FROM "
            f"(SELECT row_number() OVER () + 1 AS row, {held} FROM read_csv(?, header=false, "
            f"skip=1, delim=',', quote='\"', escape='\"', auto_detect=false, strict_mode=true, "
            f"max_line_size={LONGEST}, columns={{{names}}}))",
            [str(path)],
        )

    def _drop_repeated(self) -> int:
        """Keep each search once, with the first of its rows; return how many rows went."""
        self._ask(
            "CREATE TEMP TABLE again AS SELECT same, min(row) AS first FROM log "
            "GROUP BY same HAVING count(*) > 1"
        )
        ((gone,),) = self._rows(
            "SELECT count(*) FROM log JOIN again USING (same) WHERE row > first"
        )
        if gone:
            self._ask("DELETE FROM log USING again WHERE log.same = again.same AND row > first")
        return int(gone)

    def _is_in_order(self) -> bool:
        """Whether every cell can be what its column holds: asked of each distinct text once."""
        if any(
            read_printed(text) is None for (text,) in self._rows("SELECT DISTINCT clock FROM log")
        ):
            return False
        for column in _COUNTS:
            if column in self._has:
                texts = self._rows(f"SELECT DISTINCT {column.value} FROM log")
                if not all(is_count(text) for (text,) in texts):
                    return False
        for column in _TEXTS:
            if column in self._has:
                texts = self._rows(
                    f"SELECT DISTINCT {column.value} FROM log WHERE {column.value} ~ '[0-9].*:.*'"
                )
                if any(read_printed(text) is not None for (text,) in texts):
                    return False
        return True

    def _look_up_times(self) -> None:
        """Make the table of times: the day and hour where the agency is, and the minute."""
        found = []
        for (text,) in self._rows("SELECT DISTINCT clock FROM log"):
            time = read_printed(text)
            assert time is not None
            moment = self._grouper.clock.moment(time)
            hour = -1 if moment.hour is None else moment.hour
            found.append(
                (text, moment.text, hour, time.minute - (time.offset or 0), time.offset is not None)
            )
        self._table(
            "times",
            ("clock VARCHAR", "day VARCHAR", "hour INTEGER", "minute BIGINT", "zoned BOOLEAN"),
            found,
        )

    def _table(self, name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Make a table of rows. Each column goes over as one text, which is the quickest way."""
        self._ask(f"CREATE TEMP TABLE {name} ({', '.join(columns)})")
        for start in range(0, len(rows), _AT_ONCE):
            held = rows[start : start + _AT_ONCE]
            texts = [_APART.join(map(_as_text, column)) for column in zip(*held, strict=True)]
            parts = (
                f"nullif(unnest(string_split(?, '{_APART}')), '{_NULL}')::{column.split()[1]}"
                for column in columns
            )
            self._ask(f"INSERT INTO {name} SELECT {', '.join(parts)}", texts)

    def _group(self, keys: str, joined: str = "") -> Iterator[tuple[tuple[Any, ...], int, Place]]:
        """Group the searches by their day and some texts; the count and the first row of each."""
        query = (
            f"SELECT times.day, {keys}, count(*), min(row) FROM log "
            f"JOIN times ON log.clock = times.clock {joined} GROUP BY ALL"
        )
        for *key, count, row in self._rows(query):
            yield tuple(key), int(count), (self._source, int(row))

    def _purposes(self) -> None:
        """Look the reasons up, so that DuckDB groups by what they say and not by their text."""
        grouper = self._grouper
        grouper.purposes = {}
        codes: dict[Key, int] = {}
        found = []
        for reason, offense in self._rows("SELECT DISTINCT reason, offense_type FROM log"):
            code = codes.setdefault(grouper.reading_key(reason, offense), len(codes))
            found.append((reason or "", offense or "", code))
        self._table("readings", ("typed VARCHAR", "chosen VARCHAR", "code INTEGER"), found)
        readings = list(codes)
        joined = (
            "JOIN readings ON coalesce(reason, '') = typed AND coalesce(offense_type, '') = chosen"
        )
        for (day, agency, code), count, at in self._group("agency, code", joined):
            tell(grouper.purposes, (day, name_of(agency), *readings[code]), at, count)

    def _simple(self) -> None:
        tallies = self._grouper.tallies
        for (day, hour), count, at in self._group("hour"):
            tell(tallies[TableName.HOURS], (day, hour), at, count)
        for (day, text), count, at in self._group("networks"):
            tell(tallies[TableName.NETWORKS], (day, (text and count_of(text)) or -1), at, count)
        for (day, kind, moderation), count, at in self._group("search_type, moderation"):
            tell(tallies[TableName.TYPES], (day, *kind_key(kind, moderation)), at, count)

    def _kept_as_state(self) -> list[LogColumn]:
        """The columns whose texts nothing else is asked about, and which seldom repeat."""
        return [one for one in STATED if one in self._has and one not in _GROUPED]

    def _cells(self) -> None:
        """Count the states of cells: rows whose cells are alike first, then each column."""
        apart = self._kept_as_state()
        tally = self._grouper.tallies[TableName.CELLS]
        asked: list[list[LogColumn]] = [
            [one] for one in STATED if one in self._has and one not in apart
        ]
        for columns in [apart, *asked] if apart else asked:
            keys = ", ".join(map(_state if columns is apart else _name, columns))
            for (day, *texts), count, at in self._group(keys):
                for column, text in zip(columns, texts, strict=True):
                    state = "value" if text == _A_VALUE else self._state_at(column, text)
                    tell(tally, (day, column.value, state), at, count)

    def _state_at(self, column: LogColumn, text: str) -> str:
        return self._grouper.state_at(AT[column], text)

    def _windows(self) -> None:
        """Look the windows up, and compare the end of each with the time of the search."""
        rows, found = list(self._window_texts()), []
        for texts in rows:
            days, end = measure_window(*texts)
            minute = end.minute - (end.offset or 0) if end else None
            zoned = end.offset is not None if end else None
            found.append((*(text or "" for text in texts), days, minute, zoned))
        self._table(
            "ends",
            (
                "w VARCHAR",
                "s VARCHAR",
                "e VARCHAR",
                "days INTEGER",
                "minute BIGINT",
                "zoned BOOLEAN",
            ),
            found,
        )
        how = (
            "CASE WHEN ends.minute IS NULL THEN "
            "CASE WHEN ends.days < 0 THEN 'unknown' ELSE 'reversed' END "
            "WHEN ends.zoned <> times.zoned THEN 'unknown' "
            "WHEN ends.minute > times.minute THEN 'ends-later' ELSE 'before' END"
        )
        joined = (
            "JOIN ends ON coalesce(\"window\", '') = w AND coalesce(window_start, '') = s "
            "AND coalesce(window_end, '') = e"
        )
        for (day, days, fits), count, at in self._group(f"ends.days, {how}", joined):
            tell(self._grouper.tallies[TableName.WINDOWS], (day, days, fits), at, count)

    def _window_texts(self) -> Iterator[tuple[str | None, str | None, str | None]]:
        yield from self._rows('SELECT DISTINCT "window", window_start, window_end FROM log')

    def _pairs(self) -> None:
        """Note the days of each user and plate, as the standard library does."""
        keys = '"user", plate, search_type'
        for (day, user, plate, kind), _, at in self._group(keys):
            days = dt.date.fromisoformat(day).toordinal()
            self._grouper.note_pair(user, plate, kind, days, at)
