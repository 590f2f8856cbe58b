"""Blocks of a file: what stands below one key at the first column, which many files share.

A block is one object for all files that have its text, so that whatever was made of it or found in
it is known by the object itself. Nobody may change what is in it.

This file has no `from __future__ import annotations`, for the reason given in `scalars`.
"""

from array import array
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

from lprpolicy.model.plain import Read
from lprpolicy.model.scalars import Maybe

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

_UNMADE: Final = object()


class Block:
    """An entry of the mapping that a file is, as it was read, and the model that was made of it.

    `places` are those of everything that was read with it; its own begin at `row`. `shared` says
    whether it is remembered, since more than one file has it.
    """

    __slots__ = ("data", "key", "made", "places", "row", "shared", "text")

    def __init__(self, text: str, key: str, data: Any, places: "array[int]", row: int) -> None:
        self.text, self.key, self.data = text, key, data
        self.places, self.row = places, row
        self.shared, self.made = False, _UNMADE


Blocks = Mapping[str, Block]
"""The blocks of a file by their keys."""


class _Once:
    """Makes the model of a field once for each block that fills it, if a validation has blocks."""

    def read_plain(self, read: Read) -> Read:
        return lambda value, blocks: _make_once(value, lambda one: read(one, blocks), blocks)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.with_info_wrap_validator_function(
            lambda value, make, info: _make_once(value, make, info.context), handler(source)
        )


def _make_once(value: object, make: Callable[[Any], object], blocks: Blocks | None) -> object:
    """Make a model, or return the one that was made of the block with this very value.

    A null is the value of many blocks, and means something else to each of their fields.
    """
    if not blocks or value is None:
        return make(value)
    block = next((one for one in blocks.values() if one.data is value), None)
    if block is None:
        return make(value)
    if block.made is _UNMADE:
        block.made = make(value)
    return block.made


Once: Final = _Once()
"""Marks a field of a policy whose model is made once for all files that have its block."""
T = TypeVar("T")
OwnBlock = Annotated[Maybe[T], Once]
"""A list or mapping that may be left out, may not be null, and is often the same in many files."""
