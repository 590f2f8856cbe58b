"""Write the law as an OSCAL catalog: each provision a control, and each rule that carries it.

A provision links to its rules, and a rule to its provisions. The day of the catalog is the newest
on which somebody read, so the same law gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lprpolicy.write.law.facts import (
    CarriedBy,
    CoveredInstrument,
    CoveredPack,
    CoveredPassage,
    LawCoverage,
)
from lprpolicy.write.oscal import (
    VERSION,
    moment,
    objective,
    prop,
    props,
    reference,
    text,
    token,
    uuid,
)


def write(facts: LawCoverage) -> str:
    made = max(_days(facts), default=dt.date(2000, 1, 1))
    groups = [group for one in facts.jurisdictions for pack in one.packs for group in _pack(pack)]
    catalog: dict[str, Any] = {
        "uuid": uuid("catalog", groups),
        "metadata": {
            "title": "Laws on license plate reader data, provision by provision",
            "last-modified": moment(made),
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
    rules = _rules(pack)
    if rules:
        below.append(
            {
                "id": f"{token(pack.id)}_rules",
                "class": "rules",
                "title": f"Rules of lprpolicy for {text(pack.name)}",
                "controls": rules,
            }
        )
    if below:
        yield {"id": token(pack.id), "class": "pack", "title": text(pack.name), "groups": below}


def _instrument_id(pack: CoveredPack, number: int) -> str:
    return f"{token(pack.id)}.{number}"


def _instrument(pack: CoveredPack, number: int, one: CoveredInstrument) -> dict[str, Any]:
    law, name = one.instrument, _instrument_id(pack, number)
    return {
        "id": name,
        "class": "instrument",
        "title": text(law.title),
        "props": [
            prop("citation", law.citation),
            prop("from", law.from_.isoformat()),
            *props(until=law.until, verified=law.verified.value, read_at=law.read_at),
        ],
        "links": [reference(law.url)],
        "controls": [
            _control(f"{name}.{n}", law.citation, passage)
            for n, passage in enumerate(one.passages, start=1)
        ],
    }


def _control(name: str, citation: str, one: CoveredPassage) -> dict[str, Any]:
    parts = [{"id": f"{name}_smt", "name": "statement", "prose": text(one.passage.says)}]
    if one.passage.no_rule is not None:
        prose = f"No rule carries it: {text(one.passage.no_rule)}"
        parts.append({"id": f"{name}_gdn", "name": "guidance", "prose": prose})
    rules = dict.fromkeys(rule.rule for rule in one.carried)
    control = {
        "id": name,
        "class": one.passage.topic.value,
        "title": f"{text(citation)}, {text(one.passage.at)}",
        "props": props(topic=one.passage.topic.value, verified=one.verified.value, until=one.until),
        "parts": parts,
    }
    if rules:
        control["links"] = [
            {"href": f"#{token(rule)}", "rel": "related", "text": text(rule)} for rule in rules
        ]
    return control


def _rules(pack: CoveredPack) -> list[dict[str, Any]]:
    """Return a control for each rule of a pack, with an objective for each version of it."""
    provisions: defaultdict[str, list[str]] = defaultdict(list)
    for number, one in enumerate(pack.instruments, start=1):
        for n, passage in enumerate(one.passages, start=1):
            for rule in dict.fromkeys(rule.rule for rule in passage.carried):
                provisions[rule].append(f"{_instrument_id(pack, number)}.{n}")
    versions: defaultdict[str, list[CarriedBy]] = defaultdict(list)
    for carried in pack.rules:
        versions[carried.rule].append(carried)
    return [_rule(rule, held, provisions) for rule, held in sorted(versions.items())]


def _rule(
    name: str, versions: Sequence[CarriedBy], provisions: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    said = versions[0]
    control = {
        "id": token(name),
        "class": "rule",
        "title": text(said.title),
        "props": [prop("rule", name)],
        "parts": [
            {"id": f"{token(name)}_smt", "name": "statement", "prose": text(said.says)},
            *(_objective(one) for one in versions),
        ],
    }
    links = [{"href": f"#{one}", "rel": "related"} for one in provisions.get(name, ())]
    return control | ({"links": links} if links else {})


def _objective(rule: CarriedBy) -> dict[str, Any]:
    binding = "disputed" if rule.contested else "required" if rule.required else "recommended"
    named = [
        prop("rule", rule.rule),
        prop("binding", binding),
        prop("from", rule.start.isoformat()),
        *props(until=rule.until),
        prop("verified", rule.provision.verified.value),
        *(prop("number", number) for number in rule.numbers),
    ]
    return {
        "id": objective(rule.rule, rule.start),
        "name": "assessment-objective",
        "props": named,
        "prose": f"The policy meets {text(rule.rule)}.",
        "links": [reference(rule.provision.url, rule.provision.citation)],
    }
