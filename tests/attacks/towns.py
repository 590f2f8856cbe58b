"""Westport's policy, adopted with its documents, and what an attacker makes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from hashlib import sha256

from lprpolicy.evaluate.report import Options, check
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Report
from tests.repositories import drafts
from tests.rounds import AGENCY, adopted

DAY = dt.date(2026, 11, 22)
FILE = f"{AGENCY}/policy.yaml"
SEEN = sha256(b"Seen and signed.\n").hexdigest()
PAPERS = {"minutes/a.md": SEEN, "minutes/switches.md": SEEN}
NORWALK = "    - to: us-ct/norwalk-pd\n"
WAIVER = f"""schema: lprpolicy/waivers/v1
agency: {AGENCY}
status: adopted
waivers:
  - rule: {{rule}}
    scope: {{{{block: collection}}}}
    authority: Town Meeting
    reason: A test.
    granted: 2026-11-01
    expires: 2026-12-01
    record: minutes/w.md
"""
FACE = ("vehicle-image, time", "face, time")


def town(
    *edits: tuple[str, str],
    papers: Mapping[str, str] | None = None,
    more: Mapping[str, str] | None = None,
) -> Tree:
    """The drafts with Westport's adopted, after some edits, and what papers there are."""
    text = adopted()
    for before, after in edits:
        assert text.count(before) >= 1, before
        text = text.replace(before, after, 1)
    files = dict(drafts().files) | {FILE: text.encode()}
    files |= {path: raw.encode() for path, raw in (more or {}).items()}
    return Tree(files, papers=(PAPERS if papers is None else papers).get)


def judged(tree: Tree, day: dt.date = DAY) -> Report:
    return check(tree, Options(day))


def found(tree: Tree, day: dt.date = DAY) -> dict[str, str]:
    """What refuses, by place: the ids of the rules."""
    rules: dict[str, str] = {}
    for finding in judged(tree, day).findings:
        if finding.blocks(strict=False):
            for spot in (finding.spot, *finding.also):
                place = f"{finding.agency or ''}{spot.pointer}"
                rules[place] = " + ".join(
                    sorted({*rules.get(place, "").split(" + "), finding.rule.id} - {""})
                )
    return rules


def of_westport(tree: Tree, day: dt.date = DAY) -> dict[str, str]:
    """The same of Westport alone, by the place in its policy."""
    return {
        place.removeprefix(AGENCY): rule
        for place, rule in found(tree, day).items()
        if place.startswith(AGENCY)
    }
