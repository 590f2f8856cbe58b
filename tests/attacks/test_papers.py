"""Attacks by assertion: each of these was allowed by what its own author wrote down."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.evaluate import report as report_module
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.session import LiveSession
from lprpolicy.evaluate.subjects import by_id
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Directory
from lprpolicy.model.words import AgencyKind, Program
from lprpolicy.repository.directories import federal
from lprpolicy.repository.layout import folder
from lprpolicy.repository.national import national
from lprpolicy.repository.revisions import at_revision
from lprpolicy.tasks.check import outcome
from tests.attacks.towns import DAY, FILE, NORWALK, PAPERS, SEEN, found, judged, of_westport, town
from tests.repositories import drafts
from tests.rounds import AGENCY, adopted, commit, git, scratch, write

ERO = """\
    - to: us/ice-ero
      system: plate-reads
      data: [reads]
      mode: per-request
      purposes: [felony-warrant]
      basis: {basis}
"""


def test_an_adopted_policy_with_its_papers_is_allowed_and_the_report_has_their_digests() -> None:
    report = judged(town())
    assert report.decision == "allow"
    [westport_] = [one for one in report.subjects if one.agency == AGENCY]
    assert westport_.papers == (("minutes/a.md", SEEN), ("minutes/switches.md", SEEN))


# --- papers


def test_minutes_that_nobody_can_look_at_adopt_nothing() -> None:
    assert of_westport(town(papers={"minutes/switches.md": SEEN})) == {
        "/adopted/record": "paper/not-seen"
    }


def test_an_attestation_without_a_paper_is_a_hope() -> None:
    tree = town((", record: minutes/switches.md}", "}"))
    assert of_westport(tree) == {"/systems/0/attested/record": "paper/not-named"}


@pytest.mark.parametrize(
    "line",
    [
        "approvals: [{kind: council-vote, by: Council, on: 2026-11-01, record: votes/1.pdf}]",
        "approvals: [{kind: council-vote, by: Council, on: 2026-11-01}]",
    ],
)
def test_an_approval_without_its_paper_is_no_approval(line: str) -> None:
    [rule] = of_westport(town(("transparency:\n", f"{line}\ntransparency:\n"))).values()
    assert rule in {"paper/not-seen", "paper/not-named"}


@pytest.mark.parametrize(
    "basis",
    [
        "{kind: agreement, signed: 2026-10-01, document: papers/norwalk.pdf}",
        "{kind: written-declaration, signed: 2026-10-01}",
        "{kind: written-certification, signed: 2026-10-01, document: papers/n.pdf}",
    ],
)
def test_a_basis_that_nobody_can_look_at_carries_no_grant(basis: str) -> None:
    tree = town((NORWALK, f"{NORWALK}      basis: {basis}\n"))
    assert list(of_westport(tree)) == ["/sharing/grants/1/basis/document"]


def test_a_contract_that_is_said_to_be_signed_is_a_paper() -> None:
    tree = town(("    contract:\n", "    contract:\n      signed: 2026-01-01\n"))
    assert of_westport(tree) == {"/systems/0/contract/document": "paper/not-named"}


def test_a_paper_elsewhere_needs_its_digest() -> None:
    at = "https://town.example/minutes/a.pdf"
    with_digest = f'{{url: "{at}", sha256: {SEEN}}}'
    assert of_westport(town(("minutes/a.md", with_digest))) == {}
    without = of_westport(town(("minutes/a.md", f'{{url: "{at}"}}')))
    assert without == {"/adopted/record": "format/missing-key"}


def test_a_paper_elsewhere_is_shown_as_what_nobody_has_opened() -> None:
    at = "https://town.example/minutes/a.pdf"
    report = judged(town(("minutes/a.md", f'{{url: "{at}", sha256: {SEEN}}}')))
    (note,) = [one for one in report.notes if at in one.message]
    assert note.message == (
        "rests on a document that nobody here has opened, the vote of Representative Town Meeting: "
        f"compare the SHA-256 of {at} with {SEEN} before you approve it"
    )
    assert (note.agency, note.location and note.location.file) == (AGENCY, FILE)
    assert not [one for one in judged(town()).notes if "nobody here has opened" in one.message]


def test_a_warrant_at_an_address_lets_no_immigration_agency_in() -> None:
    paper = f'{{url: "https://court.example/w.pdf", sha256: {SEEN}}}'
    basis = f"{{kind: warrant, signed: 2026-11-01, expires: 2026-12-31, document: {paper}}}"
    rules = of_westport(town((NORWALK, ERO.format(basis=basis) + NORWALK)))
    assert rules["/sharing/grants/1/basis"] == "paper/only-claimed"
    in_tree = basis.replace(paper, "orders/w.pdf")
    seen = PAPERS | {"orders/w.pdf": "7" * 64}
    rules = of_westport(town((NORWALK, ERO.format(basis=in_tree) + NORWALK), papers=seen))
    assert "/sharing/grants/1/basis" not in rules


@pytest.mark.parametrize("same", ["minutes/a.md", "orders/copy.pdf"])
def test_the_minutes_of_the_vote_are_no_warrant(same: str) -> None:
    """Nor is a copy of them, nor the warrant of somebody else."""
    basis = f"{{kind: warrant, signed: 2026-11-01, expires: 2026-12-31, document: {same}}}"
    grant = ERO.replace("us/ice-ero", "us/fbi").format(basis=basis)
    seen = PAPERS | {"orders/copy.pdf": SEEN}
    found = of_westport(town((NORWALK, grant + NORWALK), papers=seen))
    assert found["/sharing/grants/1/basis/document"] == "paper/only-claimed"
    alone = seen | {"orders/copy.pdf": "7" * 64}
    own = basis.replace(same, "orders/copy.pdf")
    grant = ERO.replace("us/ice-ero", "us/fbi").format(basis=own)
    assert of_westport(town((NORWALK, grant + NORWALK), papers=alone)) == {}
    two = grant + grant.replace("us/fbi", "us/dea")
    found = of_westport(town((NORWALK, two + NORWALK), papers=alone))
    assert set(found.values()) == {"paper/only-claimed"}


def test_the_policy_is_no_paper_of_its_own(tmp_path: Path) -> None:
    for own in (f"{AGENCY}/policy.yaml", "policy.yaml", "lprpolicy.yaml"):
        text = adopted().replace("minutes/a.md", own)
        root = scratch(tmp_path / own.replace("/", "-"), text)
        assert of_westport(folder((root / "policies",))) == {"/adopted/record": "paper/not-seen"}


@pytest.mark.parametrize("how", ["folder", "link", "empty", "outside", "pointer", "hidden"])
def test_only_an_ordinary_file_with_something_in_it_is_a_paper(tmp_path: Path, how: str) -> None:
    root = scratch(tmp_path / "town", adopted().replace("minutes/a.md", "votes/a.md"))
    paper = root / "policies" / "votes" / "a.md"
    paper.parent.mkdir()
    match how:
        case "folder":
            paper.mkdir()
        case "link":
            paper.symlink_to(root / "policies" / "minutes" / "a.md")
        case "empty":
            paper.touch()
        case "outside":
            paper.parent.rmdir()
            paper.parent.symlink_to(root / "policies" / "minutes")
        case "pointer":
            paper.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
        case "hidden":
            write(root, POLICY_FILE, adopted().replace("minutes/a.md", "votes/.a/a.md"))
            write(root, "policies/votes/.a/a.md", "Seen.")
    rules = of_westport(folder((root / "policies",)))
    assert rules == {"/adopted/record": "paper/not-seen"}


POLICY_FILE = f"policies/{FILE}"


def test_a_paper_stands_beside_the_policy_or_at_the_root(tmp_path: Path) -> None:
    root = scratch(tmp_path / "town")
    tree = folder((root / "policies",))
    assert of_westport(tree) == {}
    (root / "policies" / AGENCY / "minutes").mkdir()
    (root / "policies" / "minutes" / "a.md").rename(root / "policies" / AGENCY / "minutes" / "a.md")
    assert of_westport(folder((root / "policies",))) == {}


def test_a_revision_has_the_papers_that_were_committed(tmp_path: Path) -> None:
    root = scratch(tmp_path / "town")
    assert of_westport(at_revision("HEAD", root / "policies").tree) == {}
    git(root, "rm", "--quiet", "policies/minutes/a.md")
    commit(root, "no minutes")
    at = at_revision("HEAD", root / "policies").tree
    assert of_westport(at) == {"/adopted/record": "paper/not-seen"}


# --- days


@pytest.mark.parametrize(
    ("before", "after", "at"),
    [
        ("on: 2026-11-10,", "on: 2029-11-20,", "/adopted/on"),
        ("on: 2026-11-12,", "on: 2026-11-23,", "/systems/0/attested/on"),
    ],
)
def test_what_is_still_to_come_was_not_done(before: str, after: str, at: str) -> None:
    assert "day/still-to-come" in of_westport(town((before, after)))[at]


def test_an_attestation_from_before_plate_readers_is_a_question() -> None:
    tree = town(("on: 2026-11-12,", "on: 1950-01-01,"))
    assert of_westport(tree) == {"/systems/0/attested/on": "day/long-past"}


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("review_by: 2028-01-01", "review_by: 2026-11-21", "/review_by"),
        (
            "    contract:\n",
            "    contract:\n      expires: 2011-01-01\n",
            "/systems/0/contract/expires",
        ),
    ],
)
def test_what_ran_out_is_over(before: str, after: str, place: str) -> None:
    assert list(of_westport(town((before, after)))) == [place]


def test_a_source_that_nobody_can_have_read_says_nothing() -> None:
    entry = "  - id: us-ct/norwalk-pd\n"
    raw = drafts().files["directory/us-ct.yaml"].decode()
    at = raw.index(entry)
    dated = raw[:at] + raw[at:].replace("on: 2025-07-18", "on: 2099-11-01", 1)
    tree = town(more={"directory/us-ct.yaml": dated})
    assert of_westport(tree)["/sharing/grants/1/to"] == "day/still-to-come"


# --- a warrant of their own


@pytest.mark.parametrize(
    "basis",
    [
        "{kind: warrant, signed: 2026-11-01}",
        "{kind: warrant, signed: 2026-11-01, expires: 2026-12-31}",
        "{kind: court-order, signed: 2026-11-01, expires: 2026-12-31, document: orders/1.pdf}",
    ],
)
@pytest.mark.parametrize("status", ["adopted", "proposed"])
def test_a_warrant_that_nobody_has_seen_lets_no_immigration_agency_in(
    basis: str, status: str
) -> None:
    tree = town((NORWALK, ERO.format(basis=basis) + NORWALK))
    if status == "proposed":
        text = drafts().files[FILE].decode().replace(NORWALK, ERO.format(basis=basis) + NORWALK)
        tree = Tree(dict(drafts().files) | {FILE: text.encode()})
    assert of_westport(tree)["/sharing/grants/1/basis"] == "paper/only-claimed"


def test_a_warrant_has_its_paper_and_its_end() -> None:
    grant = ERO.replace("us/ice-ero", "us-ct/darien-pd")
    basis = "{kind: warrant, signed: 2026-11-01}"
    assert of_westport(town((NORWALK, grant.format(basis=basis) + NORWALK))) == {
        "/sharing/grants/1/basis/document": "paper/not-named",
        "/sharing/grants/1/basis/expires": "paper/without-end",
    }


# --- a no of ours, and an official yes


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


# --- waivers


WAIVER = f"""schema: lprpolicy/waivers/v1
agency: {AGENCY}
status: adopted
waivers:
  - rule: {{rule}}
    scope: {{{{block: collection}}}}
    authority: me
    reason: A test.
    granted: 2026-11-01
    expires: 2026-12-01
    record: minutes/w.md
"""
FACE = ("vehicle-image, time", "face, time")


def test_a_waiver_without_its_paper_covers_nothing() -> None:
    more = {f"{AGENCY}/waivers.yaml": WAIVER.format(rule=f"{AGENCY}/no-demographic-fields")}
    rules = found(town(FACE, more=more))
    own = f"{AGENCY}/no-demographic-fields"
    assert rules[f"{AGENCY}/waivers/0/record"] == "paper/not-seen"
    assert own in rules[f"{AGENCY}/collection/fields/2"]
    seen = PAPERS | {"minutes/w.md": SEEN}
    assert own not in found(town(FACE, more=more, papers=seen))[f"{AGENCY}/collection/fields/2"]


CHP = "us-ca/california-highway-patrol"
LOOK_ALIKE = """schema: lprpolicy/rule/v1
title: Reads are kept 60 days
says: Reads are kept 60 days at most.
binding: must
remedy: Keep them shorter.
check: retention-at-most
versions:
  - from: 2020-01-01
    provision: {citation: Own rule, url: "https://chp.example/rule", verified: text}
    record: reads
    limit: 60 days
examples: []
"""


def test_a_statute_is_never_waived_by_a_look_alike() -> None:
    policy = f"""schema: lprpolicy/policy/v1
agency: {CHP}
status: proposed
retention: {{reads: 10 years}}
"""
    waiver = f"""schema: lprpolicy/waivers/v1
agency: {CHP}
status: proposed
waivers:
  - rule: {CHP}/retention-reads
    scope: {{block: retention}}
    authority: me
    reason: A test.
    granted: 2026-11-01
    expires: 2026-12-01
    record: minutes/w.md
"""
    files = {
        f"{CHP}/policy.yaml": policy,
        f"{CHP}/waivers.yaml": waiver,
        f"{CHP}/rules/retention-reads.yaml": LOOK_ALIKE,
    }
    report = judged(Tree({path: text.encode() for path, text in files.items()}))
    of_law = [one for one in report.findings if one.rule.id == f"{CHP}/retention-reads"]
    assert of_law
    assert all(one.waiver is None for one in of_law)
    rules = {finding.rule.id for finding in report.findings}
    assert {"waiver/over-reaching", "rules/id-of-the-law"} <= rules


# --- what is remembered


def test_what_is_remembered_forgets_nothing_of_its_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_module, "WORTH_REMEMBERING", 0)
    cache, with_paper, without = Cache(tmp_path), town(), town(papers={})
    for tree in (with_paper, with_paper, without, without, with_paper):
        kept = check(tree, Options(DAY), cache=cache)
        assert kept == check(tree, Options(DAY))


def test_an_outcome_that_was_kept_is_good_while_its_papers_are(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for tree, allowed in ((town(), True), (town(papers={}), False), (town(), True)):
        for _ in range(2):
            assert outcome(tree, Options(DAY), (), lists=False, cache=cache).allowed is allowed


def test_a_session_that_stays_sees_that_a_paper_went() -> None:
    standing = LiveSession()
    for tree in (town(), town(papers={}), town()):
        assert standing.check(tree, Options(DAY), None) == check(tree, Options(DAY))
