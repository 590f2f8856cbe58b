"""Kinds of argument that several commands share."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import Any

import click


class DayType(click.ParamType[dt.date]):
    """A day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - only the day counts
        except ValueError:
            return self.fail(f"{value!r} is not a day like 2026-10-01", param, ctx)


DAY = DayType()
no_lists = click.option(
    "--no-lists", is_flag=True, help="Leave the imported lists of agencies out of account."
)


def today() -> dt.date:
    """The day where the user is."""
    return dt.datetime.now().astimezone().date()


def coloured(when: str) -> bool:
    """Whether to colour: as told, else only at a terminal, and never under NO_COLOR."""
    if when != "auto":
        return when == "always"
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
