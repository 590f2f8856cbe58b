"""Papers that nobody can look at: each was allowed by what its own author wrote down."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from lprpolicy.evaluate import report as report_module
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.session import LiveSession
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.papers import FolderPapers, digest_of, may_be_paper
from lprpolicy.repository.layout import folder
from lprpolicy.repository.revisions import at_revision
from lprpolicy.tasks.check import outcome
from tests.attacks.towns import DAY, FILE, NORWALK, PAPERS, SEEN, judged, of_westport, town
from tests.rounds import AGENCY, adopted, commit, git, scratch, write


def test_an_adopted_policy_with_its_papers_is_allowed_and_the_report_has_their_digests() -> None:
    report = judged(town())
    assert report.decision == "allow"
    [westport_] = [one for one in report.subjects if one.agency == AGENCY]
    assert westport_.papers == (("minutes/a.md", SEEN), ("minutes/switches.md", SEEN))


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


@pytest.mark.parametrize("digest", [sha256(b"").hexdigest(), "0" * 64, "f" * 64])
def test_the_digest_of_nothing_is_no_document(digest: str) -> None:
    paper = f'{{url: "https://town.example/a.pdf", sha256: "{digest}"}}'
    assert of_westport(town(("minutes/a.md", paper))) == {
        "/adopted/record/sha256": "paper/not-seen"
    }


def test_the_minutes_of_the_vote_are_no_contract() -> None:
    signed = "    contract:\n      signed: 2026-01-01\n      document: {}\n"
    found = of_westport(town(("    contract:\n", signed.format("minutes/a.md"))))
    assert found == {"/systems/0/contract/document": "paper/of-something-else"}
    seen = PAPERS | {"contracts/one.pdf": "7" * 64}
    own = town(("    contract:\n", signed.format("contracts/one.pdf")), papers=seen)
    assert of_westport(own) == {}


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


@pytest.mark.parametrize(
    "path",
    [
        "exports/SharedNetworks_2026-11-20.csv",
        "Exports/portal.pdf",
        "docs/start.json",
        "baseline.json",
        "README.md",
        "Makefile",
        "LICENSE",
        "tool.py",
    ],
)
def test_what_nobody_signs_is_no_paper(path: str) -> None:
    assert not may_be_paper(path)
    assert not may_be_paper(f"{AGENCY}/{path}")


@pytest.mark.parametrize("path", ["minutes/a.md", "orders/W 12.PDF", "notes/board.docx", "s.jpg"])
def test_what_somebody_may_sign_is_one(path: str) -> None:
    assert may_be_paper(path)


@pytest.mark.parametrize(
    "raw", [b"", b" \n\n\t\n", b"\0" * 100, b"\xff\xfe \0\n\0", b"\xef\xbb\xbf\n"]
)
def test_a_file_that_shows_nothing_is_no_paper(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(raw)
    assert digest_of(raw) is FolderPapers(str(tmp_path))("a.md") is None
    (tmp_path / "a.md").write_bytes(raw + b"Seen.")
    assert digest_of(raw + b"Seen.") == FolderPapers(str(tmp_path))("a.md") is not None


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
