"""`lprpolicy fmt`: what is written, and what is left alone."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

WESTPORT = "us-ct/westport-pd/policy.yaml"


def test_a_file_is_put_into_its_standard_form_and_no_other_is_touched(
    lprpolicy: Run, policies: Path
) -> None:
    file = policies / WESTPORT
    tidy = file.read_text()
    file.write_text(tidy.replace("  grants:\n", "  grants:   \n", 1))
    others = {path: path.stat().st_mtime_ns for path in policies.rglob("*.yaml") if path != file}
    asked = lprpolicy("fmt", "policies", "--check")
    assert asked.returncode == 1
    assert asked.stdout == f"policies/{WESTPORT}: not in its standard form\n"
    shown = lprpolicy("fmt", "policies", "--diff")
    assert shown.returncode == 0
    assert "-  grants:   \n+  grants:\n" in shown.stdout
    assert file.read_text() != tidy
    done = lprpolicy("fmt", "policies")
    assert (done.returncode, done.stdout) == (0, f"wrote policies/{WESTPORT}\n")
    assert file.read_text() == tidy
    assert {path: path.stat().st_mtime_ns for path in others} == others
    assert lprpolicy("fmt", "policies", "--check").returncode == 0


def test_a_file_with_faults_is_left_alone_and_named(lprpolicy: Run, policies: Path) -> None:
    file = policies / WESTPORT
    file.write_text("agency: us-ct/westport-pd\nagency:   us-ct/westport-pd\n")
    done = lprpolicy("fmt", "policies")
    assert (done.returncode, done.stdout) == (0, "")
    assert f"left alone: policies/{WESTPORT}" in done.stderr
    assert "   us-ct" in file.read_text()


def test_standard_input_is_formatted_to_standard_output(lprpolicy: Run) -> None:
    done = lprpolicy("fmt", "-", stdin="a:\n    b: 1   # one\n")
    assert (done.returncode, done.stdout) == (0, "a:\n  b: 1   # one\n")
    refused = lprpolicy("fmt", "-", stdin="a: [")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "nothing was written" in refused.stderr
