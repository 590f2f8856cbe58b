"""A log as Parquet, read by DuckDB: every cell comes as the text that a CSV file would have.

A time is taken as it is printed. One that Parquet holds as an instant has lost what the log printed
and is refused, as is every other kind of cell that the log itself cannot have had.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

from lprpolicy.audit.reading import NumberedRow
from lprpolicy.errors import ExportError
from lprpolicy.evaluate.searches.duckdb_start import duckdb_module, duckdb_within, is_pattern

_FIRST: Final = b"PAR1"
_WHOLE: Final = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
)
_AS_TEXT: Final = _WHOLE | {"VARCHAR", "DATE"}
_FETCHED: Final = 2_000


def is_parquet(head: bytes) -> bool:
    """Whether the first bytes of a file are those of Parquet."""
    return head.startswith(_FIRST)


def parquet_rows(path: Path, memory: str) -> Generator[NumberedRow, None, None]:
    """Give the titles as row 1, and then every row; an ExportError if it cannot be read."""
    module = duckdb_module()
    with duckdb_within(memory) as connection:
        try:
            titles, texts = parquet_texts(connection, path)
            yield 1, titles
            answer = connection.execute(
                f"SELECT {', '.join(texts)} FROM read_parquet(?)", [str(path)]
            )
            number = 1
            while held := answer.fetchmany(_FETCHED):
                for cells in held:
                    number += 1
                    yield number, tuple("" if cell is None else cell for cell in cells)
        except module.Error as fault:
            raise ExportError(
                f"{path.name}: it cannot be read as Parquet ({type(fault).__name__})",
                hint="save the log as CSV, and give that",
            ) from fault


def parquet_texts(connection: Any, path: Path) -> tuple[tuple[str, ...], list[str]]:
    """Return the titles of a file, and for each column what makes text of it."""
    if is_pattern(path):
        raise ExportError(
            f"{path.name}: the name of a Parquet file may hold none of * ? [ ] {{ }}",
            hint="give the file another name",
        )
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    titles, texts = [], []
    for place, (title, kind, *_) in enumerate(described, 1):
        quoted = '"' + title.replace('"', '""') + '"'
        if kind == "TIMESTAMP":
            texts.append(f"strftime({quoted}, '%Y-%m-%d %H:%M:%S')")
        elif kind in _AS_TEXT:
            texts.append(f"{quoted}::VARCHAR")
        else:
            raise ExportError(
                f"{path.name}, column {place} ({title}): {kind} is no kind of a log's cells",
                hint="write the column as text, as the log prints it",
            )
        titles.append(title)
    return tuple(titles), texts
