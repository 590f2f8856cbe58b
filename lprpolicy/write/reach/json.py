"""Write who gets an agency's reads, for programs, in a stable order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from lprpolicy.model.reach_answers import PassedOn, Reached, Way
from lprpolicy.write.escape import json_text
from lprpolicy.write.path_json import party, path, where

FORMAT: Final = "lprpolicy/reach/v1"


def write(reached: Reached) -> str:
    return json_text(
        {
            "schema": FORMAT,
            "from": party(reached.start),
            "to": reached.asked,
            "max_hops": reached.max_hops,
            "answer": reached.outcome.value,
            "onward": reached.terms,
            "paths": [_way(way) for way in reached.ways],
            "cannot_tell": {
                "published_nothing": _reached_parties(reached.silent),
                "published_part": _reached_parties(reached.partial),
                "unclassified": _reached_parties(reached.unclassified),
                "switches": [
                    {
                        "of": switch.of.key,
                        "switch": switch.name,
                        "on": switch.on.value,
                        "where": where(switch.evidence.where) if switch.evidence else None,
                    }
                    for switch in reached.switches
                ],
            },
            "followed": {
                "parties": reached.parties,
                "edges": reached.edges,
                "passed": reached.passed,
            },
            "notes": list(reached.notes),
        }
    )


def _way(way: Way) -> dict[str, Any]:
    return {
        "to": party(way.target),
        "certainty": way.certainty.value,
        "hops": len(way.steps),
        "as_short": way.as_short,
        "path": path(way.steps),
        "others": [path(other) for other in way.others],
    }


def _reached_parties(passed: Sequence[PassedOn]) -> list[dict[str, Any]]:
    return [{**party(one.party), "hops": one.hops, "certain": one.certain} for one in passed]
