"""A git revision as a tree: the same files as a folder, and an error that says what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.repository.revisions import (
    Side,
    at_revision,
    policies_at,
    side,
    sides_of,
    working_copy,
)
from tests.rounds import POLICY, commit, edit, git, scratch, write


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return scratch(tmp_path / "town")


def _root(town: Path) -> Path:
    return policies_at(town)


def _faults(one: Side) -> list[tuple[str, str]]:
    return [(fault.file, fault.code) for fault in one.tree.faults]


def test_a_revision_has_the_files_that_the_folder_had(town: Path) -> None:
    now = working_copy(_root(town)).tree.files
    assert dict(at_revision("HEAD", _root(town)).tree.files) == dict(now)
    edit(town, "reads: 14 days", "reads: 7 days")
    assert dict(at_revision("HEAD", _root(town)).tree.files) == dict(now)


def test_a_branch_a_tag_and_a_short_id_are_revisions(town: Path) -> None:
    full = git(town, "rev-parse", "HEAD")
    git(town, "tag", "v1")
    for name in ("main", "v1", full[:8], "HEAD", "main~0"):
        assert at_revision(name, _root(town)).commit == full


def test_three_dots_begin_where_the_two_parted(town: Path) -> None:
    first = git(town, "rev-parse", "HEAD")
    git(town, "checkout", "--quiet", "-b", "change")
    edit(town, "reads: 14 days", "reads: 7 days")
    head = commit(town)
    git(town, "checkout", "--quiet", "main")
    newer = commit(town, "main went on")
    three, two = sides_of("main...change", _root(town)), sides_of("main..change", _root(town))
    assert three is not None
    assert two is not None
    assert [one.commit for one in three] == [first, head]
    assert [one.commit for one in two] == [newer, head]


def test_a_renamed_file_is_found_at_its_new_place(town: Path) -> None:
    git(town, "mv", POLICY, "policies/us-ct/westport-pd/old.yaml")
    commit(town)
    files = at_revision("HEAD", _root(town)).tree.files
    assert "us-ct/westport-pd/policy.yaml" not in files
    assert "us-ct/westport-pd/old.yaml" in files


def test_links_submodules_and_lfs_pointers_are_faults_and_never_followed(town: Path) -> None:
    folder = town / "policies" / "us-ct"
    (folder / "link-pd").mkdir()
    (folder / "link-pd" / "policy.yaml").symlink_to("../westport-pd/policy.yaml")
    (folder / "twin-pd").symlink_to("westport-pd")
    (folder / "outside").symlink_to("/etc")
    (folder / "harmless.txt").symlink_to("westport-pd/policy.yaml")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
    write(town, "policies/us-ct/large-pd/policy.yaml", pointer)
    git(town, "add", "--all")
    head = git(town, "rev-parse", "HEAD")
    git(town, "update-index", "--add", "--cacheinfo", f"160000,{head},policies/us-ct/sub-pd")
    git(town, "commit", "--quiet", "--message", "odd files")
    assert _faults(at_revision("HEAD", _root(town))) == [
        ("us-ct/large-pd/policy.yaml", "files/unreadable"),
        ("us-ct/link-pd/policy.yaml", "files/symbolic-link"),
        ("us-ct/outside", "files/symbolic-link"),
        ("us-ct/sub-pd", "files/unreadable"),
        ("us-ct/twin-pd", "files/symbolic-link"),
    ]


@pytest.mark.parametrize(
    "name",
    ["no-such-branch", "", "--output=made-by-git", "-h", "HEAD:policies", "main\0x", "@{99}"],
)
def test_what_is_no_revision_is_refused_in_words(town: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        at_revision(name, _root(town))
    assert caught.value.hint or caught.value.message
    assert not list(town.rglob("made-by-git"))


def test_a_shallow_clone_says_that_it_is_one(town: Path, tmp_path: Path) -> None:
    first = git(town, "rev-parse", "HEAD")
    commit(town, "second")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{town}", "shallow")
    with pytest.raises(UsageError, match="does not hold") as caught:
        at_revision(first, _root(tmp_path / "shallow"))
    assert caught.value.hint is not None
    assert "fetch-depth" in caught.value.hint


def test_outside_of_git_only_folders_can_be_compared(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="in no git repository"):
        side("main", tmp_path)


def test_a_folder_and_a_branch_of_one_name_are_not_guessed_between(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(town, "branch", "policies")
    monkeypatch.chdir(town)
    with pytest.raises(UsageError, match="a folder and a revision"):
        side("policies", _root(town))
    assert side("./policies", _root(town)).commit is None
    assert side("refs/heads/policies", _root(town)).commit is not None


def test_a_repositorys_own_settings_start_no_program(town: Path, tmp_path: Path) -> None:
    trap = write(tmp_path, "trap.sh", f"#!/bin/sh\ntouch {tmp_path}/sprung\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"):
        git(town, "config", name, str(trap))
    write(town, ".gitattributes", "*.yaml filter=x diff=x\n")
    git(town, "config", "filter.x.smudge", str(trap))
    git(town, "config", "diff.x.textconv", str(trap))
    assert at_revision("HEAD", _root(town)).tree.files
    assert not (tmp_path / "sprung").exists()


def test_variables_of_a_hook_do_not_lead_elsewhere(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = scratch(tmp_path / "other", "schema: lprpolicy/policy/v1\n")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    assert at_revision("HEAD", _root(town)).commit == git(town, "rev-parse", "HEAD")


def test_a_replaced_object_does_not_show_another_history(town: Path) -> None:
    first = git(town, "rev-parse", "HEAD")
    edit(town, "reads: 14 days", "reads: 7 days")
    second = commit(town)
    git(town, "replace", first, second)
    raw = at_revision(first, _root(town)).tree.files["us-ct/westport-pd/policy.yaml"]
    assert b"reads: 14 days" in raw
