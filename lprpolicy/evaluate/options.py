"""How to judge; apart from all else, so that a run that is remembered loads no model."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How to judge. None is what the repository's configuration says."""

    as_of: dt.date
    strict: bool | None = None
    waivers: bool = True
    today: dt.date | None = None
    """The day by the clock, where it is not the day whose law is applied."""
