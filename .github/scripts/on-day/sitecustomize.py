"""Loaded by every Python that runs under on-day.sh, to sleep in another way.

Python sleeps until a moment of the monotonic clock. libfaketime 0.9.10 reckons such a moment by the
faked clock even where it leaves the monotonic one alone, and the sleep fails with EINVAL.
"""

from __future__ import annotations

import select
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = _sleep
