"""Tables of words, written as text so that a person can read and check them."""

from __future__ import annotations


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
