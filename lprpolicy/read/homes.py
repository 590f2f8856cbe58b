"""Where a key belongs that stands where the format does not know it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

MOST: Final = 3
"""At most this many places are named: a key with more, such as `on`, could be anything."""
_Resolve = Callable[[dict[str, Any], object], dict[str, Any]]


def belongs(key: str, schema: dict[str, Any], resolve: _Resolve) -> str:
    """Say where the format has this key, as the end of a sentence; empty if nowhere, or all over.

    `resolve` follows a reference of the JSON Schema. `[]` stands for each entry of a list.
    """
    found = sorted(set(_homes(key, schema, resolve, "", frozenset())))
    if not 0 < len(found) <= MOST:
        return ""
    if found == [""]:
        return "; it belongs at the top of the file"
    places = [f"{home}.{key}" if home else f"{key} at the top of the file" for home in found]
    return f"; it belongs at {' or '.join(places)}"


def _homes(
    key: str, here: dict[str, Any], resolve: _Resolve, path: str, inside: frozenset[str]
) -> Iterator[str]:
    """Give the path of every object of the format that has the key; each kind of object once."""
    shape = resolve(here, "")
    listed = resolve(here, 0)
    if "items" in listed:
        yield from _homes(key, listed["items"], resolve, f"{path}[]", inside)
    name = str(shape.get("title"))
    if "properties" not in shape or name in inside:
        return
    if key in shape["properties"]:
        yield path
    for step, inner in shape["properties"].items():
        yield from _homes(key, inner, resolve, f"{path}.{step}" if path else step, inside | {name})
