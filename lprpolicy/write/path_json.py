"""Turn parties, steps and places into JSON, for every command that prints a path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lprpolicy.model.network import Edge, Party, PathStep, Place
from lprpolicy.model.places import Location
from lprpolicy.write.path_words import sentence


def party(one: Party) -> dict[str, Any]:
    """Return a party; null means unknown."""
    return {
        "key": one.key,
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "state": one.state,
        "federal": one.federal,
    }


def where(place: Place) -> dict[str, Any]:
    """Return a place in a file or an export; what does not apply is null."""
    if isinstance(place, Location):
        start = place.span.start
        lines: dict[str, Any] = {"line": start.line, "column": start.column}
        return {"file": place.file, **lines, "page": None, "row": None, "sheet": None}
    lines = {"line": None, "column": None}
    return {
        "file": place.document,
        **lines,
        "page": place.page,
        "row": place.row,
        "sheet": place.sheet,
    }


def edge(one: Edge) -> dict[str, Any]:
    return {
        "from": one.from_.key,
        "to": one.to.key,
        "kind": one.kind.value,
        "where": where(one.evidence.where),
        "note": one.evidence.note,
    }


def path(steps: Sequence[PathStep]) -> list[dict[str, Any]]:
    """Return each step of a path, with its sentence."""
    return [
        {
            "from": party(step.edge.from_),
            "to": party(step.edge.to),
            "kind": step.edge.kind.value,
            "certainty": step.certainty.value,
            "says": sentence(step),
            "where": where(step.edge.evidence.where),
            "note": step.edge.evidence.note,
        }
        for step in steps
    ]
