"""The federal directory's families of names, indexed so that matching one name is quick."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lprpolicy.identify.names import spell
from lprpolicy.model.directory import Pattern

ANY = "*"


@dataclass(frozen=True)
class Family:
    """One pattern: `place` is its place in the directory, `means` the agency it stands for."""

    place: int
    words: str
    means: str
    runs: tuple[str, ...]
    """The words between the stars, with a space at each end; empty where a star is at an end."""
    unless: tuple[str, ...]

    def holds(self, padded: str) -> bool:
        """Whether a normal form, with a space at each end, belongs to the family."""
        if not self._matches(padded):
            return False
        return not any(phrase in padded for phrase in self.unless)

    def _matches(self, padded: str) -> bool:
        """Match run by run: to compile an expression takes as long as some hundred of these."""
        first, *others = self.runs
        if not others:
            return padded == first
        if not padded.startswith(first):
            return False
        *middle, last = others
        at = max(len(first) - 1, 0)  # two runs may share the space between them
        for run in filter(None, middle):
            found = padded.find(run, at)
            if found < 0:
                return False
            at = found + len(run) - 1
        return not last or (padded.endswith(last) and len(padded) - len(last) >= at)


Read = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A pattern as it was read: a word that every matching name has, its runs, and the exceptions."""


def read_pattern(pattern: Pattern) -> Read:
    """Put the words of a pattern into their normal forms."""
    runs = _runs(pattern.words)
    between = tuple(f" {' '.join(run)} " if run else "" for run in _runs_between_stars(runs))
    literal = [word for run in runs if run != [ANY] for word in run]
    unless = tuple(f" {' '.join(spell(phrase.split()))} " for phrase in pattern.unless)
    return max(literal, key=len), between, unless


def families(patterns: Sequence[Pattern], read: Iterable[Read]) -> dict[str, list[Family]]:
    """Index every family by a word that all of its names have."""
    by_word: dict[str, list[Family]] = {}
    for place, (pattern, (anchor, *rest)) in enumerate(zip(patterns, read, strict=True)):
        made = Family(place, pattern.words, pattern.means, *rest)
        by_word.setdefault(anchor, []).append(made)
    return by_word


def first_family(by_word: dict[str, list[Family]], form: str) -> Family | None:
    """Find the first family, in the directory's order, that a normal form belongs to."""
    words = form.split()
    if by_word.keys().isdisjoint(words):
        return None
    padded = f" {form} "
    held = [
        made
        for word in dict.fromkeys(words)
        for made in by_word.get(word, ())
        if made.holds(padded)
    ]
    return min(held, key=lambda made: made.place, default=None)


def _runs(words: str) -> list[list[str]]:
    """Split a pattern into runs of literal words in normal form, and stars."""
    runs: list[list[str]] = []
    for part in re.split(r"(\*)", words.casefold()):
        if part == ANY:
            runs.append([ANY])
        elif part.strip():
            runs.append(spell(re.findall(r"[^\W_]+", part)))
    return runs


def _runs_between_stars(runs: list[list[str]]) -> list[list[str]]:
    """Return the literal runs between the stars; empty at an end that has a star."""
    made: list[list[str]] = [[]]
    for run in runs:
        if run == [ANY]:
            made.append([])
        else:
            made[-1] = run
    return made
