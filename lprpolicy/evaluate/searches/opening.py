"""Open search logs: text comes in pieces, a workbook from a process of its own. Nothing is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from lprpolicy.audit.groups import Grouper, Watch
from lprpolicy.audit.groups_file import from_json, not_groups
from lprpolicy.audit.headers import no_header
from lprpolicy.audit.reading import LogSheet, NumberedRow, begin, place_of, searches
from lprpolicy.audit.workbooks import sheets_as_json, sheets_of_json
from lprpolicy.errors import ExportError, NothingChecked, UsageError
from lprpolicy.evaluate.searches.options import LogOptions, new_grouper
from lprpolicy.evaluate.searches.parquet_groups import (
    MOST_GROUPS,
    is_parquet_groups,
    parquet_groups,
)
from lprpolicy.evaluate.searches.parquet_logs import is_parquet, parquet_rows
from lprpolicy.host.confined import WorkFailed, WorkStopped, run_confined
from lprpolicy.host.process_limits import Limits
from lprpolicy.host.user_files import pieces_of, read_user_file
from lprpolicy.model.search import Cells, SheetNote
from lprpolicy.model.search_groups import SCHEMA, Place, SearchGroups, TableName
from lprpolicy.repository.lexicons import digest, phrases_of
from lprpolicy.tables import is_workbook
from lprpolicy.tables.streamed import streamed_rows

MOST_BYTES: Final = 4_000_000_000
"""The most bytes of a log in text; 20 million rows of the vendor's have about so many."""
_NOTHING: Final = "nothing was audited"
_ASK: Final = "ask for the log as CSV or XLSX, as the vendor's system exports it"
_NO_TABLES: Final = (
    (b"%PDF-", "a PDF", _ASK),
    (b"\x1f\x8b", "packed with gzip", "unpack it and give the CSV"),
    ((b"{", b"["), "JSON, and no table", _ASK),
    ((b"<!", b"<html", b"<?xml"), "a page, and no table", _ASK),
)
"""How a file begins that is no table, what it is, and what to do."""
_AGAIN: Final = "save the sheet as CSV, and give that"


def group_logs(
    paths: Iterable[Path], options: LogOptions, watch: Watch | None = None
) -> tuple[SearchGroups, tuple[Place, ...]]:
    """Read every log and count its searches; also the places of the rows that `watch` wants."""
    held = list(paths)
    if len(held) == 1 and (known := _groups_file(held[0])) is not None:
        return known, ()
    if options.duckdb:
        from lprpolicy.evaluate.searches.duckdb_start import duckdb_module

        duckdb_module()  # who asks for it learns at once that it is not there
    grouper = new_grouper(options, watch)
    for path in held:
        try:
            _add(grouper, path, options if len(held) == 1 else replace(options, duckdb=False))
        except ExportError as error:
            error.consequence = _NOTHING
            raise
    if not any(source.rows for source in grouper.sources):
        raise NothingChecked(
            f"{', '.join(path.name for path in held)}: there is no search in it",
            hint="download the log again, for a period in which there were searches",
        )
    counted = tuple(grouper.sources), grouper.tables()
    made = SearchGroups(*counted, options.zone, options.state, digest(), options.agency)
    return made, tuple(sorted(grouper.watched))


def each_search(paths: Iterable[Path], options: LogOptions) -> Iterator[tuple[Place, Cells]]:
    """Give every search once, with its place; for what needs rows and not counts."""
    source = 0
    seen: set[int] = set()
    for path in paths:
        for sheet, rows in _sheets(path, options):
            for number, cells, _ in searches(sheet, rows):
                if (digest := hash(cells)) not in seen:
                    seen.add(digest)
                    yield (source, number), cells
            source += 1


def _sheets(path: Path, options: LogOptions) -> Iterator[tuple[LogSheet, Iterator[NumberedRow]]]:
    """Open each sheet of a file that has the header of a log."""
    if is_workbook(next(pieces_of(path, most=MOST_BYTES), b"")):
        for name, held in sheets_of_json(_read_confined(path, read_user_file(path))):
            rows: Iterator[NumberedRow] = iter(held)
            if (sheet := begin(path.name, name, rows, options.ignored)) is not None:
                yield sheet, rows
        return
    streamed = _text_rows(path, options)
    if (sheet := begin(path.name, None, streamed, options.ignored)) is not None:
        yield sheet, streamed


def _add(grouper: Grouper, path: Path, options: LogOptions) -> None:
    """Count the rows of one file, in text or in a workbook."""
    head = next(pieces_of(path, most=MOST_BYTES), b"")
    if not head:
        raise ExportError(f"{path.name}: the file is empty", hint="download the log again")
    _check_text(path.name, head)
    if is_workbook(head):
        _add_workbook(grouper, path, options)
        return
    if options.duckdb and not grouper.sources and grouper.watch is None:
        from lprpolicy.evaluate.searches.duckdb_engine import add_with_duckdb

        if add_with_duckdb(grouper, path, MOST_BYTES, options.ignored, options.memory):
            return
    whole = hashlib.sha256()
    if is_parquet(head):
        for piece in pieces_of(path, most=MOST_BYTES):
            whole.update(piece)
        rows = _text_rows(path, options)
    else:
        rows = streamed_rows(path.name, _count_bytes(pieces_of(path, most=MOST_BYTES), whole))
    sheet = begin(path.name, None, rows, options.ignored)
    if sheet is None:
        raise no_header(path.name, 1)
    grouper.add(sheet, rows, whole.hexdigest)


def _check_text(name: str, head: bytes) -> None:
    """Refuse a file whose first bytes show that it is no table, in words that say what it is."""
    for begin_with, what, hint in _NO_TABLES:
        if head.lstrip().startswith(begin_with):
            raise ExportError(f"{name}: the file is {what}", hint=hint)


def _text_rows(path: Path, options: LogOptions) -> Iterator[NumberedRow]:
    """The rows of a CSV or Parquet file."""
    if is_parquet(next(pieces_of(path, most=MOST_BYTES), b"")):
        return parquet_rows(path, options.memory)
    return streamed_rows(path.name, pieces_of(path, most=MOST_BYTES))


def _count_bytes(pieces: Iterable[bytes], whole: hashlib._Hash) -> Iterator[bytes]:
    for piece in pieces:
        whole.update(piece)
        yield piece


def _add_workbook(grouper: Grouper, path: Path, options: LogOptions) -> None:
    """Count every sheet with a header of a log; the others, such as pivot tables, are noted."""
    raw = read_user_file(path)
    answer = _read_confined(path, raw)
    sha256 = hashlib.sha256(raw).hexdigest()
    skipped = []
    before = len(grouper.sources)
    for name, held in sheets_of_json(answer):
        rows: Iterator[NumberedRow] = iter(held)
        sheet = begin(path.name, name, rows, options.ignored)
        if sheet is None:
            skipped.append(name)
            continue
        sheet.notes += [_note_skipped(path.name, other) for other in skipped]
        skipped = []
        grouper.add(sheet, rows, lambda: sha256)
    if len(grouper.sources) == before:
        raise no_header(place_of(path.name, None), 1)


def _read_confined(path: Path, raw: bytes) -> bytes:
    import python_calamine  # noqa: F401 - the other process may write no compiled file

    try:
        return run_confined(
            "reading the log", sheets_as_json, path.name, raw, Limits.of(2 * len(raw))
        )
    except (WorkStopped, WorkFailed) as stopped:
        raise ExportError(
            f"{path.name}: this workbook cannot be read: {stopped.message}", hint=_AGAIN
        ) from stopped


def _note_skipped(document: str, sheet: str | None) -> SheetNote:
    return SheetNote(document, sheet, None, "this sheet is no log, and was left out")


def _groups_file(path: Path) -> SearchGroups | None:
    """Read a groups file, in JSON or as Parquet, if it is one."""
    head = next(pieces_of(path, most=MOST_BYTES), b"")
    if is_parquet(head):
        found = parquet_groups(path)
    elif SCHEMA.encode() in head[:200]:
        found = from_json(path.name, read_user_file(path, most=MOST_GROUPS))
    else:
        return None
    if found is not None:
        _check_classes(path, found)
    return found


def _check_classes(path: Path, groups: SearchGroups) -> None:
    """Refuse groups whose reasons were read by a lexicon with other classes than ours."""
    known = phrases_of(groups.state).classes
    said = {str(group.key[3]) for group in groups.tables[TableName.PURPOSES]}
    if not {one for each in said for one in each.split("+") if one} <= known.keys():
        raise not_groups(path.name, "this version knows not every class of its reasons")


def is_groups_file(path: Path) -> bool:
    """Whether a file says that it holds groups, and no log."""
    head = next(pieces_of(path, most=MOST_BYTES), b"")
    return is_parquet_groups(path) if is_parquet(head) else SCHEMA.encode() in head[:200]


NO_SEARCHES: Final[Mapping[str, Path]] = MappingProxyType({})
"""No groups file of any agency."""


def read_groups(path: Path, agency: str, consequence: str) -> SearchGroups:
    """Read the groups file of an agency's log; an error says what did not happen.

    The file has to name the agency, or a page would show the searches of another town.
    """
    try:
        groups = _groups_file(path)
        if groups is None:
            raise not_groups(path.name, "it holds no groups")
    except ExportError as error:
        error.consequence = consequence
        raise
    if groups.agency != agency:
        raise UsageError(
            f"{path.name}: these groups were made for {groups.agency or 'no agency'}, not {agency}",
            hint=f"make them with `lprpolicy audit LOG --agency {agency} --groups FILE`",
            consequence=consequence,
        )
    return groups
