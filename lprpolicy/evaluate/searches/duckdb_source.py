"""What DuckDB reads: a Parquet file, or a CSV file in which nothing is odd."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from lprpolicy.audit.reading import LogSheet, NumberedRow, begin
from lprpolicy.evaluate.searches.parquet_logs import parquet_rows, parquet_texts
from lprpolicy.host.user_files import pieces_of
from lprpolicy.tables import LONGEST
from lprpolicy.tables.streamed import streamed_rows

_ODD_LINES: Final = (re.compile(rb"\n\r?\n"), re.compile(rb"\r[^\n]"))
"""A blank line, and one that ends with a carriage return alone; one pattern for both is slow."""
_ODD: Final = (b"\x00", b"\xff", b"\xfe", b"\x1d", b"\x1e", b"\x1f")
"""Bytes of a file that the two readers might take differently."""


def begin_sheet(
    path: Path, most: int, ignored: Sequence[str], memory: str | None
) -> LogSheet | None:
    """Read the header; None if it is not in the first row, or has a column without a title.

    `memory` says that it is Parquet.
    """
    if memory is not None:
        rows: Iterator[NumberedRow] = parquet_rows(path, memory)
    else:
        rows = streamed_rows(path.name, pieces_of(path, most=most))
    sheet = begin(path.name, None, rows, ignored)
    if sheet is None or sheet.header.row != 1 or sheet.header.untitled:
        return None
    return sheet


def digest_if_even(path: Path, most: int, *, parquet: bool) -> str | None:
    """Read all bytes once for their digest; None if a CSV file holds something odd."""
    whole, last = hashlib.sha256(), b""
    for piece in pieces_of(path, most=most):
        whole.update(piece)
        if parquet:
            continue
        joined = last + piece
        if any(odd in joined for odd in _ODD) or any(one.search(joined) for one in _ODD_LINES):
            return None
        last = piece[-2:]
    return whole.hexdigest()


def csv_source(sheet: LogSheet) -> str:
    """What reads a CSV file with cells named by their place; it asks for the path."""
    names = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(sheet.header.columns)))
    return (
        "read_csv(?, header=false, skip=1, delim=',', quote='\"', escape='\"', auto_detect=false, "
        f"strict_mode=true, max_line_size={LONGEST}, columns={{{names}}})"
    )


def parquet_source(connection: Any, path: Path) -> str:
    """The same of a Parquet file."""
    _, texts = parquet_texts(connection, path)
    cells = ", ".join(f"{text} AS c{place}" for place, text in enumerate(texts))
    return f"(SELECT {cells} FROM read_parquet(?))"
