"""The commands against a base in git: moved folders, a second repository, no base at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from tests.attacks.edits import CONFIG, RULE
from tests.repositories import POLICIES
from tests.rounds import commit, git


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the drafts in git, with all committed."""
    shutil.copytree(POLICIES, tmp_path / "town" / "policies")
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(tmp_path / "town"))
    commit(tmp_path / "town")
    monkeypatch.chdir(tmp_path / "town")
    return tmp_path / "town"


DAY = "--as-of=2026-11-22"


def test_check_and_diff_refuse_a_lost_rule_alike(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "policies" / RULE).unlink()
    assert run(["check", "policies", DAY]) == 0
    assert capsys.readouterr().out.startswith("Allowed, without a base (--base REV): ")
    assert run(["check", "policies", "--base", "main", DAY]) == 1
    out = capsys.readouterr().out
    assert out.startswith("Refused, judged by the rules, directory and settings of main (")
    assert "base/rule-lost violated" in out
    assert run(["diff", "main", DAY]) == 1
    assert "base/rule-lost violated" in capsys.readouterr().out


def test_policies_that_move_as_a_whole_are_judged_by_where_they_stood(town: Path) -> None:
    (town / "policies" / RULE).unlink()
    (town / "policies").rename(town / "elsewhere")
    assert run(["check", "elsewhere", "--base", "main", DAY]) == 1


def test_settings_that_move_a_folder_up_hide_no_policy(town: Path) -> None:
    """All policies become files that are none of ours, and one that nobody minds takes their place."""
    kept = sorted((town / "policies").rglob("*.yaml"))
    others = [
        f"  - {{path: {path.relative_to(town).as_posix()}, why: old}}\n"
        for path in kept
        if path.name != CONFIG
    ]
    (town / "policies" / CONFIG).unlink()
    for name in ("directory", "us-ct/norwalk-pd"):
        shutil.copytree(town / "policies" / name, town / name)
    text = "schema: lprpolicy/config/v1\nother_files:\n" + "".join(others)
    (town / CONFIG).write_text(text)
    assert run(["check", ".", DAY]) == 0
    assert run(["check", "policies", "--base", "main", DAY]) == 1
    assert run(["check", ".", "--base", "main", DAY]) == 1


def test_a_second_repository_beside_the_first_takes_nothing_from_it(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(town / "policies", town / "more")
    assert run(["check", "more", "--base", "main", DAY]) == 0
    assert "has no policies yet" in capsys.readouterr().out


def test_a_first_policy_has_no_base_to_take_from(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(town, "switch", "--quiet", "--orphan", "empty")
    commit(town, "nothing")
    git(town, "checkout", "main", "--", "policies")
    assert run(["check", "policies", "--base", "empty", DAY]) == 0
    assert "has no policies yet" in capsys.readouterr().out


def test_a_base_that_is_not_there_decides_nothing(town: Path) -> None:
    assert run(["check", "policies", "--base", "nowhere", DAY]) == 2
