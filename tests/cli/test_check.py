"""`lprpolicy check` at the command line: what people type, what they see, what scripts get."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Snapshot
from tests.repositories import WESTPORT

ICE = "    - to: us/ice\n      system: plate-reads\n      data: [reads]\n      mode: standing\n      purposes: [stolen-vehicle]\n"


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")


def with_ice(policies: Path) -> None:
    edit(policies / WESTPORT, "  grants:\n", f"  grants:\n{ICE}")


def test_the_drafts_are_allowed(lprpolicy: Run, policies: Path, snapshot: Snapshot) -> None:
    done = lprpolicy("check", "policies")
    assert (done.returncode, done.stderr) == (0, "")
    snapshot("check-drafts.txt", done.stdout)


def test_a_grant_to_ice_is_refused(lprpolicy: Run, policies: Path, snapshot: Snapshot) -> None:
    with_ice(policies)
    done = lprpolicy("check", "policies/us-ct/westport-pd")
    assert done.returncode == 1
    snapshot("check-ice.txt", done.stdout)


def test_check_is_the_default_verb(lprpolicy: Run, policies: Path) -> None:
    assert lprpolicy("policies").stdout == lprpolicy("check", "policies").stdout


def test_the_exit_code_is_the_same_for_every_format(lprpolicy: Run, policies: Path) -> None:
    formats = ("text", "compact", "json", "sarif", "github", "junit", "markdown")
    assert {lprpolicy("check", "policies", "--format", f).returncode for f in formats} == {0}
    with_ice(policies)
    assert {lprpolicy("check", "policies", "--format", f).returncode for f in formats} == {1}


def test_formats_go_to_files_beside_standard_output(
    lprpolicy: Run, policies: Path, tmp_path: Path
) -> None:
    done = lprpolicy(
        "check",
        "policies",
        "--format",
        "text",
        "--format",
        "sarif=out.sarif",
        "--format",
        "json=deep/out.json",
    )
    assert done.returncode == 0
    assert done.stdout.startswith("Allowed, ")
    assert json.loads((tmp_path / "out.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((tmp_path / "deep/out.json").read_text())["decision"] == "allow"


def test_the_same_files_give_the_same_bytes(lprpolicy: Run, policies: Path) -> None:
    with_ice(policies)
    runs = {
        lprpolicy("check", "policies", "--format", "json", PYTHONHASHSEED=s).stdout for s in "012"
    }
    assert len(runs) == 1


def test_one_file_is_judged_with_the_whole_repository(lprpolicy: Run, policies: Path) -> None:
    done = lprpolicy("check", f"policies/{WESTPORT}", "--format", "json")
    report = json.loads(done.stdout)
    assert report["checked"]["agencies"] == 1
    assert report["decision"] == "allow"


def test_an_unsaved_file_is_judged_in_its_place(lprpolicy: Run, policies: Path) -> None:
    text = (policies / WESTPORT).read_text(encoding="utf-8")
    name = f"policies/{WESTPORT}"
    assert lprpolicy("check", "-", "--stdin-filename", name, stdin=text).returncode == 0
    worse = text.replace("reads: 14 days", "reads: 22 days")
    done = lprpolicy("check", "-", "--stdin-filename", name, "--format", "compact", stdin=worse)
    assert done.returncode == 1
    assert "us-ct/retention-reads violated" in done.stdout


def test_the_day_comes_from_the_flag_then_from_the_environment(
    lprpolicy: Run, policies: Path
) -> None:
    edit(policies / WESTPORT, "  reads: 14 days", "  reads: 22 days")
    assert lprpolicy("check", "policies").returncode == 1
    assert lprpolicy("check", "policies", LPRPOLICY_AS_OF="2026-09-30").returncode == 0
    assert (
        lprpolicy(
            "check", "policies", "--as-of", "2026-10-01", LPRPOLICY_AS_OF="2026-09-30"
        ).returncode
        == 1
    )


def test_the_day_before_the_law_the_report_says_what_is_coming(
    lprpolicy: Run, policies: Path
) -> None:
    edit(policies / WESTPORT, "  reads: 14 days", "  reads: 22 days")
    done = lprpolicy("check", "policies", "--as-of", "2026-09-30")
    assert done.returncode == 0
    assert "Takes effect on 2026-10-01 (in 1 day):" in done.stdout
    assert "us-ct/retention-reads violated" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["check", "nowhere"], 2, "there is no such file or folder"),
        (["check", "policies", "--as-of", "2026-13-01"], 2, "is not a day like 2026-10-01"),
        (["check", "policies", "--as-of", "tomorrow"], 2, "is not a day like 2026-10-01"),
        (["check", "policies", "--format", "xml"], 2, "the formats are text, compact, json"),
        (["check", "policies", "--format", "text", "--format", "json"], 2, "cannot both go to standard output"),
        (["check", "policies", "--frmat", "json"], 2, "No such option"),
        (["check", "-"], 2, "standard input stands for one file"),
        (["check", "policies", "--format", "json=policies"], 2, "cannot be written"),
        (["chekc"], 2, "did you mean 'check'?"),
        (["check", "empty"], 3, "there is no policy here"),
    ],
)  # fmt: skip
def test_a_wrong_call_says_what_to_do_and_what_did_not_happen(
    lprpolicy: Run, policies: Path, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    (tmp_path / "empty").mkdir()
    done = lprpolicy(*arguments)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("nothing was")


def test_a_wrong_setting_exits_with_usage(lprpolicy: Run, policies: Path) -> None:
    (policies / "lprpolicy.yaml").write_text("schema: lprpolicy/config/v1\nstrict: yes\n")
    done = lprpolicy("check", "policies")
    assert done.returncode == 2
    assert "policies/lprpolicy.yaml:2:9" in done.stderr


def test_a_link_out_of_the_repository_is_refused(
    lprpolicy: Run, policies: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.yaml"
    shutil.move(policies / WESTPORT, outside)
    (policies / WESTPORT).symlink_to(outside)
    done = lprpolicy("check", "policies", "--format", "compact")
    assert done.returncode == 1
    assert "files/symbolic-link violated" in done.stdout


def test_a_reader_that_goes_early_hears_no_traceback_and_never_allowed(
    policies: Path, tmp_path: Path
) -> None:
    with_ice(policies)
    script = f"{sys.executable} -m lprpolicy check policies | sleep 0; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] in ("1", "141")
    assert "Traceback" not in done.stderr


def test_colour_only_where_it_is_wanted(lprpolicy: Run, policies: Path) -> None:
    assert "\x1b[" not in lprpolicy("check", "policies").stdout
    assert "\x1b[" in lprpolicy("check", "policies", "--colour", "always").stdout


def test_at_a_terminal_colour_is_on_and_no_color_turns_it_off(
    policies: Path, tmp_path: Path
) -> None:
    assert "\x1b[" in at_a_terminal(tmp_path, {})
    assert "\x1b[" not in at_a_terminal(tmp_path, {"NO_COLOR": "1"})


def at_a_terminal(cwd: Path, env: dict[str, str]) -> str:
    import pty

    parent, child = pty.openpty()
    command = [sys.executable, "-m", "lprpolicy", "check", "policies", "--as-of", "2026-11-22"]
    clean = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        command, cwd=cwd, stdout=child, stderr=child, env=clean | {"TERM": "xterm"} | env
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
    process.wait()
    os.close(parent)
    return seen.decode()


def test_a_pull_request_that_lets_ice_in_is_refused(
    lprpolicy: Run, policies: Path, tmp_path: Path
) -> None:
    """A real repository: main is allowed, the branch that adds ICE is refused with its line."""
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (
        ["init", "-q", "-b", "main"],
        ["add", "."],
        ["commit", "-qm", "drafts"],
        ["switch", "-qc", "ice"],
    ):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    assert lprpolicy("check", "policies").returncode == 0
    with_ice(policies)
    subprocess.run([*git, "commit", "-qam", "let ICE in"], cwd=tmp_path, check=True)
    done = lprpolicy("check", "policies", "--format", "compact")
    assert done.returncode == 1
    line = (policies / WESTPORT).read_text().splitlines().index("    - to: us/ice") + 1
    assert (
        f"policies/{WESTPORT}:{line}:11: us-ct/no-federal-immigration-grants violated"
        in done.stdout
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
@pytest.mark.parametrize("arguments", [("--version",), ("check", "policies")])
def test_where_nothing_can_be_printed_it_says_so_and_never_allows(
    policies: Path, arguments: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lprpolicy", *arguments],
            cwd=policies.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == (
        "error: standard output cannot be written: No space left on device\n"
        "hint: make room there, or write to a file elsewhere\n"
        "what was printed is not whole\n"
    )
