"""Blocks that many files share word for word, so that each is made into its model only once.

This file has no `from __future__ import annotations`, for the reason given in `scalars`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

from lprpolicy.model.plain import Read
from lprpolicy.model.scalars import Maybe

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

MOST_KEPT: Final = 2_000
"""At this many made blocks, all are dropped; those in use soon come back."""
_Make = Callable[[object], object]


class Made:
    """The models made from blocks of read data, by the identity of each block.

    It serves as the context of a validation, for data that nobody changes, such as the reader's.
    """

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[tuple[object, int], tuple[object, object]] = {}

    def of(self, field: object, value: object, make: _Make) -> object:
        """Make a field's block into its model, or return what was made of the very same object."""
        known = self._made.get((field, id(value)))
        if known is not None:
            return known[1]
        made = make(value)
        if len(self._made) == MOST_KEPT:
            self._made.clear()
        self._made[field, id(value)] = value, made  # a kept value keeps its id
        return made


class Once:
    """Marks a field whose block is made once for all files, if the validation has a context."""

    def read_plain(self, read: Read) -> Read:
        def once(value: object, made: Made | None) -> object:
            if made is None:
                return read(value, None)
            return made.of(once, value, lambda block: read(block, made))

        return once

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        def check(value: object, make: _Make, info: Any) -> object:
            known: Made | None = info.context
            return make(value) if known is None else known.of(check, value, make)

        return core_schema.with_info_wrap_validator_function(check, handler(source))


T = TypeVar("T")
Block = Annotated[Maybe[T], Once()]
"""A list or mapping that may be left out, may not be null, and is often the same in many files."""
