"""How long a test waits, and how many examples a property gets. No claim rests on either."""

import os
from typing import Final

HANG: Final = 1_200
"""Seconds until a test says that something hangs. A loaded machine takes thirty times as long as an
idle one, and is no reason to fail."""

THOROUGH: Final = bool(os.environ.get("LPRPOLICY_THOROUGH"))
"""Whether there is time: once a week, and where somebody asks for it."""


def examples(thorough: int) -> int:
    """How many examples a costly property gets: each run draws others, so a third of them will do."""
    return thorough if THOROUGH else max(5, thorough // 3)
