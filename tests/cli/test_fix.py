"""`lprpolicy check --fix`: what it does is written, shown first with `--diff`, and judged again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.fixable import DIRECTORY, FILE, POLICY


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    for name, text in ((FILE, POLICY), ("directory/us-ct.yaml", DIRECTORY)):
        path = tmp_path / "town" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "town" / FILE


def test_a_difference_is_shown_and_nothing_is_written(lprpolicy: Run, policy: Path) -> None:
    done = lprpolicy("check", "town", "--fix", "--diff")
    assert done.returncode == 1
    assert "-  reads: 90 days  # too long\n+  reads: 21 days  # too long\n" in done.stdout
    assert "would set retention.reads to 21 days: us-ct/retention-reads" in done.stderr
    assert policy.read_text(encoding="utf-8") == POLICY


def test_it_writes_what_it_showed_and_judges_the_rest(lprpolicy: Run, policy: Path) -> None:
    done = lprpolicy("check", "town", "--fix")
    assert done.returncode == 1
    assert "did: remove 1 of its grants: rules forbid them" in done.stderr
    assert "us/ice" not in done.stdout
    assert "reads: 21 days  # too long" in policy.read_text(encoding="utf-8")
    again = lprpolicy("check", "town", "--fix", "--diff")
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "nothing can be fixed without a decision of yours\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--diff",), "--diff, --attested, --adopted and --published go with --fix"),
        (("--published", "https://town.example"), "go with --fix"),
        (("--fix", "--watch"), "--fix goes with paths alone"),
        (("--fix", "--base", "HEAD"), "--fix goes with paths alone"),
    ],
)
def test_what_it_does_not_go_with_is_an_error(
    arguments: tuple[str, ...], says: str, lprpolicy: Run, policy: Path
) -> None:
    done = lprpolicy("check", "town", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert policy.read_text(encoding="utf-8") == POLICY


VOTE = ("--adopted", "Town Council", "2026-11-21", "records/minutes.md")
NOTE = ("--attested", "records office", "2026-11-20", "records/switches.md")


@pytest.fixture
def draft(policy: Path) -> Path:
    """A draft without a fault, and the papers of its adoption beside it."""
    text = POLICY.replace("reads: 90 days", "reads: 21 days").replace(
        "national: true", "national: false"
    )
    start = text.index("    # Nobody knows why.")
    policy.write_text(text[:start] + text[text.index("# Tail") :], encoding="utf-8")
    records = policy.parent / "records"
    records.mkdir()
    for name in ("minutes.md", "switches.md"):
        (records / name).write_text("seen", encoding="utf-8")
    return policy


def test_a_vote_is_recorded_with_what_adoption_requires(lprpolicy: Run, draft: Path) -> None:
    before = draft.read_text(encoding="utf-8")
    done = lprpolicy("check", "town", "--fix", *VOTE, *NOTE)
    after = draft.read_text(encoding="utf-8")
    assert "did: record the vote of Town Council on 2026-11-21: status is adopted" in done.stderr
    assert "status: adopted\n" in after
    assert 'adopted: {by: "Town Council", on: 2026-11-21, record: "records/minutes.md"}' in after
    assert (
        'attested: {by: "records office", on: 2026-11-20, record: "records/switches.md"}' in after
    )
    kept = [line for line in before.splitlines() if not line.startswith(("status", "adopted"))]
    assert [line for line in kept if line not in after.splitlines()] == []


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ((*VOTE,), "does not say who certified that the lookup settings of flock were checked"),
        (("--adopted", "Town Council", "2026-11-21", "records/none.md", *NOTE), "records/none.md"),
        (("--adopted", "Town Council", "2030-01-01", "records/minutes.md", *NOTE), "2030-01-01"),
    ],
)
def test_a_vote_that_would_be_refused_is_not_written(
    more: tuple[str, ...], says: str, lprpolicy: Run, draft: Path
) -> None:
    before = draft.read_bytes()
    done = lprpolicy("check", "town", "--fix", *more)
    assert done.returncode == 2
    assert "adopted so, this policy would be refused" in done.stderr
    assert says in done.stderr
    assert draft.read_bytes() == before


def test_a_policy_that_is_adopted_is_not_adopted_again(lprpolicy: Run, draft: Path) -> None:
    assert lprpolicy("check", "town", "--fix", *VOTE, *NOTE).returncode in (0, 1)
    before = draft.read_bytes()
    done = lprpolicy("check", "town", "--fix", *VOTE, *NOTE)
    assert (done.returncode, "this is no draft that can be adopted" in done.stderr) == (2, True)
    assert draft.read_bytes() == before


def test_a_draft_takes_the_note_of_who_looked_before_the_vote(lprpolicy: Run, draft: Path) -> None:
    done = lprpolicy("check", "town", "--fix", *NOTE)
    after = draft.read_text(encoding="utf-8")
    line = '    attested: {by: "records office", on: 2026-11-20, record: "records/switches.md"}'
    assert (after.splitlines().count(line), "status: proposed" in after) == (1, True)
    assert "did: add systems.0.attested: us-ct/national-lookup-off" in done.stderr
    again = lprpolicy("check", "town", "--fix", *NOTE)
    assert "--attested wrote nothing: it stands there already" in again.stderr
    assert draft.read_text(encoding="utf-8") == after


ADDRESS = "https://yourtown.example/plate-readers"


def test_the_address_of_the_policy_is_written_and_may_move(lprpolicy: Run, draft: Path) -> None:
    for address in (ADDRESS, f"{ADDRESS}/2027"):
        done = lprpolicy("check", "town", "--fix", "--published", address)
        assert f"did: write that it is published at {address}\n" in done.stderr
        assert draft.read_text(encoding="utf-8").count(f'policy_published: "{address}"') == 1
    assert draft.read_text(encoding="utf-8").count("policy_published") == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--attested", "office", "2026-11-20", "records/none.md"), "there is no such document"),
        (("--attested", "office", "2030-01-01", "records/switches.md"), "2030-01-01"),
        (("--attested", "flick=office", "2026-11-20", "records/switches.md"), "are flock"),
        ((*NOTE, *NOTE), "--attested is given 2 times of all systems"),
        (("--published", "the town's website"), "cannot be written at transparency"),
    ],
)
def test_what_speaks_against_something_given_is_told_and_nothing_written(
    given: tuple[str, ...], says: str, lprpolicy: Run, draft: Path
) -> None:
    before = draft.read_bytes()
    done = lprpolicy("check", "town", "--fix", *given)
    assert (done.returncode, draft.read_bytes()) == (2, before)
    assert says in done.stderr
    assert "nothing was" in done.stderr
