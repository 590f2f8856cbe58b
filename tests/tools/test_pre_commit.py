"""The hooks of this repository in a town's repository, installed and run by pre-commit itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.limits import HANG

PRE_COMMIT = Path(sys.executable).parent / "pre-commit"
POLICY = "policies/us-ct/westport-pd/policy.yaml"
OWN = "policies/directory/own.yaml"
KNOWN_HERE_ALONE = """\
schema: lprpolicy/directory/v1
title: An agency that no official list has
source: {title: the town's own word, on: 2026-11-01}
agencies:
  - id: us-ct/alderton-pd
    name: Alderton Police Department
    kind: municipal-police
    state: us-ct
    programs:
      - {program: 287g, member: false, source: {title: a letter of the chief, on: 2026-11-01}}
"""
NOT_OURS = shutil.ignore_patterns(".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis")


@dataclass(frozen=True)
class Town:
    """A town's repository, with hooks."""

    folder: Path
    home: Path

    def git(self, *arguments: str) -> str:
        return _git(self.folder, *arguments)

    def commit(self) -> subprocess.CompletedProcess[str]:
        """Try to commit everything, as a records officer does."""
        self.git("add", "--all")
        return subprocess.run(
            ["git", "commit", "--message", "a change"],
            cwd=self.folder,
            env=_environment() | {"PRE_COMMIT_HOME": str(self.home), "PATH": _path()},
            capture_output=True,
            text=True,
            timeout=HANG,
            check=False,
        )


def _path() -> str:
    return f"{PRE_COMMIT.parent}{os.pathsep}{os.environ['PATH']}"


def _environment() -> dict[str, str]:
    """The environment without another repository's git, on one day."""
    ours = ("GIT_", "LPRPOLICY", "PRE_COMMIT")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {
        "GIT_AUTHOR_NAME": "A Records Officer",
        "GIT_AUTHOR_EMAIL": "records@town.example",
        "GIT_COMMITTER_NAME": "A Records Officer",
        "GIT_COMMITTER_EMAIL": "records@town.example",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "LPRPOLICY_AS_OF": "2026-12-01",
    }


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def town(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Westport's policies in a repository that uses the hooks of this very tree."""
    scratch = tmp_path_factory.mktemp("pre-commit")
    hooks, folder = scratch / "lprpolicy", scratch / "a town"
    shutil.copytree(root, hooks, ignore=NOT_OURS)
    _git(hooks, "init", "--quiet")
    _git(hooks, "add", "--all")
    _git(hooks, "commit", "--quiet", "--message", "the hooks")
    folder.mkdir()
    for name in ("lprpolicy.yaml", "directory", "us-ct/westport-pd"):
        source, target = root / "policies" / name, folder / "policies" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target)
    (folder / OWN).write_text(KNOWN_HERE_ALONE)
    text = (folder / POLICY).read_text()
    (folder / POLICY).write_text(text.replace("us-ct/weston-pd", "us-ct/alderton-pd", 1))
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks.as_uri()}\n    rev: {_git(hooks, 'rev-parse', 'HEAD')}\n"
        "    hooks: [{id: lprpolicy-check}, {id: lprpolicy-schema}, {id: lprpolicy-rules-test}]\n"
    )
    _git(folder, "init", "--quiet")
    home = scratch / "home"
    subprocess.run(
        [PRE_COMMIT, "install"],
        cwd=folder,
        env=_environment() | {"PRE_COMMIT_HOME": str(home)},
        capture_output=True,
        check=True,
    )
    made = Town(folder, home)
    first = made.commit()
    if "FAKETIME" in os.environ and "CERTIFICATE_VERIFY_FAILED" in first.stdout + first.stderr:
        pytest.skip("the certificate of the package index is not good on the day of this run")
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stderr.count("Passed") == 3, first.stderr
    return made


@pytest.fixture(autouse=True)
def _as_it_was(town: Town) -> None:
    """Every test starts from the first commit."""
    town.git("reset", "--quiet", "--hard", "HEAD")
    town.git("clean", "--quiet", "--force", "-d")


def _replace(town: Town, name: str, old: str, new: str) -> None:
    text = (town.folder / name).read_text()
    assert old in text
    (town.folder / name).write_text(text.replace(old, new, 1))


def test_a_grant_to_ice_cannot_be_committed(town: Town) -> None:
    before = town.git("rev-parse", "HEAD")
    _replace(town, POLICY, "    - to: us-ct/norwalk-pd\n", "    - to: us/ice\n")
    done = town.commit()
    assert done.returncode == 1
    assert "us-ct/no-federal-immigration-grants" in done.stderr
    assert town.git("rev-parse", "HEAD") == before


def test_a_change_of_the_directory_alone_is_judged_too(town: Town) -> None:
    """Another kind of a recipient changes no policy, and yet decides about one."""
    _replace(town, OWN, "kind: municipal-police", "kind: private")
    done = town.commit()
    assert done.returncode == 1
    assert POLICY in done.stderr


def test_a_file_that_is_deleted_is_missed(town: Town) -> None:
    (town.folder / OWN).unlink()
    done = town.commit()
    assert done.returncode == 1
    assert "directory/unknown-agency" in done.stderr


def test_a_file_that_is_not_in_its_format_is_named_with_the_place(town: Town) -> None:
    _replace(town, POLICY, "status: proposed\n", "status: maybe\n")
    done = town.commit()
    assert done.returncode == 1
    assert f"{POLICY}:7:9" in done.stderr


def test_a_rule_whose_examples_fail_cannot_be_committed(town: Town) -> None:
    rule = next((town.folder / "policies" / "us-ct" / "westport-pd" / "rules").glob("*.yaml"))
    name = rule.relative_to(town.folder).as_posix()
    _replace(town, name, "finds: [undecided", "finds: [violation")
    assert town.commit().returncode == 1
