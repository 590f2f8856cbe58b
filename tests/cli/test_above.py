"""A folder above the policy repository, where people are when they clone a project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.repositories import POLICIES


@pytest.fixture
def above(tmp_path: Path) -> Path:
    shutil.copytree(POLICIES, tmp_path / "policies")
    (tmp_path / "build.yml").write_text("steps: []\n")
    return tmp_path


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "."), ("render", "us-ct/westport-pd", ".")]
)
def test_the_folder_of_the_repository_is_named(
    arguments: tuple[str, ...], above: Path, lprpolicy: Run
) -> None:
    done = lprpolicy(*arguments)
    assert done.returncode == 3
    assert "this is no policy repository; one is below it: policies" in done.stderr
    assert "hint: name the folder: policies\nnothing was checked" in done.stderr
    assert "files/unmatched" not in done.stdout


def test_several_repositories_are_all_named(above: Path, lprpolicy: Run) -> None:
    shutil.copytree(above / "policies" / "us-ct", above / "old" / "us-ct")
    done = lprpolicy("check")
    assert done.returncode == 3
    assert "some are below it: old, policies" in done.stderr


def test_a_repository_with_a_copy_of_another_in_it_is_judged_and_refused(
    above: Path, lprpolicy: Run
) -> None:
    shutil.copytree(above / "policies" / "us-ct", above / "policies" / "old" / "us-ct")
    done = lprpolicy("check", "policies", "--format", "json")
    assert done.returncode == 1
    assert "old/us-ct/westport-pd/policy.yaml" in done.stdout
