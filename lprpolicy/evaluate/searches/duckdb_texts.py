"""What DuckDB makes of a cell before it is counted: shorter texts that Python reads the same.

Each of these keeps apart whatever Python tells apart, so that a distinct text can be read once for
all rows that have it, and there are few of them however many rows a log has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from lprpolicy.audit.cells import is_count
from lprpolicy.audit.reasons import ALIKE_NUMBER, NUMBER_ALIKE
from lprpolicy.audit.times import read_printed
from lprpolicy.model.search import LogColumn

A_VALUE: Final = "A"
"""Stands for every cell that is surely a value: one itself, and so short that a row stays short."""
_SURELY: Final = (
    "(?:[0-9A-DF-VX-Za-df-vx-z-]|[eE][0-9A-WYZa-wyz-]|[wW][0-9A-HJ-Za-hj-z-])"
    "[0-9A-Za-z-]*[1-9][0-9A-Za-z-]*"
)
"""An id, a plate or a case number: no zeros alone, and nothing that begins as an exemption does."""
_CLOCK_FORMS: Final = {
    27: r"^(\d\d/\d\d/\d{4}, \d\d:\d\d:)[0-5]\d( [AP]M UTC)$",
    20: r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:)[0-5]\d(Z)$",
    24: r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:)[0-5]\d(\.\d{3}Z)$",
}
"""The usual times by their length."""


def quote(name: str) -> str:
    """A name for DuckDB; some are words of its language."""
    return f'"{name}"'


def identifier(column: LogColumn) -> str:
    return quote(column.value)


def minute_of(time: str) -> str:
    """A time with its seconds set to zero: so a year has half a million, however many rows."""
    cases = " ".join(
        f"WHEN {length} THEN regexp_replace({time}, '{form}', '\\100\\2')"
        for length, form in _CLOCK_FORMS.items()
    )
    return f"CASE length({time}) {cases} ELSE {time} END"


def value_or_text(column: LogColumn) -> str:
    """A cell that is surely a value is as good as any other; Python reads the rest."""
    name = identifier(column)
    return (
        f"CASE WHEN length({name}) BETWEEN 5 AND 40 AND regexp_full_match({name}, '{_SURELY}') "
        f"THEN '{A_VALUE}' ELSE {name} END"
    )


def reason_or_number(name: str) -> str:
    """A long number says the same as any other of its form, and most are in one row alone."""
    return (
        f"CASE WHEN regexp_full_match({name}, '{ALIKE_NUMBER}') "
        f"THEN regexp_replace({name}, '[0-9]+$', '{NUMBER_ALIKE}') ELSE {name} END"
    )


def count_or_text(name: str) -> str:
    """A count of which no more is asked than whether it is one."""
    return f"CASE WHEN regexp_full_match({name}, '[0-9]{{1,9}}') THEN '1' ELSE {name} END"


def is_a_time(text: str | None) -> bool:
    """Whether a cell of a column of text is a time: then its row is shifted."""
    return text is not None and ":" in text and read_printed(text) is not None


def _is_text(text: str) -> bool:
    return not is_a_time(text)


FITTING: Final[Mapping[str, Callable[[str], bool]]] = MappingProxyType(
    {"networks": is_count, "agency": _is_text, "reason": _is_text, "search_type": _is_text}
)
"""What a cell of a column has to be that is looked up."""
