"""Entries with names like an unknown one, for a person to look at. They never decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

ENOUGH: Final = 78.0
"""How alike two names are, out of 100, before one is worth showing."""
AT_MOST: Final = 3


class Suggester:
    """Likeness search over normal forms; its word lists are made when first asked."""

    __slots__ = ("_by_word", "_forms")

    def __init__(self, forms: Sequence[tuple[str, str]]):
        self._forms = forms
        self._by_word: dict[str, list[int]] | None = None

    def like(self, form: str) -> tuple[str, ...]:
        """The ids of at most three entries that share a beginning of a word and look alike."""
        if not form:
            return ()
        from rapidfuzz import fuzz, process

        near = self._near(form)
        texts = [self._forms[place][0] for place in near]
        best = process.extract(
            form, texts, scorer=fuzz.WRatio, limit=AT_MOST * 3, score_cutoff=ENOUGH
        )
        ranked = sorted((-score, self._forms[near[at]][1]) for _, score, at in best)
        return tuple(dict.fromkeys(who for _, who in ranked))[:AT_MOST]

    def _near(self, form: str) -> list[int]:
        if self._by_word is None:
            by_word: dict[str, list[int]] = {}
            for place, (text, _) in enumerate(self._forms):
                for start in {word[:3] for word in text.split()[:2]}:
                    by_word.setdefault(start, []).append(place)
            self._by_word = by_word
        starts = {word[:3] for word in form.split()[:2]}
        return sorted({place for start in starts for place in self._by_word.get(start, ())})
