"""Write a path as a SARIF code flow: the steps in order, the last of which matters most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lprpolicy.model.network import PathStep, Place
from lprpolicy.model.places import Location
from lprpolicy.write.escape import uri, uri_in_tree
from lprpolicy.write.path_words import place_with_notes, sentence, sure
from lprpolicy.write.report.sarif_rules import plain, shorten

_ROOT: Final = "%SRCROOT%"


def code_flow(path: Sequence[PathStep]) -> dict[str, Any]:
    steps = [
        {
            "executionOrder": number,
            "importance": "essential" if number == len(path) else "important",
            "location": {
                "physicalLocation": _physical(step.edge.evidence.where),
                "message": {"text": shorten(plain(_step_message(step)))},
            },
            "properties": {
                "certainty": step.certainty.value,
                "kind": step.edge.kind.value,
            },
        }
        for number, step in enumerate(path, 1)
    ]
    return {"threadFlows": [{"locations": steps}]}


def _step_message(step: PathStep) -> str:
    said, where = sentence(step), place_with_notes(step)
    return f"{sure(step.certainty).capitalize()}: {said[:1].upper()}{said[1:]}. {where}"


def _physical(where: Place) -> dict[str, Any]:
    """Return a line of a file; pages and rows of an export are in the message instead."""
    if not isinstance(where, Location):
        return {"artifactLocation": {"uri": uri(where.document), "uriBaseId": _ROOT}}
    start, end = where.span.start, where.span.end
    return {
        "artifactLocation": {"uri": uri_in_tree(where.file), "uriBaseId": _ROOT},
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }
