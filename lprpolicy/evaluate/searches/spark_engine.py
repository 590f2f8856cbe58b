"""Group logs past one machine with Spark, which the extra `spark` brings.

Spark spreads files and rows over machines, brings equal rows together and sums up. A row is read
and counted there by the same functions as everywhere, so the groups are the same, byte for byte.
A file is read by one task, since a quoted cell may hold the end of a line.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from lprpolicy.audit.alike import Tally, tell
from lprpolicy.audit.blocks import SIZE, SearchBlock, read_blocks
from lprpolicy.audit.groups import Grouper
from lprpolicy.audit.headers import no_header
from lprpolicy.audit.reading import LogSheet, begin, time_of
from lprpolicy.errors import ExportError, NothingChecked, UsageError
from lprpolicy.evaluate.searches.options import LogOptions, new_grouper
from lprpolicy.model.search import Cells, LogColumn
from lprpolicy.model.search_groups import Place, SearchGroups, TableName
from lprpolicy.repository.lexicons import digest
from lprpolicy.tables import is_workbook
from lprpolicy.tables.streamed import streamed_rows

Row = tuple[Place, Cells]
Summary = tuple[LogSheet, str] | ExportError
_PIECE: Final = 1 << 20
MOST_BYTES: Final = 1_500_000_000
"""Spark hands a file over whole, and a whole may not have more bytes than about so many."""
_NOTHING: Final = "nothing was audited"


def group_with_spark(
    paths: Sequence[str], options: LogOptions, master: str | None = None
) -> SearchGroups:
    """Count the searches of logs: files, folders or patterns that Spark can open, such as s3a://."""
    session = _start(master)
    try:
        return _LogJob(session, _list_files(session, paths), options).run()
    finally:
        if master is not None:
            session.stop()


def _start(master: str | None) -> Any:
    """Start Spark, or take the session that `spark-submit` or a test began."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise UsageError(
            "PySpark is not installed",
            hint="pip install 'lprpolicy[spark]', or leave out --engine",
            consequence=_NOTHING,
        ) from error
    builder = SparkSession.builder.appName("lprpolicy audit").config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    if master is not None:
        builder = builder.master(master)
        if master.startswith("local"):
            builder = builder.config("spark.driver.host", "localhost")
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise UsageError(
            f"Spark did not start: {type(error).__name__}",
            hint="it needs Java 17 or newer; what it printed above says more",
            consequence=_NOTHING,
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    if str(session.sparkContext.master).startswith("local"):
        session.sparkContext.pythonExec = sys.executable  # else whichever python3 comes first
    return session


def _list_files(session: Any, paths: Sequence[str]) -> list[str]:
    """Return the address of every file, in the order of `paths` and then of their names."""
    context = session.sparkContext
    hadoop = context._jvm.org.apache.hadoop.fs
    found: list[str] = []
    for path in paths:
        try:
            at = hadoop.Path(path)
            files = at.getFileSystem(context._jsc.hadoopConfiguration())
            held = [one for match in files.globStatus(at) or () for one in _within(files, match)]
        except Exception as error:  # whatever a file system of Java's raises comes as it likes
            raise ExportError(
                f"{path}: Spark cannot open it", hint=_error_in_words(error), consequence=_NOTHING
            ) from error
        if not held:
            raise ExportError(f"{path}: there is no file", consequence=_NOTHING)
        for one in held:
            if one.getLen() > MOST_BYTES:
                raise ExportError(
                    f"{_name(one.getPath().toString())}: the file has {one.getLen():,} bytes, "
                    f"more than the {MOST_BYTES:,} that one task reads",
                    hint="split it by month, each part with the header",
                    consequence=_NOTHING,
                )
        found += sorted(one.getPath().toString() for one in held)
    return found


def _within(files: Any, status: Any) -> Iterator[Any]:
    """A file itself, or the files of a folder that are not hidden."""
    if not status.isDirectory():
        yield status
        return
    for one in files.listStatus(status.getPath()):
        if one.isFile() and not one.getPath().getName().startswith(("_", ".")):
            yield one


def _error_in_words(error: Exception) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else "see what it printed"


def _name(address: str) -> str:
    return address.rpartition("/")[2]


class _LogJob:
    """The stages of one audit: files are checked, rows made one, counted, and summed up."""

    def __init__(self, session: Any, files: Sequence[str], options: LogOptions) -> None:
        self._context = session.sparkContext
        self._files, self._options = files, options
        self._number = {address: number for number, address in enumerate(files)}

    def run(self) -> SearchGroups:
        options, number = self._options, self._number
        opened = self._context.union([self._context.binaryFiles(one, 1) for one in self._files])
        read = opened.map(lambda one: (number[one[0]], _summary(one[0], one[1], options)))
        sheets: list[tuple[LogSheet, str]] = []
        for _, summary in sorted(read.collect(), key=itemgetter(0)):
            if isinstance(summary, ExportError):
                summary.consequence = _NOTHING
                raise summary
            sheets.append(summary)
        if not any(sheet.rows for sheet, _ in sheets):
            raise NothingChecked(
                f"{', '.join(map(_name, self._files))}: there is no search in it",
                hint="download the log again, for a period in which there were searches",
            )
        known = [sheet.header.known for sheet, _ in sheets]
        rows = opened.flatMap(lambda one: _rows(number[one[0]], one[0], one[1], options))
        once = rows.reduceByKey(min).values().persist()
        counted = once.mapPartitions(lambda held: _count(held, known, options))
        grouper = self._merge(sheets, counted.toLocalIterator())
        if options.own:
            pairs = once.mapPartitions(lambda held: _pairs(held, known, options))
            days = (
                pairs.reduceByKey(_join_pairs).values().map(lambda one: (len(one[0]), (1, one[1])))
            )
            for many, (count, at) in days.reduceByKey(_sum_up).collect():
                tell(grouper.tallies[TableName.REPEATED], (many,), at, count)
        once.unpersist()
        counted = tuple(grouper.sources), grouper.tables()
        return SearchGroups(*counted, options.zone, options.state, digest(), options.agency)

    def _merge(
        self, sheets: Sequence[tuple[LogSheet, str]], counted: Iterable[tuple[int, Grouped]]
    ) -> Grouper:
        """Sum up what the tasks counted, file by file."""
        grouper = new_grouper(self._options)
        found: dict[int, Grouped] = {}
        for number, part in counted:
            if (known := found.get(number)) is None:
                found[number] = part
                continue
            known[0].update(part[0])
            for table, tally in part[1].items():
                for key, (count, source, row) in tally.items():
                    tell(known[1].setdefault(table, {}), key, (source, row), count)
        for number, (sheet, sha256) in enumerate(sheets):
            alike, tallies = found.get(number, (set(), {}))
            grouper.purposes = tallies.pop(TableName.PURPOSES, {})
            for table, tally in tallies.items():
                for key, (count, source, row) in tally.items():
                    tell(grouper.tallies[table], key, (source, row), count)
            searches = sum(count for count, *_ in tallies.get(TableName.TYPES, {}).values())
            grouper.finish(sheet, sheet.rows - searches, sha256, alike=len(alike) == 1)
        return grouper


Grouped = tuple[set[str | None], dict[TableName, Tally]]
"""The first reasons, and the tallies, of the rows of one file."""


def _sheet(address: str, raw: bytes, options: LogOptions) -> tuple[LogSheet, Iterator[Any]]:
    """Begin to read a file; an ExportError says why not."""
    name = _name(address)
    if is_workbook(raw):
        raise ExportError(f"{name}: Spark reads text alone", hint="save each sheet as CSV")
    if not raw:
        raise ExportError(f"{name}: the file is empty", hint="download the log again")
    pieces = (raw[at : at + _PIECE] for at in range(0, len(raw), _PIECE))
    rows = streamed_rows(name, pieces)
    sheet = begin(name, None, rows, options.ignored)
    if sheet is None:
        raise no_header(name, 1)
    return sheet, rows


def _summary(address: str, raw: bytes, options: LogOptions) -> Summary:
    """Check a file from its first row to its last; what is wrong is an answer, and no crash."""
    try:
        sheet, rows = _sheet(address, raw, options)
        for _ in read_blocks(sheet, rows):
            pass
    except ExportError as error:
        return error
    return sheet, hashlib.sha256(raw).hexdigest()


def _rows(
    number: int, address: str, raw: bytes, options: LogOptions
) -> Iterator[tuple[bytes, Row]]:
    """Give each row with a digest of its cells: rows that are alike are one search."""
    sheet, rows = _sheet(address, raw, options)
    for block in read_blocks(sheet, rows):
        for row, cells in zip(block.numbers, zip(*block.columns, strict=True), strict=True):
            made = hashlib.blake2b(repr(cells).encode(errors="surrogatepass"), digest_size=16)
            yield made.digest(), ((number, row), cells)


def _groupers(
    held: Iterable[Row], known: Sequence[frozenset[LogColumn]], options: LogOptions
) -> dict[int, Grouper]:
    """Count the rows of one task, those of each file apart."""
    made: dict[int, Grouper] = {}
    for (number, _), rows in groupby(sorted(held), key=lambda row: (row[0][0], row[0][1] // SIZE)):
        places, cells = zip(*rows, strict=True)
        times = [time for one in cells if (time := time_of(one)) is not None]
        columns = tuple(zip(*cells, strict=True))
        if number not in made:
            made[number] = new_grouper(options, source=number)
        block = SearchBlock([row for _, row in places], columns, times)
        made[number].count(block, known[number])
    return made


def _count(
    held: Iterable[Row], known: Sequence[frozenset[LogColumn]], options: LogOptions
) -> Iterator[tuple[int, Grouped]]:
    for number, grouper in _groupers(held, known, replace(options, own=False)).items():
        grouper.pour()
        yield number, ({*grouper.alike}, {**grouper.tallies, TableName.PURPOSES: grouper.purposes})


Pair = tuple[frozenset[int], Place]


def _pairs(
    held: Iterable[Row], known: Sequence[frozenset[LogColumn]], options: LogOptions
) -> Iterator[tuple[tuple[str, str], Pair]]:
    for grouper in _groupers(held, known, options).values():
        yield from grouper.pairs.items()


def _join_pairs(one: Pair, other: Pair) -> Pair:
    return one[0] | other[0], min(one[1], other[1])


def _sum_up(one: tuple[int, Place], other: tuple[int, Place]) -> tuple[int, Place]:
    return one[0] + other[0], min(one[1], other[1])
