"""A no of one's own does not end what an official list says."""

from __future__ import annotations

import pytest

from lprpolicy.evaluate.subjects import by_id
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Directory
from lprpolicy.model.words import AgencyKind, Program
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import national
from tests.attacks.towns import judged
from tests.repositories import drafts


def test_a_phone_call_does_not_end_what_the_list_says() -> None:
    path, entry = "directory/us-ct.yaml", "  - id: us-ct/bridgeport-pd\n"
    raw = drafts().files[path].decode()
    at = raw.index("      - program: 287g\n", raw.index(entry))
    both = """\
      - program: 287g
        member: true
        source: {title: ICE participating agencies list, on: 2026-10-01}
      - program: 287g
        member: false
        source: {title: phone call, on: 2026-11-20}
"""
    tree = Tree(dict(drafts().files) | {path: (raw[:at] + both + raw[at:]).encode()})
    rules = {finding.rule.id for finding in judged(tree).findings}
    assert "us-ct/stratford-pd/no-287g-partners" in rules


@pytest.mark.parametrize("title", ["a phone call", "ICE participating agencies list"])
def test_nor_does_a_no_of_ours_that_bears_the_lists_own_title(title: str) -> None:
    agency = next(
        one
        for one in map(national().by_id, sorted(national().partners()))
        if one is not None and one.kind is AgencyKind.COUNTY_SHERIFF
    )
    no = {"program": "287g", "member": False, "source": {"title": title, "on": "2026-11-20"}}
    data = {
        "schema": "lprpolicy/directory/v1",
        "title": "Ours",
        "source": {"title": "a pull request", "on": "2026-11-01"},
        "agencies": [
            {"id": agency.id, "name": agency.name, "kind": agency.kind, "programs": [no]}
            | {"state": agency.state, "ori": agency.ori}
        ],
    }
    index = Index.of(federal(), Directory.model_validate(data), lists=national())
    who = by_id(agency.id, index)
    found = who.membership(Program.ICE_287G)
    assert who.rank.may_permit
    assert found is not None
    assert found.member
