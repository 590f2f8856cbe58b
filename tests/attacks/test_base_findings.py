"""Whatever else a change edits, what the base finds in its policies stays found."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Decision, Report
from lprpolicy.repository.revisions import Side
from tests.attacks.edits import (
    AGENCY,
    CONFIG,
    SMALLVILLE,
    Edit,
    Files,
    enter,
    gone,
    grant_to,
    new,
    put,
    vote_file,
    with_faces,
)
from tests.attacks.ways_out import WAYS_OUT
from tests.limits import examples
from tests.repositories import TODAY, WESTPORT, drafts

ALIASED = "- id: us-ct/norwalk-pd\n"
GRANTED = "    - to: us-ct/norwalk-pd\n"
MORE_RULE = """schema: lprpolicy/rule/v1
title: Every field may be recorded
says: Every field may be recorded.
binding: must
remedy: None is needed.
check: fields-prohibited
versions:
  - from: 2026-11-01
    provision: {citation: Ours, url: "https://town.example/rules", verified: secondary}
    forbid: [audio]
examples:
  - name: the plate and the time
    as_of: 2026-11-01
    policy: {collection: {fields: [plate, time]}}
    finds: []
  - name: a microphone
    as_of: 2026-11-01
    policy: {collection: {fields: [plate, audio]}}
    finds: [violation /collection/fields/1]
"""
EDITS: list[Edit] = [
    *WAYS_OUT.values(),
    with_faces,
    grant_to("us-ct/smallville-pd"),
    grant_to("us/ice"),
    lambda files: enter(files, SMALLVILLE),
    lambda files: enter(files, SMALLVILLE.replace("smallville-pd", "norwalk-pd")),
    lambda files: enter(files, "{id: us-ct/x-pd, name: X, aliases: [ICE], state: us-ct}"),
    put("directory/us-ct.yaml", "- id: us-ct/norwalk-pd\n", "- id: us-ct/norwich-pd\n"),
    put("directory/us-ct.yaml", ALIASED, f"{ALIASED}    aliases: [Norwalk Harbor]\n"),
    put("directory/us-ct.yaml", ALIASED, f"{ALIASED}    aliases: [Homeland Security]\n"),
    put(WESTPORT, GRANTED, f"{GRANTED}      listed_as: Norwalk CT PD\n"),
    put(WESTPORT, GRANTED, f"{GRANTED}      listed_as: HSI Hartford\n"),
    new("votes.yaml", vote_file(CONFIG, "0" * 64, "gone", "2026-11-10", "votes.yaml")),
    new(f"{AGENCY}/votes.yaml", vote_file(WESTPORT, "0" * 64, "0" * 64, "2026-11-10")),
    new(f"{AGENCY}/rules/all.yaml", MORE_RULE),
    put(CONFIG, "strict: false", "strict: true"),
    gone(CONFIG),
    gone("directory/us-ct.yaml"),
]


@settings(deadline=None, max_examples=examples(12))
@given(st.lists(st.sampled_from(EDITS), max_size=4), st.lists(st.sampled_from(EDITS), max_size=1))
def test_nothing_besides_policies_takes_a_finding_of_the_base_away(
    edits: list[Edit], before: list[Edit]
) -> None:
    """What is wrong with an entry itself goes with the entry; what rests on the entry stays."""
    base = dict(drafts().files)
    _all(base, before)
    head = dict(base)
    _all(head, edits)
    side = Side("main", Tree(base))
    policies = {path: raw for path, raw in head.items() if path.endswith("/policy.yaml")}
    others = {path: raw for path, raw in base.items() if not path.endswith("/policy.yaml")}
    by_base = check(Tree(others | policies), Options(TODAY))
    report = check(Tree(head), Options(TODAY), base=side)
    whole = ("format/", "files/", "yaml/", "waiver/", "directory/dup", "directory/coll")
    standing = {
        (rule, place)
        for rule, place in _told(by_base)
        if not rule.startswith(whole) and not place.startswith("directory/")
    }
    assert standing <= _told(report)
    assert report.decision is Decision.REFUSE or not standing


def _all(files: Files, edits: list[Edit]) -> None:
    """Those of the edits that can be made: one may have taken what another changes."""
    for edit in edits:
        with suppress(AssertionError, KeyError):
            edit(files)


def _told(report: Report) -> set[tuple[str, str]]:
    return {
        (one.rule.id, str(spot.location))
        for one in report.findings
        if one.blocks(strict=report.strict)
        for spot in (one.spot, *one.also)
    }
