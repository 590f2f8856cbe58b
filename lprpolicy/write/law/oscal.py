"""Write the law as an OSCAL catalog: each provision a control with its citation, dates and rules.

OSCAL is the format in which U.S. government tools exchange controls. The UUID is made from what it
names, and the day is the newest on which somebody read, so the same law gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from lprpolicy.write.law.facts import (
    CarriedBy,
    CoveredInstrument,
    CoveredPack,
    CoveredPassage,
    LawCoverage,
)

VERSION: Final = "1.2.1"
NAMESPACE: Final = "https://lprpolicy.example/ns/oscal"
"""Marks the properties that OSCAL itself does not define. It is a name, not an address."""
_TOKEN: Final = re.compile(r"[^a-z0-9._-]+")


def write(facts: LawCoverage) -> str:
    made = max(_days(facts), default=dt.date(2000, 1, 1))
    groups = [group for one in facts.jurisdictions for pack in one.packs for group in _pack(pack)]
    seed = json.dumps(groups, sort_keys=True)
    catalog: dict[str, Any] = {
        "uuid": str(uuid5(NAMESPACE_URL, f"{NAMESPACE}/{seed}")),
        "metadata": {
            "title": "Laws on license plate reader data, provision by provision",
            "last-modified": f"{made.isoformat()}T00:00:00Z",
            "version": made.isoformat(),
            "oscal-version": VERSION,
            "remarks": "Written from the packs of lprpolicy in its own words. Not legal advice.",
        },
    }
    if groups:
        catalog["groups"] = groups
    return json.dumps({"catalog": catalog}, ensure_ascii=False, indent=2) + "\n"


def _days(facts: LawCoverage) -> Iterator[dt.date]:
    """Yield the days on which somebody read or searched: a law of next year was read before."""
    for one in facts.jurisdictions:
        for pack in one.packs:
            if pack.no_law is not None:
                yield pack.no_law.searched
            for rule in pack.rules:
                if rule.provision.second_reading is not None:
                    yield rule.provision.second_reading.on


def _pack(pack: CoveredPack) -> Iterator[dict[str, Any]]:
    """Yield the group of a pack, unless nothing of its law is listed: OSCAL has no empty group."""
    below = [_instrument(pack, number, one) for number, one in enumerate(pack.instruments, start=1)]
    if below:
        yield {"id": _token(pack.id), "class": "pack", "title": pack.name, "groups": below}


def _instrument(pack: CoveredPack, number: int, one: CoveredInstrument) -> dict[str, Any]:
    law, name = one.instrument, f"{_token(pack.id)}.{number}"
    return {
        "id": name,
        "class": "instrument",
        "title": law.title,
        "props": [
            _prop("citation", law.citation),
            _prop("from", law.from_.isoformat()),
            *([_prop("until", law.until.isoformat())] if law.until else []),
            _prop("verified", law.verified.value),
            *([_prop("read-at", law.read_at)] if law.read_at else []),
        ],
        "links": [{"href": law.url, "rel": "reference"}],
        "controls": [
            _control(f"{name}.{n}", law.citation, passage)
            for n, passage in enumerate(one.passages, start=1)
        ],
    }


def _control(name: str, citation: str, one: CoveredPassage) -> dict[str, Any]:
    parts = [{"id": f"{name}_smt", "name": "statement", "prose": one.passage.says}]
    if one.passage.no_rule is not None:
        prose = f"No rule carries it: {one.passage.no_rule}"
        parts.append({"id": f"{name}_gdn", "name": "guidance", "prose": prose})
    parts += [_rule(f"{name}_rule.{n}", rule) for n, rule in enumerate(one.carried, start=1)]
    return {
        "id": name,
        "class": one.passage.topic.value,
        "title": f"{citation}, {one.passage.at}",
        "props": [
            _prop("topic", one.passage.topic.value),
            _prop("verified", one.verified.value),
            *([_prop("until", one.until.isoformat())] if one.until else []),
        ],
        "parts": parts,
    }


def _rule(name: str, rule: CarriedBy) -> dict[str, Any]:
    binding = "disputed" if rule.contested else "required" if rule.required else "recommended"
    props = [
        _prop("rule", rule.rule),
        _prop("binding", binding),
        _prop("from", rule.start.isoformat()),
        *([_prop("until", rule.until.isoformat())] if rule.until else []),
        _prop("verified", rule.provision.verified.value),
        *(_prop("number", number) for number in rule.numbers),
    ]
    links = [{"href": rule.provision.url, "rel": "reference", "text": rule.provision.citation}]
    return {
        "id": name,
        "name": "assessment-objective",
        "props": props,
        "prose": f"The policy meets {rule.rule}.",
        "links": links,
    }


def _prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": NAMESPACE, "value": " ".join(value.split())}


def _token(text: str) -> str:
    """Return a name as OSCAL wants it: letters, digits, dots, hyphens; it begins with a letter.

    >>> _token("us-ca/california-highway-patrol")
    'us-ca.california-highway-patrol'
    """
    return _TOKEN.sub(".", text.casefold()).strip(".-")
