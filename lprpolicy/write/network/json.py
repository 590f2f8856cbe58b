"""Write the network for programs, in a stable order."""

from __future__ import annotations

from typing import Final

from lprpolicy.write.escape import json_text
from lprpolicy.write.network.facts import Survey
from lprpolicy.write.path_json import edge, party

FORMAT: Final = "lprpolicy/network/v1"


def write(survey: Survey) -> str:
    seen = survey.seen
    return json_text(
        {
            "schema": FORMAT,
            "to": seen.asked,
            "counts": {
                "parties": seen.parties,
                "published": {how.value: count for how, count in seen.published.items()},
                "edges": {kind.value: count for kind, count in seen.edges.items()},
                "parts": seen.parts,
                "largest_part": seen.largest_part,
                "leading": seen.leading,
            },
            "cuts": [{"party": one.party.key, "cuts": one.cuts} for one in seen.cuts],
            "between": None
            if seen.between is None
            else [{"party": one.party.key, "share": one.share} for one in seen.between],
            "joints": [one.key for one in seen.joints],
            "notes": list(seen.notes),
            "parties": [party(one) for one in survey.parties_in_order()],
            "edges": [edge(one) for one in survey.edges_in_order()],
        }
    )
