"""Put a path into words: a sentence for each step, how certain it is, and its source."""

from __future__ import annotations

from collections.abc import Sequence

from lprpolicy.model.network import Certainty, EdgeKind, PathStep, Place
from lprpolicy.model.prose import words
from lprpolicy.model.words import AgencyKind

_HUBS = frozenset({AgencyKind.FUSION_CENTER, AgencyKind.TASK_FORCE})


def sentence(step: PathStep) -> str:
    """Write a step as a sentence, without its place."""
    from_, to = step.edge.from_.name, step.edge.to.name
    if step.edge.kind is EdgeKind.PASSES_ON:
        first = step.edge.from_.key == step.owner.key
        own = f", if it does so with its own reads too, {to} gets those" if first else ""
        return f"{from_} passes on what it receives to {to}{own}"
    if step.edge.kind is EdgeKind.PARTNER:
        return f"{from_} is a listed partner of {to}; {condition(step)}"
    if step.certainty is Certainty.CERTAIN:
        return f"{from_} lets {to} search its reads"
    return f"{from_} lets {to} search its own reads; {condition(step)}"


def condition(step: PathStep) -> str:
    """Say what must happen for a step that is not certain."""
    from_ = step.edge.from_
    hub = f", {from_.kind.noun}," if from_.kind in _HUBS else ""
    against = ", which their owner forbids" if step.certainty is Certainty.AGAINST_TERMS else ""
    if from_.key == step.owner.key:
        return f"its reads get there only if it{hub} searches for it or hands them over"
    whose = f"those of {step.owner.name}"
    if step.edge.kind is EdgeKind.PARTNER:
        whose = f"the reads of {step.owner.name}"
    return f"{whose} get there only if {from_.name}{hub} passes on what it gets{against}"


def place(where: Place) -> str:
    """Write the place of a step: file, line and column, or document, page and row."""
    return str(where)


def place_with_notes(step: PathStep) -> str:
    """Write the place of a step, with remarks that its reader must know."""
    note = step.edge.evidence.note
    where = place(step.edge.evidence.where)
    return f"{where} ({note})" if note else where


def chain(path: Sequence[PathStep]) -> str:
    """Write a path on one line: `→` is a certain step, `⇢` one that is only possible.

    The document explains both signs.
    """
    said = path[0].edge.from_.name if path else ""
    for step in path:
        sign = "→" if step.certainty is Certainty.CERTAIN else "⇢"
        said += f" {sign} {step.edge.to.name}"
    return said


def sure(certainty: Certainty) -> str:
    return words(certainty.value)
