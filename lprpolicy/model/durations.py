"""Lengths of time as the law writes them: an amount and a unit, never converted to days.

A month is 28 to 31 days and a year 365 or 366, so some comparisons have no answer; those are
None and become *undecided*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

UNITS: Final = ("minute", "hour", "day", "week", "month", "year")
PATTERN: Final = r"^(0|[1-9][0-9]{0,8}) (minute|hour|day|week|month|year)s?$"

_MINUTES: Final = {"minute": 1, "hour": 60, "day": 1440, "week": 7 * 1440}
_MONTHS: Final = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class Duration:
    """An amount of one unit.

    >>> str(Duration.parse("1 day")), str(Duration.parse("9 months"))
    ('1 day', '9 months')
    """

    amount: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Duration:
        found = re.fullmatch(PATTERN.strip("^$"), text)
        if found is None:
            raise ValueError(f"{text!r} is not like '21 days' or '3 years'")
        return cls(int(found[1]), found[2])

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}" + ("" if self.amount == 1 else "s")

    def bounds(self) -> tuple[int, int]:
        """Return the shortest and the longest that this can be, in minutes.

        Any run of n months is between what the calendar's shortest and longest runs are; 400
        years hold exactly 146,097 days, so the loose bound of 28 to 31 days is only used below
        a year and 365 to 366 days a year above.
        """
        if self.unit in _MINUTES:
            exact = self.amount * _MINUTES[self.unit]
            return exact, exact
        years, months = divmod(self.amount * _MONTHS[self.unit], 12)
        return (years * 365 + months * 28) * 1440, (years * 366 + months * 31) * 1440

    def at_most(self, other: Duration) -> bool | None:
        """Is this certainly as short as `other` (True), certainly longer (False), or neither?

        >>> Duration(1, "month").at_most(Duration(31, "day"))
        True
        >>> Duration(30, "day").at_most(Duration(1, "month")) is None
        True
        """
        if self.unit in _MONTHS and other.unit in _MONTHS:
            return self.amount * _MONTHS[self.unit] <= other.amount * _MONTHS[other.unit]
        shortest, longest = self.bounds()
        least, most = other.bounds()
        if longest <= least:
            return True
        if shortest > most:
            return False
        return None

    def at_least(self, other: Duration) -> bool | None:
        """Is this certainly as long as `other`?"""
        return other.at_most(self)

    def longest_within(self) -> tuple[Duration, ...]:
        """The longest times that are certainly no longer: one counted exactly, one in months.

        Whatever else is certainly no longer than this is certainly no longer than one of them.

        >>> [str(one) for one in Duration(21, "day").longest_within()]
        ['21 days']
        >>> [str(one) for one in Duration(1, "year").longest_within()]
        ['1 year', '365 days']
        """
        shortest, _ = self.bounds()
        found = [self, exact(shortest)]
        months = shortest // (28 * 1440)
        while months and Duration(months, "month").bounds()[1] > shortest:
            months -= 1
        if self.unit in _MINUTES and months:
            found.append(Duration(months, "month"))
        return tuple({one.bounds(): one for one in reversed(found)}.values())[::-1]

    def shortest_beyond(self) -> tuple[Duration, ...]:
        """The shortest times that are certainly no shorter: one counted exactly, one in months.

        >>> [str(one) for one in Duration(90, "day").shortest_beyond()]
        ['90 days', '4 months']
        """
        _, longest = self.bounds()
        found = [self, exact(longest)]
        if self.unit in _MINUTES:
            months = longest // (31 * 1440)
            while Duration(months, "month").bounds()[0] < longest:
                months += 1
            found.append(Duration(months, "month"))
        return tuple({one.bounds(): one for one in reversed(found)}.values())[::-1]


def exact(minutes: int) -> Duration:
    """Write minutes in the largest unit that comes out even.

    >>> str(exact(21 * 1440)), str(exact(90))
    ('21 days', '90 minutes')
    """
    for unit in ("day", "hour", "minute"):
        if minutes % _MINUTES[unit] == 0:
            break
    return Duration(minutes // _MINUTES[unit], unit)
