"""How much `check` shows, and what no option can change: the decision."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from tests.cli.conftest import Run
from tests.repositories import POLICIES, WESTPORT

DAY = "--as-of=2026-11-22"
ICE = """  grants:
    - to: us/ice
      system: plate-reads
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
"""
GRANTS, TIERS = "us-ct/no-federal-immigration-grants", "us-ct/recipient-tiers"
ALLOWS = re.compile(r'Allowed[.,;]|lprpolicy: allowed|"decision": "allow"')
FORMATS = ("text", "compact", "json", "sarif", "github", "junit", "markdown")


@pytest.fixture
def allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(POLICIES, tmp_path / "policies")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def refused(allowed: Path) -> Path:
    file = allowed / "policies" / WESTPORT
    file.write_text(file.read_text().replace("  grants:\n", ICE, 1))
    return allowed


def check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = run(["check", "policies", DAY, *options])
    return code, capsys.readouterr().out


def test_quiet_prints_the_decision_and_its_counts(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = check(capsys, "--quiet")
    first, second = out.splitlines()
    assert (code, first.partition(",")[0]) == (1, "Refused")
    assert second.startswith("Checked 24 files, 8 agencies, ")


def test_statistics_count_every_rule_and_show_no_finding(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = check(capsys, "--statistics")
    assert "  1 grant to federal immigration agencies" in out
    assert f"  {GRANTS}" in out
    assert "Recommendations" in out
    assert "policy.yaml:" not in out


def test_quiet_and_statistics_do_not_go_together(
    allowed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(capsys, "-q", "--statistics")[0] == 2


def test_a_narrowed_report_says_so_first_and_still_refuses(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = check(capsys, "--select", GRANTS)
    assert code == 1
    assert out.startswith(f"Refused, narrowed by --select {GRANTS}: 1 more place refused and not ")
    assert f"{TIERS} violated" not in out
    code, out = check(capsys, "--ignore", "us-ct/")
    assert code == 1
    assert out.startswith("Refused, narrowed by --ignore us-ct/: 2 more places refused and not ")
    assert "us/ice" not in out


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_no_format_of_a_narrowed_report_says_allowed(
    allowed: Path, capsys: pytest.CaptureFixture[str], form: str, option: str
) -> None:
    code, out = check(capsys, option, TIERS, "--format", form)
    assert code == 0
    assert ALLOWS.search(out) is None
    assert "shows a part of the rules alone" in out or form in ("compact", "github")
    whole = check(capsys, "--format", form)[1]
    assert form == "junit" or ALLOWS.search(whole), "the whole report does say it"


def test_a_rule_that_is_not_shown_is_no_passed_test(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = check(capsys, "--ignore", TIERS, "--format", "junit")[1]
    assert f'name="{GRANTS}' in out
    assert f'name="{TIERS}' not in out


def test_a_narrowed_report_as_json_names_what_it_leaves_out(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = json.loads(check(capsys, "--select", GRANTS, "--format", "json")[1])
    assert said["narrowed"] == {"select": [GRANTS], "ignore": [], "hidden": 1}
    assert said["decision"] == "refuse"
    assert {one["rule"] for one in said["findings"]} == {GRANTS}


def test_a_rule_that_was_not_applied_is_a_slip_and_no_clean_report(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "policies", DAY, "--select", "us-ct/recipient-tier"]) == 2
    error = capsys.readouterr().err
    assert "--select: no rule 'us-ct/recipient-tier' was applied here; did you mean" in error
    assert run(["check", "policies", DAY, "--ignore", "us-fl/"]) == 2


def test_the_gate_has_no_option_that_narrows(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gate", "--help"]) == 0
    said = capsys.readouterr().out
    assert not any(one in said for one in ("--select", "--ignore", "--exit-zero", "--baseline"))


def test_exit_zero_changes_the_code_and_not_the_words(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = check(capsys, "--exit-zero")
    assert (code, out) == (0, check(capsys)[1])
    assert out.startswith("Refused, ")


def test_exit_zero_hides_no_error(allowed: Path) -> None:
    assert run(["check", "nowhere", "--exit-zero"]) == 2
    (allowed / "empty").mkdir()
    assert run(["check", "empty", "--exit-zero"]) == 3


def test_a_cached_run_keeps_what_was_asked_apart(refused: Path, lprpolicy: Run) -> None:
    outs = {
        lprpolicy("check", "policies", *more).stdout
        for more in ((), ("--quiet",), ("--statistics",), ("--select", TIERS), ("--ignore", TIERS))
        for _ in range(2)
    }
    assert len(outs) == 5


def test_nothing_asked_prints_help_and_decides_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    said = capsys.readouterr()
    assert said.out.startswith("Usage: lprpolicy ")
    assert said.err == ""


def test_color_is_forced_and_forbidden_by_the_environment(refused: Path, lprpolicy: Run) -> None:
    def colored(**env: str) -> bool:
        return "\x1b[" in lprpolicy("check", "policies", "-q", **env).stdout

    assert not colored()
    assert colored(FORCE_COLOR="1")
    assert not colored(FORCE_COLOR="0")
    assert not colored(FORCE_COLOR="1", NO_COLOR="1")


def test_columns_says_how_wide_to_write(refused: Path, lprpolicy: Run) -> None:
    def widest(columns: str) -> int:
        out = lprpolicy("check", "policies", COLUMNS=columns).stdout
        return max(len(line) for line in out.splitlines() if " | " in line or " = why" in line)

    assert widest("60") <= 60 < widest("140")
    assert widest("nonsense") <= 100


def test_columns_counts_at_a_terminal_too(refused: Path) -> None:
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "lprpolicy", "check", "policies", DAY],
        stdout=child,
        env={**os.environ, "COLUMNS": "60", "TERM": "dumb"},
    )
    os.close(child)
    seen = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    assert process.wait() == 1
    os.close(parent)
    lines = seen.decode().splitlines()
    assert max(len(line) for line in lines if " = why" in line) <= 60
