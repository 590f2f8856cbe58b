"""Readers of plain data, made of the types of fields. They take only what is plainly right.

Any doubt is a `ValueError`: a fault, a type that no reader here knows, a value that pydantic would
turn into another. So a reader may be short, and nobody need trust it with a refusal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from lprpolicy.model.durations import Duration

Read = Callable[[Any], Any]
_EXACT: Final = (str, int, bool, float, dt.date, Duration)


def reader_of(kind: Any) -> Read:
    """Return the reader of a type, which may be annotated with marks.

    A class of ours reads with its `read_plain`, and a mark with what its `read_plain` makes of
    the type's own reader.
    """
    if kind is Any:
        return _as_it_is
    if not isinstance(kind, type):
        return _reader_of_parts(get_origin(kind), get_args(kind))
    if kind in _EXACT:
        return _exactly(kind)
    if issubclass(kind, Enum):
        return _one_of({one.value: one for one in kind}, (str, kind))
    own: Read = getattr(kind, "read_plain", doubt)
    return own


def _reader_of_parts(origin: Any, parts: tuple[Any, ...]) -> Read:
    if origin is Annotated:
        kind, *marks = parts
        read = reader_of(kind)
        for mark in marks:
            read = mark.read_plain(read) if hasattr(mark, "read_plain") else doubt
        return read
    if origin is Literal:
        return _one_of({one: one for one in parts}, (str,))
    if origin is tuple and parts[1:] == (...,):
        return _each(reader_of(parts[0]))
    if origin is dict:
        return _mapping(reader_of(parts[0]), reader_of(parts[1]))
    if origin in (Union, UnionType):
        reads = [reader_of(kind) for kind in parts if kind is not NoneType]
        read = reads[0] if len(reads) == 1 else _one_alone(reads)
        return _or_nothing(read) if NoneType in parts else read
    return doubt


def doubt(*_: Any) -> Any:
    """Read nothing: what has this for its reader is left to pydantic."""
    raise ValueError


def _as_it_is(value: Any) -> Any:
    return value


def _exactly(kind: type) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError
        return value

    return read


def _one_of(words: dict[Any, Any], kinds: tuple[type, ...]) -> Read:
    def read(value: Any) -> Any:
        found = words.get(value) if type(value) in kinds else None
        if found is None:
            raise ValueError
        return found

    return read


def _each(inner: Read) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not list and type(value) is not tuple:
            raise ValueError
        return tuple([inner(one) for one in value])

    return read


def _mapping(key: Read, inner: Read) -> Read:
    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise ValueError
        return {key(name): inner(one) for name, one in value.items()}

    return read


def _or_nothing(inner: Read) -> Read:
    def read(value: Any) -> Any:
        return None if value is None else inner(value)

    return read


def _one_alone(reads: list[Read]) -> Read:
    """Read a value of several types, if it is plainly right for one of them alone."""

    def read(value: Any) -> Any:
        taken = []
        for one in reads:
            try:
                taken.append(one(value))
            except ValueError:
                continue
        (only,) = taken
        return only

    return doubt if doubt in reads else read
