"""Which votes let a rule or a setting of the base go, and which let nothing go."""

from __future__ import annotations

from hashlib import sha256

import pytest

from lprpolicy.evaluate.base.votes import content, voted_files
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Decision
from tests.attacks.edits import (
    AGENCY,
    CONFIG,
    FOUND,
    RULE,
    against,
    gone,
    new,
    put,
    rules,
    vote_file,
    with_faces,
)
from tests.repositories import TODAY, drafts


def test_a_vote_that_the_base_holds_lets_the_rule_go() -> None:
    before = drafts().files[RULE]
    digest = sha256(before).hexdigest()
    held = vote_file(RULE, digest, "gone", "2026-11-10")
    assert against(gone(RULE), base=new(f"{AGENCY}/votes.yaml", held)).decision is Decision.ALLOW
    allowed = against(gone(RULE), with_faces, base=new(f"{AGENCY}/votes.yaml", held))
    assert FOUND not in rules(allowed)


@pytest.mark.parametrize(
    ("votes", "was", "becomes", "day"),
    [
        (f"{AGENCY}/votes.yaml", None, "gone", "2027-01-10"),
        (f"{AGENCY}/votes.yaml", "0" * 64, "gone", "2026-11-10"),
        (f"{AGENCY}/votes.yaml", None, "0" * 64, "2026-11-10"),
        ("us-ct/norwalk-pd/votes.yaml", None, "gone", "2026-11-10"),
        ("votes.yaml", None, "gone", "2026-11-10"),
    ],
    ids=["a later day", "another text", "another change", "of another town", "of nobody"],
)
def test_a_vote_about_something_else_lets_nothing_go(
    votes: str, was: str | None, becomes: str, day: str
) -> None:
    digest = was or sha256(drafts().files[RULE]).hexdigest()
    held = new(votes, vote_file(RULE, digest, becomes, day, votes.removesuffix("/votes.yaml")))
    assert "base/rule-lost" in rules(against(gone(RULE), base=held))


def test_a_vote_of_nobody_lets_nothing_go() -> None:
    held = vote_file(RULE, sha256(drafts().files[RULE]).hexdigest(), "gone", "2026-11-10")
    nobodys = new(f"{AGENCY}/votes.yaml", held.replace("by: Town Meeting", "by: n/a"))
    assert "base/rule-lost" in rules(against(gone(RULE), base=nobodys))
    assert "policy/no-name" in rules(against(nobodys))


def test_a_vote_in_the_change_itself_lets_nothing_go() -> None:
    digest = sha256(drafts().files[RULE]).hexdigest()
    vote = new(f"{AGENCY}/votes.yaml", vote_file(RULE, digest, "gone", "2026-11-10"))
    assert "base/rule-lost" in rules(against(gone(RULE), vote))


@pytest.mark.parametrize("home", [f"{AGENCY}/votes.yaml", "votes.yaml"])
def test_a_vote_without_minutes_lets_nothing_go(home: str) -> None:
    """Whoever adds one is told so at once, and a base that has one anyway gains nothing by it."""
    agency = home.removesuffix("/votes.yaml")
    file, edit = (RULE, gone(RULE)) if "/" in home else (CONFIG, put(CONFIG, "180", "10"))
    after = dict(drafts().files)
    edit(after)
    becomes = "gone" if file == RULE else sha256(after[CONFIG]).hexdigest()
    held = vote_file(file, sha256(drafts().files[file]).hexdigest(), becomes, "2026-11-10", agency)
    unseen = new(home, held.replace("minutes/b.md", "minutes/none.md"))
    lost = {"base/rule-lost", "base/setting-loosened"}
    assert rules(against(edit, base=unseen)) & lost
    assert not rules(against(edit, base=new(home, held))) & lost
    assert "paper/not-seen" in rules(against(unseen))
    assert "day/still-to-come" in rules(
        against(new(home, held.replace("2026-11-10", "2027-11-10")))
    )


@pytest.mark.parametrize(
    ("home", "file"),
    [
        (f"{AGENCY}/votes.yaml", CONFIG),
        (f"{AGENCY}/votes.yaml", "directory/us-ct.yaml"),
        (f"{AGENCY}/votes.yaml", "us-ct/norwalk-pd/policy.yaml"),
        (f"{AGENCY}/votes.yaml", f"{AGENCY}/votes.yaml"),
        (f"{AGENCY}/votes.yaml", f"{AGENCY}/notes.yaml"),
        ("votes.yaml", RULE),
        ("votes.yaml", "votes.yaml"),
        ("votes.yaml", "notes.yaml"),
    ],
)
def test_a_vote_is_about_a_file_of_those_who_voted(home: str, file: str) -> None:
    """A town's meeting loosens nothing for the others, and nobody votes about votes."""
    agency = home.removesuffix("/votes.yaml")

    def voted(about: str) -> frozenset[str]:
        held = vote_file(about, "gone", sha256(b"new").hexdigest(), "2026-11-10", agency)
        base = Tree({home: held.encode()}, papers={"minutes/b.md": "5" * 64}.get)
        was = content(base, about)
        base = base.over(home, held.replace("'gone'", repr(was)).encode())
        return voted_files(base, Tree({about: b"new"}), TODAY)

    assert voted(file) == frozenset()
    own = "directory/us-ct.yaml" if home == "votes.yaml" else RULE
    assert voted(own) == {own}
