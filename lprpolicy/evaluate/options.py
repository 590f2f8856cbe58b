"""How to judge. It is a module of its own so that a cached run loads no model."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """How to judge. None means the repository's own setting."""

    as_of: dt.date
    strict: bool | None = None
    waivers: bool = True
    today: dt.date | None = None
    """The day by the clock, where it is not the day whose law is applied."""
