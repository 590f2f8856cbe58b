"""Tables for a page, and the same rows as CSV and JSON beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lprpolicy.write.escape import json_text, one_line

FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the field in the open data, `label` the heading that people read."""

    name: str
    label: str
    number: bool = False
    choice: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """The text for a person; `value` is for programs, and `key` is for sorting."""

    text: str
    value: str | int | bool | tuple[str, ...] | None
    href: str = ""
    key: str = ""
    tone: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows under headings. The first column names the row. `filters` offers a box to filter by."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    filters: bool = True

    def choices(self) -> list[tuple[int, str, list[str]]]:
        """Return the columns with few different words, to be offered as a list of choices."""
        found = []
        for number, column in enumerate(self.columns):
            words = sorted({row[number].text for row in self.rows})
            if column.choice and 1 < len(words) <= 30:
                found.append((number, column.label, words))
        return found


def cell(
    text: str | int | None,
    *,
    value: str | int | bool | tuple[str, ...] | None = None,
    href: str = "",
    key: str = "",
    tone: str = "",
    more: str = "",
    unknown: str = "not specified",
) -> Cell:
    """Make a cell; the unknown is shown as such, and is null in the data."""
    if text is None:
        return Cell(unknown, value, href, key, "quiet")
    return Cell(str(text), text if value is None else value, href, key, tone, more)


def as_csv(table: PageTable) -> str:
    """Write the rows as CSV; a text that a spreadsheet would run as a formula begins with `'`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_flat(one.value) for one in row] for row in table.rows)
    return out.getvalue()


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    text = one_line("; ".join(value) if isinstance(value, tuple) else value)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_json(table: PageTable, about: Iterable[tuple[str, Any]]) -> str:
    """Write the rows as JSON, under a description of the table."""
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, (_plain(one.value) for one in row), strict=True)) for row in table.rows]
    return json_text({**dict(about), "caption": table.caption, "rows": rows})


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
