"""Blocks that many files have word for word, and that are made into their models once.

Files of models take no annotations from the future, as in `scalars`.
"""

from collections.abc import Callable
from typing import Annotated, Any, Final, TypeVar

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from lprpolicy.model.scalars import Maybe

MOST_KEPT: Final = 2_000
"""So many are kept; then all are forgotten, and those in use are soon back."""
_Make = Callable[[object], object]


class Made:
    """What blocks of read data were made into, by the objects that they are.

    It is the context of a validation of data that nobody changes, as the reader makes it.
    """

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[tuple[object, int], tuple[object, object]] = {}

    def of(self, field: object, value: object, make: _Make) -> object:
        """What a field's block is made into, or was when the very same object was asked about."""
        known = self._made.get((field, id(value)))
        if known is not None:
            return known[1]
        made = make(value)
        if len(self._made) == MOST_KEPT:
            self._made.clear()
        self._made[field, id(value)] = value, made  # while it is kept, no other has its id
        return made


class Once:
    """Marks a field whose block is made once, where the context of the validation remembers."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        def check(value: object, make: _Make, info: Any) -> object:
            known: Made | None = info.context
            return make(value) if known is None else known.of(check, value, make)

        return core_schema.with_info_wrap_validator_function(check, handler(source))


T = TypeVar("T")
Block = Annotated[Maybe[T], Once()]
"""A list or mapping that may be left out, may not be null, and is often the same in many files."""
