"""How often Python looks for garbage that refers to itself."""

from __future__ import annotations

import gc


def hardly_collect() -> None:
    """For a run that ends soon: all data lives until it is printed, so a search finds next to none.

    Only a run that makes a million objects more than it drops pays for a search.
    """
    gc.set_threshold(1_000_000, 20, 20)


def collect_often() -> None:
    """For a process that stays, such as a server: what one key leaves behind goes before long."""
    gc.set_threshold(10_000, 10, 10)
