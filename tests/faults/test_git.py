"""What git refuses has its own reason; what is not all there is not compared."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.changed import changed_since
from lprpolicy.host import git as asking
from lprpolicy.host.checkout import require_whole
from lprpolicy.repository.layout import folder
from lprpolicy.repository.revisions import at_revision, policies_at, working_copy
from tests.rounds import AGENCY, POLICY, commit, edit, git, scratch, write

OTHER = "policies/us-ct/norwalk-pd/policy.yaml"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return scratch(tmp_path / "town")


def _refused(town: Path) -> UsageError:
    with pytest.raises(UsageError) as error:
        working_copy(policies_at(town))
    return error.value


def test_a_sparse_checkout_is_not_compared(town: Path) -> None:
    write(town, OTHER, "schema: lprpolicy/policy/v1\n")
    commit(town)
    git(town, "sparse-checkout", "set", "--no-cone", "/*", f"!/{OTHER}")
    assert not (town / OTHER).exists()
    refused = _refused(town)
    assert "sparse checkout" in refused.message
    assert "git sparse-checkout disable" in str(refused.hint)
    with pytest.raises(UsageError, match="sparse checkout"):
        changed_since(folder((policies_at(town),)), "HEAD")
    git(town, "sparse-checkout", "disable")
    require_whole(policies_at(town), same_bytes=True)


@pytest.mark.parametrize("mark", ["skip-worktree", "assume-unchanged"])
def test_a_file_that_git_was_told_not_to_miss_is_not_counted_as_gone(town: Path, mark: str) -> None:
    git(town, "update-index", f"--{mark}", POLICY)
    require_whole(policies_at(town))
    (town / POLICY).unlink()
    refused = _refused(town)
    assert mark in refused.message
    assert f"--no-{mark}" in str(refused.hint)


def test_the_middle_of_a_merge_is_not_compared(town: Path) -> None:
    git(town, "checkout", "--quiet", "-b", "other")
    edit(town, "reads: 14 days", "reads: 7 days")
    commit(town)
    git(town, "checkout", "--quiet", "main")
    edit(town, "reads: 14 days", "reads: 3 days")
    commit(town)
    with pytest.raises(Exception, match="merge"):
        git(town, "merge", "other")
    assert "middle of a merge" in _refused(town).message
    git(town, "checkout", "--ours", POLICY)  # without markers it is a merge still
    assert "git merge --abort" in str(_refused(town).hint)


def test_a_submodule_is_not_compared(town: Path, tmp_path: Path) -> None:
    lib = tmp_path / "library"
    git(tmp_path, "init", "--quiet", str(lib))
    commit(lib)
    git(town, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(lib),
        "policies/us-ny")  # fmt: skip
    assert "us-ny is a submodule" in _refused(town).message


@pytest.mark.parametrize("attribute", ["filter=secret", "working-tree-encoding=UTF-16", "ident"])
def test_files_that_a_filter_changes_are_not_compared(town: Path, attribute: str) -> None:
    write(town, ".gitattributes", f"*.yaml {attribute}\n")
    assert attribute.partition("=")[0] in _refused(town).message


def test_other_ends_of_lines_are_no_change_of_a_policy(town: Path) -> None:
    write(town, ".gitattributes", "*.yaml text eol=crlf\n")
    require_whole(policies_at(town), same_bytes=True)


def test_a_repository_of_another_user_says_so_and_how_to_trust_it(town: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives a folder to another user")
    os.chown(town, 12345, 12345)
    os.chown(town / ".git", 12345, 12345)
    root = town / "policies"
    for ask in (
        lambda: changed_since(folder((root,)), "main"),
        lambda: at_revision("main", root),
        lambda: asking.commit_of(root, "main"),
    ):
        with pytest.raises(UsageError, match="belongs to another user") as error:
            ask()
        assert "safe.directory" in str(error.value.hint)
        assert "git fetch" not in str(error.value.hint)


def test_a_repository_without_a_commit_says_so(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", str(tmp_path / "new"))
    with pytest.raises(UsageError, match="no commit yet"):
        asking.commit_of(tmp_path / "new", "HEAD")


def test_a_revision_that_is_not_there_is_told_as_that(town: Path) -> None:
    for name in ("nowhere", "0123456789abcdef0123456789abcdef01234567"):
        with pytest.raises(UsageError, match="there is no such revision here"):
            asking.commit_of(town, name)


def test_a_folder_in_no_repository_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="in no git repository"):
        asking.commit_of(tmp_path, "HEAD")


def test_a_damaged_object_says_so(town: Path) -> None:
    blob = git(town, "rev-parse", f"HEAD:{POLICY}")
    at = town / ".git/objects" / blob[:2] / blob[2:]
    at.chmod(0o644)
    at.write_bytes(b"")
    with pytest.raises(UsageError, match="damaged") as error:
        at_revision("HEAD", policies_at(town))
    assert "git fsck" in str(error.value.hint)


def test_git_that_is_not_there_says_so(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git is not here"):
        asking.commit_of(town, "HEAD")


@pytest.mark.parametrize(
    ("says", "means"),
    [
        ("error: unknown option `end-of-options'", "too old"),
        ("fatal: Unable to create '/x/.git/index.lock': File exists.", "another git process"),
        ("fatal: write error: No space left on device", "disk is full"),
        ('error: open(".git/HEAD"): Permission denied', "may not read"),
        ("error: object file .git/objects/ab/cd is empty", "damaged"),
        ("fatal: bad object HEAD", "damaged"),
        ("fatal: unable to read tree: promisor remote", "partial clone"),
    ],
)
def test_each_reason_of_git_has_its_meaning(tmp_path: Path, says: str, means: str) -> None:
    error = asking.because(tmp_path, says)
    assert error is not None
    assert means in error.message
    assert error.hint


def test_westport_is_still_compared_where_all_is_there(town: Path) -> None:
    assert f"{AGENCY}/policy.yaml" in working_copy(policies_at(town)).tree.files
