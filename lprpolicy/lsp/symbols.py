"""The outline of a file: its sections, and the named entries of their lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lsprotocol import types

from lprpolicy.lsp.places import Places
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.read.yaml import Document

_NAMES = ("id", "to", "name", "list", "rule", "kind", "title")


def symbols(document: Document, places: Places) -> list[types.DocumentSymbol]:
    return list(_below(document, places, ROOT, document.data, depth=2))


def _below(
    document: Document, places: Places, pointer: Pointer, here: Any, *, depth: int
) -> Iterator[types.DocumentSymbol]:
    if depth < 0:
        return
    if isinstance(here, dict):
        for key, value in here.items():
            yield _symbol(document, places, pointer / key, key, value, depth)
    elif isinstance(here, list):
        for number, value in enumerate(here):
            name = _name(value)
            if name is not None:
                yield _symbol(document, places, pointer / number, name, value, depth)


def _symbol(
    document: Document, places: Places, pointer: Pointer, name: str, value: Any, depth: int
) -> types.DocumentSymbol:
    begins = document.span(pointer, key=True)
    ends = document.span(pointer)
    listed = isinstance(value, dict | list)
    return types.DocumentSymbol(
        name=name or " ",
        kind=types.SymbolKind.Object if listed else types.SymbolKind.Field,
        range=types.Range(
            places.position(min(begins.start, ends.start)),
            places.position(max(begins.end, ends.end)),
        ),
        selection_range=places.range(begins),
        children=list(_below(document, places, pointer, value, depth=depth - 1)) or None,
    )


def _name(entry: Any) -> str | None:
    """What a person calls an entry of a list; None for a plain word."""
    if not isinstance(entry, dict):
        return None
    said = next((entry[key] for key in _NAMES if key in entry), None)
    if isinstance(said, dict):
        said = said.get("named")
    return str(said) if said is not None else None
