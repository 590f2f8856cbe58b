"""A word of a closed vocabulary, together with every fact about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self, TypeVar

_Word = TypeVar("_Word", bound=StrEnum)


def member(cls: type[_Word], value: str, **said: object) -> _Word:
    """Make a member of a vocabulary, with the facts that belong to it.

    An enum's own `__new__` cannot be called by that of an enum below it, so each calls this. Each
    has defaults, so that a type checker takes `Word("a-word")` for the look-up that it is.
    """
    made = str.__new__(cls, value)
    made._value_ = value
    for name, what in said.items():
        setattr(made, name, what)
    return made


class Word(StrEnum):
    """A word with plain words for people, which continue a sentence.

    Brackets in them mark a term that a page explains where it comes first: `[hot list]`, or
    `[text|term]` where the two differ.
    """

    plain: str

    def __new__(cls, value: str, plain: str = "") -> Self:
        return member(cls, value, plain=plain)


class Ranked(StrEnum):
    """Words that stand in order: the rank says how much one opens, 0 the least."""

    rank: int

    def __new__(cls, value: str, rank: int = 0) -> Self:
        return member(cls, value, rank=rank)
