"""Build clauses: lists of words, obligations, and what a policy does not specify."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from lprpolicy.model.places import Pointer
from lprpolicy.write.council_policy.document import Clause
from lprpolicy.write.council_policy.formal import formal
from lprpolicy.write.page.say import say
from lprpolicy.write.page.sections import Sentence

Missing = tuple[object, str, Pointer]
"""A value, what it would specify, and its place; None is not specified."""


def clause(*sentences: Sentence) -> Clause:
    return Clause(sentences)


def phrases(listed: Iterable[StrEnum], at: Pointer) -> tuple[Sentence, ...]:
    """Return the words of a list as the parts of a clause."""
    return tuple(say(formal(word), at=at / n) for n, word in enumerate(listed))


def list_unspecified(*asked: Missing) -> Iterator[Clause]:
    """List what is not specified; nothing where all is."""
    missing = [(thing, at) for value, thing, at in asked if value is None]
    if missing:
        yield Clause(
            (say("This policy does not specify:", silent=[at for _, at in missing]),),
            tuple(say(thing, silent=at) for thing, at in missing),
        )


def state_list(
    words: Sequence[StrEnum] | None, at: Pointer, *, some: str, none: str
) -> Iterator[Clause]:
    """State a list under its introduction, or that it is empty; nothing where it is not there."""
    if words is None:
        return
    if words:
        yield Clause((say(some, at=at),), phrases(words, at))
    else:
        yield clause(say(none, at=at))


def join_words(words: Iterable[StrEnum], last: str = "and") -> str:
    """Join words of a vocabulary as a person lists them."""
    *others, final = [formal(word) for word in words]
    return f"{', '.join(others)} {last} {final}" if others else final
