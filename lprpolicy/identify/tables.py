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
    """The files that hold the tables, as `who --explain` and docs/names.md name them."""

    FEDERAL = "directory/federal.yaml"
    HINTS = "identify/hints.py"
    INITIALS = "identify/initials.py"
    KIND_WORDS = "identify/kind_words.py"
    NATIONWIDE = "identify/nationwide.py"
    STATES = "identify/states.py"
    TRIBES = "identify/tribes.py"
    WORDS = "identify/words.py"
