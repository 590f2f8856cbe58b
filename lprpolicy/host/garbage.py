"""How often Python looks for garbage that refers to itself, and where."""

from __future__ import annotations

import gc
from typing import Final

_STAYS: Final = 10_000


def hardly_collect() -> None:
    """For a run that ends soon: all data lives until it is printed, so a search finds next to none.

    Only a run that makes a million objects more than it drops pays for a search.
    """
    gc.set_threshold(1_000_000, 20, 20)


def collect_often() -> None:
    """For a process that stays, such as a server: what one key leaves behind goes before long."""
    gc.set_threshold(_STAYS, 10, 10)


def set_aside() -> None:
    """In a process that stays, search what is there now once, and then never again until told so.

    A repository of thousands of towns is a million objects: each search of them all held up a key
    for a quarter of a second. Garbage among them from an earlier repository goes first.
    """
    if gc.get_threshold()[0] == _STAYS:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
