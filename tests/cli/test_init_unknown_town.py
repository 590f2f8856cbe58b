"""A town that no list has: its draft is refused, and the way that is printed cures it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from tests.repositories import TODAY

TOWN = "Quabadoli Harbor Xyz"
LIST = f"name,state,kind\n{TOWN} Police Department,CT,municipal-police\n"


def test_the_list_that_init_asks_for_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LPRPOLICY_DATA", str(tmp_path / "data"))
    day = ["--as-of", str(TODAY)]
    begin = ["init", "--state", "CT", "--town", TOWN, "--repository", "town", *day]
    assert run(begin) == 0
    printed = capsys.readouterr().out
    assert f"no list has {TOWN} Police Department: import one that does" in printed
    assert run(["check", "town", *day]) == 1
    assert "directory/not-borne-out" in capsys.readouterr().out

    Path("post.csv").write_text(LIST, encoding="utf-8")
    (way,) = re.findall(r"^  lprpolicy (directory import .*)$", printed, re.MULTILINE)
    given = way.replace("FILE", "post.csv").replace("DAY", "2026-11-01")
    assert run(shlex.split(given)) == 0
    run(["check", "town", *day])
    assert "directory/not-borne-out" not in capsys.readouterr().out


def test_a_town_that_a_list_has_is_told_nothing_of_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "--state", "CT", "--town", "Westport", "--repository", "town"]) == 0
    assert "no list has" not in capsys.readouterr().out
