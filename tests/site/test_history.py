"""Who gained and who lost access, from commits."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.evaluate.site_history import NO_COMMIT, NO_GIT, SHALLOW, history
from lprpolicy.model.sharing import Grant
from lprpolicy.write.site.facts import ChangeLog, Event
from tests.site.gits import AGENCY, FILE, commit, git, policy, write


def key(grant: Grant) -> str:
    return grant.to if isinstance(grant.to, str) else grant.to.named


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A git repository with the policies in a folder of it, as many have them."""
    policies = tmp_path / "town" / "policies"
    policies.mkdir(parents=True)
    git(tmp_path / "town", "init", "--quiet")
    return policies


def told(log: ChangeLog) -> list[tuple[str, str, object, object]]:
    return [
        (one.subject, shift.event.value, shift.gained, shift.lost)
        for one in log.commits
        for shift in one.shifts
    ]


def test_who_gained_and_who_lost_newest_first(folder: Path) -> None:
    write(folder, FILE, policy("us-ct/monroe-pd", "us/fbi"))
    commit(folder, "A draft", 1)
    write(folder, FILE, policy("us-ct/monroe-pd", "us-ct/shelton-pd"))
    commit(folder, "Shelton for the FBI", 2)
    assert told(history(folder, key)) == [
        ("Shelton for the FBI", "edited", ("us-ct/shelton-pd",), ("us/fbi",)),
        ("A draft", "begun", ("us-ct/monroe-pd", "us/fbi"), ()),
    ]


def test_a_policy_that_is_taken_out_takes_access_away_on_paper(folder: Path) -> None:
    write(folder, FILE, policy("us/fbi"))
    commit(folder, "A draft", 1)
    (folder / FILE).unlink()
    commit(folder, "Gone", 2)
    newest = history(folder, key).commits[0].shifts[0]
    assert (newest.event, newest.gained, newest.lost) == (Event.GONE, (), ("us/fbi",))


def test_a_draft_is_one_until_it_is_adopted_and_when_it_is_taken_out(folder: Path) -> None:
    vote = "adopted: {by: Council, on: 2026-11-01, record: minutes.md}"
    adopted = policy("us/fbi").replace("proposed", "adopted").replace("adopted: null", vote)
    for text in (policy("us/fbi"), adopted):
        write(folder, FILE, text)
        commit(folder, "A change", 1)
    write(folder, "us-ct/other-pd/policy.yaml", policy("us/fbi"))
    commit(folder, "A draft", 2)
    (folder / "us-ct/other-pd/policy.yaml").unlink()
    commit(folder, "Gone", 3)
    shifts = [shift for one in history(folder, key).commits for shift in one.shifts]
    assert [(one.event.value, one.draft) for one in shifts] == [
        ("gone", True),
        ("begun", True),
        ("edited", False),
        ("begun", True),
    ]


def test_a_version_that_cannot_be_read_is_a_question_on_both_sides(folder: Path) -> None:
    write(folder, FILE, policy("us/fbi"))
    commit(folder, "Good", 1)
    write(folder, FILE, policy("us/fbi") + "agency: twice\n")
    commit(folder, "Broken", 2)
    write(folder, FILE, policy())
    commit(folder, "Good again", 3)
    assert [(shift[2], shift[3]) for shift in told(history(folder, key))] == [
        (None, None),
        (None, None),
        (("us/fbi",), ()),
    ]


def test_a_policy_that_is_silent_about_sharing_decides_nothing(folder: Path) -> None:
    write(folder, FILE, policy("us/fbi").partition("sharing:")[0])
    commit(folder, "Silent", 1)
    assert told(history(folder, key)) == [("Silent", "begun", None, None)]


def test_commits_that_touch_no_policy_are_left_out(folder: Path) -> None:
    write(folder, FILE, policy())
    commit(folder, "A draft", 1)
    write(folder, "README.md", "words\n")
    write(folder.parent, "elsewhere/us-ct/other-pd/policy.yaml", policy())
    commit(folder, "Words", 2)
    assert [shift[0] for shift in told(history(folder, key))] == ["A draft"]


def test_a_merge_is_one_change_of_the_main_line(folder: Path) -> None:
    write(folder, FILE, policy())
    commit(folder, "A draft", 1)
    git(folder, "switch", "--quiet", "--create", "proposal")
    write(folder, FILE, policy("us/fbi"))
    commit(folder, "The FBI in", 2)
    write(folder, FILE, policy("us-ct/monroe-pd"))
    commit(folder, "No, Monroe", 3)
    git(folder, "switch", "--quiet", "main")
    git(folder, "merge", "--quiet", "--no-ff", "--message=Merge: Monroe", "proposal", day=4)
    assert told(history(folder, key))[0] == ("Merge: Monroe", "edited", ("us-ct/monroe-pd",), ())
    assert len(history(folder, key).commits) == 2


def test_days_are_those_of_the_commits_in_utc(folder: Path) -> None:
    write(folder, FILE, policy())
    commit(folder, "A draft", 7)
    assert history(folder, key).commits[0].when.isoformat() == "2026-10-07T12:00:00+00:00"


def test_a_subject_with_anything_in_it_is_only_words(folder: Path) -> None:
    write(folder, FILE, policy())
    words = ":100644 100644 x y M <b>\x01\u202e"
    commit(folder, words, 1)
    assert history(folder, key).commits[0].subject == words


def test_no_git_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert history(tmp_path, key) == ChangeLog((), None, NO_GIT)


def test_a_repository_without_a_commit_has_no_history(folder: Path) -> None:
    assert history(folder, key).note == NO_COMMIT


def test_a_shallow_copy_says_that_it_is_one(folder: Path, tmp_path: Path) -> None:
    for day in (1, 2):
        write(folder, FILE, policy(*["us/fbi"] * (day - 1)))
        commit(folder, f"Day {day}", day)
    source = folder.parent.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", source, "copy")
    assert history(tmp_path / "copy" / "policies", key).note == SHALLOW


def test_a_link_in_place_of_a_policy_is_no_policy(folder: Path) -> None:
    write(folder, "elsewhere.yaml", policy("us/fbi"))
    (folder / AGENCY).mkdir(parents=True)
    (folder / FILE).symlink_to("../../elsewhere.yaml")
    commit(folder, "A link", 1)
    assert all(not shift.gained for one in history(folder, key).commits for shift in one.shifts)


def test_a_hook_variable_leads_nowhere_else(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, FILE, policy())
    commit(folder, "A draft", 1)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert len(history(folder, key).commits) == 1
