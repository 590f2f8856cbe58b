"""`lprpolicy render` as people use it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.made_exports import AGENCY, export
from tests.conftest import Snapshot
from tests.repositories import POLICIES

WESTPORT = "us-ct/westport-pd"


def test_a_page_goes_to_standard_output(lprpolicy: Run) -> None:
    done = lprpolicy("render", WESTPORT, POLICIES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("License plate readers: Westport Police Department\n")
    assert "as of November 22, 2026" in " ".join(done.stdout.split())


def test_the_law_of_another_day(lprpolicy: Run) -> None:
    done = lprpolicy("render", WESTPORT, POLICIES, "--as-of", "2027-01-01")
    assert "as of January 1, 2027" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("html", "<!doctype html>\n"),
        ("markdown", "# License plate readers"),
        ("text", "License plate readers"),
    ],
)
def test_a_page_goes_into_a_file(lprpolicy: Run, tmp_path: Path, form: str, begins: str) -> None:
    done = lprpolicy("render", WESTPORT, POLICIES, "--format", form, "--out", "out/page")
    assert (done.returncode, done.stdout) == (0, "wrote out/page\n")
    assert (tmp_path / "out" / "page").read_text(encoding="utf-8").startswith(begins)


def test_the_same_input_gives_the_same_page(lprpolicy: Run) -> None:
    pages = {lprpolicy("render", WESTPORT, POLICIES, "--format", "html").stdout for _ in range(2)}
    assert len(pages) == 1


def test_an_imported_draft(lprpolicy: Run, tmp_path: Path, snapshot: Snapshot) -> None:
    lprpolicy("import", export(tmp_path), "--agency", AGENCY, "--into", "work")
    done = lprpolicy("render", AGENCY, "work")
    assert (done.returncode, done.stderr) == (0, "")
    snapshot("render-import.txt", done.stdout)


def test_an_unknown_agency(lprpolicy: Run) -> None:
    done = lprpolicy("render", "us-ct/westprt-pd", POLICIES)
    assert done.returncode == 2
    assert done.stderr.startswith("error: there is no policy of 'us-ct/westprt-pd' here; did you")
    assert "hint: the policies here are of us-ct/enfield-pd" in done.stderr


def test_a_policy_that_cannot_be_read(lprpolicy: Run, tmp_path: Path) -> None:
    policy = tmp_path / "us-ct" / "westport-pd" / "policy.yaml"
    policy.parent.mkdir(parents=True)
    policy.write_text("schema: lprpolicy/policy/v1\n", encoding="utf-8")
    done = lprpolicy("render", WESTPORT, ".", "--out", "page.txt")
    assert done.returncode == 1
    assert done.stderr == (
        "error: us-ct/westport-pd/policy.yaml:1:1: the policy of us-ct/westport-pd cannot be read: "
        "it has no 'agency' here\n"
        "hint: `lprpolicy check` shows what is wrong with it\n"
        "nothing was written\n"
    )
    assert not (tmp_path / "page.txt").exists()


def test_help_has_examples_and_exit_codes(lprpolicy: Run) -> None:
    done = lprpolicy("render", "--help")
    assert done.returncode == 0
    assert "lprpolicy render us-ct/westport-pd policies/" in done.stdout
    assert "Exit codes: 0 it was written" in done.stdout


def test_a_page_says_what_changed_since_a_revision(lprpolicy: Run, tmp_path: Path) -> None:
    policies = tmp_path / "policies"
    shutil.copytree(POLICIES, policies)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "drafts"]):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    call = ("render", "us-ct/westport-pd", "policies", "--since", "HEAD")
    assert "Nothing has changed." in lprpolicy(*call).stdout
    text = (policies / WESTPORT / "policy.yaml").read_text(encoding="utf-8")
    text = text.replace("  reads: 14 days", "  reads: 10 days")
    text = text.replace(
        "  grants:\n",
        "  grants:\n    - to: us-ct/darien-pd\n      system: plate-reads\n      data: [reads]\n      mode: standing\n      purposes: [missing-person]\n",
    )
    (policies / WESTPORT / "policy.yaml").write_text(text, encoding="utf-8")
    changed = lprpolicy(*call).stdout.partition("What changed since last time?")[2]
    assert "Now let in: Darien Police Department, a municipal police department: reads." in changed
    assert "from 14 days to 10 days" in changed
