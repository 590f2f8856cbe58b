"""The day in the name of a file or a sheet: participatingAgencies07182025pm, Shared_2026_May_5."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_NAMED: Final = (
    r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
    r"(?P<m>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?))(?![A-Za-z])"
)
_BY: Final = r"[-_., ]{0,2}"
_DAY: Final = r"(?P<d>\d{1,2})(?i:st|nd|rd|th)?"
_YEAR: Final = r"(?P<y>20\d\d)"
_FOUR: Final = (
    re.compile(rf"(?<!\d){_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[-_. ](?P<m>\d{{1,2}})[-_. ](?P<d>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<m>\d\d)(?P<d>\d\d){_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d)(?P<m>\d{{1,2}})[-_. ](?P<d>\d{{1,2}})[-_. ]{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}{_BY}{_NAMED}{_BY}{_DAY}(?!\d)"),
    re.compile(rf"{_NAMED}{_BY}{_DAY}{_BY}{_YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){_DAY}{_BY}{_NAMED}{_BY}{_YEAR}(?!\d)"),
)
_TWO: Final = (
    re.compile(r"(?<!\d)(?P<m>\d\d)(?P<d>\d\d)(?P<y>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<![\d.])(?P<m>\d{1,2})([-_.])(?P<d>\d{1,2})\2(?P<y>\d\d)(?![\d.]\d)(?!\d)"),
    re.compile(rf"{_NAMED}{_BY}{_DAY}[-_., ]{{1,2}}(?P<y>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d){_DAY}{_BY}{_NAMED}{_BY}(?P<y>\d\d)(?!\d)"),
)
_FIRST_SHORT: Final = 2016
"""No list is older, and so 090526 has one reading: a year of two digits is not before this one."""


def day_in(*texts: str | None) -> dt.date | None:
    """Find the day that the first of several texts names; none where it names two.

    Numbers are in American order. A year of four digits goes before one of two: `_024922` behind
    a day is a time.

    >>> day_in("participatingAgencies07182025pm.xlsx"), day_in("agencies091526pm.xlsx")
    (datetime.date(2025, 7, 18), datetime.date(2026, 9, 15))
    >>> day_in("SharedNetworks_2026_May_5.csv")
    datetime.date(2026, 5, 5)
    """
    for text in texts:
        for forms in (_FOUR, _TWO):
            found = set(_days(text or "", forms))
            if len(found) == 1:
                return found.pop()
            if found:
                return None
    return None


def _days(text: str, forms: Iterable[re.Pattern[str]]) -> Iterable[dt.date]:
    for form in forms:
        for found in form.finditer(text):
            year, named = int(found["y"]), found["m"][:3].casefold()
            if year < 100 and year + 2000 < _FIRST_SHORT:
                continue
            month = _MONTHS.index(named) + 1 if named in _MONTHS else int(found["m"])
            try:
                yield dt.date(year + 2000 if year < 100 else year, month, int(found["d"]))
            except ValueError:
                continue
