"""What a vote lets change, what of a change touches whom, and which kind lets nobody out."""

from __future__ import annotations

from hashlib import sha256

import pytest

from lprpolicy.evaluate.base.standing import Base, base_of
from lprpolicy.evaluate.base.votes import voted_files
from lprpolicy.evaluate.bound import as_bound
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.subjects import by_id
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.words import AgencyKind
from lprpolicy.repository.repository import open_shared
from lprpolicy.repository.revisions import Side
from tests.repositories import TODAY, drafts

TOWN = "us-ct/elm-pd"
CONFIG = b"schema: lprpolicy/config/v1\n"
OLD, NEW = b"old", b"new"


def of_vote(file: str, day: str, *, agency: str | None) -> bytes:
    was, becomes = (sha256(raw).hexdigest() for raw in (OLD, NEW))
    whose = f"agency: {agency}\n" if agency else ""
    vote = (
        f"{{file: {file}, was: {was!r}, becomes: {becomes!r}, by: Council, on: {day}, "
        "record: minutes/a.md}"
    )
    return f"schema: lprpolicy/votes/v1\n{whose}votes:\n  - {vote}\n".encode()


def lets_go(votes: str, file: str, day: str = "2026-11-22", minutes: str = "minutes/a.md") -> bool:
    agency = votes.rpartition("/")[0] or None
    papers = {minutes: "5" * 64}.get
    base = Tree({file: OLD, votes: of_vote(file, day, agency=agency)}, papers=papers)
    return voted_files(base, Tree({file: NEW}), TODAY) == {file}


OWN = f"{TOWN}/votes.yaml"


@pytest.mark.parametrize(
    ("votes", "file"),
    [
        ("votes.yaml", "lprpolicy.yaml"),
        ("votes.yaml", "directory/us-ct.yaml"),
        (OWN, f"{TOWN}/rules/two-weeks.yaml"),
        (OWN, f"{TOWN}/waivers.yaml"),
        (OWN, f"{TOWN}/policy.yaml"),
    ],
)
def test_a_vote_counts_from_its_day_on_in_its_own_place(votes: str, file: str) -> None:
    assert lets_go(votes, file)
    assert not lets_go(votes, file, "2026-11-23")


@pytest.mark.parametrize(
    ("votes", "file"),
    [
        (OWN, "lprpolicy.yaml"),
        (OWN, "us-ct/ash-pd/policy.yaml"),
        (OWN, "us-ct/ash-pd/rules/two-weeks.yaml"),
        ("votes.yaml", f"{TOWN}/rules/two-weeks.yaml"),
        ("votes.yaml", f"{TOWN}/policy.yaml"),
        (OWN, "directory/us-ct.yaml"),
    ],
)
def test_a_vote_about_what_is_not_its_own_lets_nothing_go(votes: str, file: str) -> None:
    assert not lets_go(votes, file)


def test_the_minutes_of_a_vote_stand_beside_it_or_at_the_root() -> None:
    rule = f"{TOWN}/rules/two-weeks.yaml"
    assert lets_go(OWN, rule, minutes=f"{TOWN}/minutes/a.md")
    assert not lets_go(OWN, rule, minutes="minutes/b.md")
    assert not lets_go("votes.yaml", "lprpolicy.yaml", minutes=f"{TOWN}/minutes/a.md")


def base(before: dict[str, bytes], after: dict[str, bytes]) -> Base:
    old, head = (Tree({"lprpolicy.yaml": CONFIG} | files) for files in (before, after))
    found = base_of(Side("main", old), head, Options(TODAY), open_shared(head), None, None)
    assert found is not None
    return found


def test_a_change_touches_the_agencies_whose_files_differ() -> None:
    policy, rule = f"{TOWN}/policy.yaml", "us-ct/ash-pd/rules/a.yaml"
    found = base({policy: b"a", rule: b"a"}, {policy: b"b", rule: b"b"})
    assert found.touched == {TOWN, "us-ct/ash-pd"}
    assert found.rules_touched == {"us-ct/ash-pd"}
    assert found.shared_differs is False


def test_a_directory_that_is_new_or_gone_touches_everybody() -> None:
    source = "source: {title: A list, on: 2026-01-01}"
    listed = f"schema: lprpolicy/directory/v1\ntitle: Towns\n{source}\nagencies: []\n".encode()
    files = {"directory/more.yaml": listed}
    assert base({}, files).shared_differs is True
    assert base(files, {}).shared_differs is True
    assert base(files, files).shared_differs is False


def test_a_kind_that_some_rule_lets_out_lets_nobody_out_on_an_entrys_word() -> None:
    index = open_shared(drafts()).index
    westport = by_id("us-ct/westport-pd", index)
    police = AgencyKind.MUNICIPAL_POLICE
    assert as_bound(westport, index, frozenset()).kind is police
    assert as_bound(westport, index, frozenset({AgencyKind.COUNTY_SHERIFF})).kind is police
    assert as_bound(westport, index, frozenset({police})).kind is None
