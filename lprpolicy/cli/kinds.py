"""Kinds of argument that several commands share."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import Any

import click

from lprpolicy.errors import UsageError
from lprpolicy.model.days import FIRST, LAST, day_of


class DayType(click.ParamType[dt.date]):
    """A day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return day_of(value)
        except ValueError as error:
            return self.fail(str(error), param, ctx)


DAY = DayType()
no_lists = click.option(
    "--no-lists", is_flag=True, help="Leave the imported lists of agencies out of account."
)


def today() -> dt.date:
    """The day where the user is."""
    day = dt.datetime.now().astimezone().date()
    if not FIRST <= day <= LAST:
        raise UsageError(
            f"the clock of this machine says that today is {day}",
            hint="set the clock, or name the day with LPRPOLICY_AS_OF=2026-10-01",
        )
    return day


def columns() -> int:
    """How wide text may be: as the terminal is; elsewhere always the same."""
    if not sys.stdout.isatty():
        return 100
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def coloured(when: str) -> bool:
    """Whether to colour: as told, else only at a terminal, and never under NO_COLOR."""
    if when != "auto":
        return when == "always"
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
