"""Entries with names like an unknown one, for a person to look at. They never decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from lprpolicy.identify.entries import starts_of

ENOUGH: Final = 78.0
"""The lowest likeness of two names, out of 100, that is worth showing."""
AT_MOST: Final = 3


class Suggester:
    """Searches by likeness among the normal forms that share the beginning of a word."""

    __slots__ = ("_forms",)

    def __init__(self, forms: Callable[[frozenset[str]], Iterable[tuple[str, str]]]):
        self._forms = forms

    def like(self, form: str) -> tuple[str, ...]:
        """Return the ids of at most three entries with similar names."""
        if not form:
            return ()
        from rapidfuzz import fuzz, process

        near = sorted(set(self._forms(starts_of(form))))
        texts = [text for text, _ in near]
        best = process.extract(
            form, texts, scorer=fuzz.WRatio, limit=AT_MOST * 3, score_cutoff=ENOUGH
        )
        ranked = sorted((-score, near[at][1]) for _, score, at in best)
        return tuple(dict.fromkeys(who for _, who in ranked))[:AT_MOST]
