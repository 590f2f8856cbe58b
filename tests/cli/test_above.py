"""A folder above the policy repository, where people are when they clone a project."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from tests.cli.conftest import Run
from tests.repositories import POLICIES, TODAY


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


def test_from_a_folder_inside_the_places_and_the_commands_lead_from_there(
    policies: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = policies / "us-ct/westport-pd/policy.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("reads: 14 days", "reads: 90 days"))
    monkeypatch.chdir(policies / "us-ct")
    assert run(["check", "westport-pd", "--as-of", str(TODAY)]) == 1
    printed = capsys.readouterr().out
    place = re.search(r"^(\S+):\d+:\d+: us-ct/retention-reads", printed, re.MULTILINE)
    assert place is not None
    assert Path(place[1]).samefile(file)
    assert "lprpolicy check .. --advice" in printed
    assert run(["check", "westport-pd", "--as-of", str(TODAY), "--format", "sarif"]) == 1
    assert '"../' not in capsys.readouterr().out
