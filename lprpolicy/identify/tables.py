"""Tables of words, written as text so that a person can read and check them."""

from __future__ import annotations

from enum import StrEnum


def words(table: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(words("ice hsi"))
    ['hsi', 'ice']
    """
    return frozenset(table.split())


def lines(table: str) -> tuple[str, ...]:
    """The lines of a text, without blanks at their ends."""
    return tuple(line.strip() for line in table.strip().splitlines())


def phrases(table: str) -> tuple[str, ...]:
    """The phrases of a text, between commas.

    >>> phrases("task force,  strike force")
    ('task force', 'strike force')
    """
    return tuple(" ".join(phrase.split()) for phrase in table.split(",") if phrase.strip())


class NameTable(StrEnum):
    """The files that hold the tables, as `who --explain` and docs/how-to/names.md name them."""

    CAMPUSES = "identify/campuses.py"
    COMPASS = "identify/compass.py"
    DERIVED = "identify/derived.py"
    FEDERAL = "directory/federal.yaml"
    HINTS = "identify/hints.py"
    INITIALS = "identify/initials.py"
    KIND_WORDS = "identify/kind_words.py"
    NATIONWIDE = "identify/nationwide.py"
    PARTICLES = "identify/particles.py"
    PLACE_WORDS = "identify/place_words.py"
    STATES = "identify/states.py"
    SUSPECT_WORDS = "identify/suspect_words.py"
    TRIBES = "identify/tribes.py"
    WORDS = "identify/words.py"
