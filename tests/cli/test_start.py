"""`lprpolicy start`: vendors' lists become one lawful draft, and who goes out is told why."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from lprpolicy.model.policy import Policy
from lprpolicy.read.files import read_file
from tests.cli.conftest import Run
from tests.cli.made_exports import HEADER
from tests.cli.terminals import answered
from tests.conftest import Snapshot

FLOCK = """Norwalk CT PD,,Westport CT PD
Westport CT PD,,Westport CT PD
Polk County FL SO,,Westport CT PD
Yonkers NY PD,,Westport CT PD
US Immigration and Customs Enforcement [Federal],,Westport CT PD
Middle of Nowhere Task Force,,Westport CT PD
"""
LEARN = """owner,vendor,reported,direction,recipient,state,reads,completeness
Westport Police Department,motorola-learn,2026-10-01,outbound,Norwalk Police Department,ct,yes,complete
Westport Police Department,motorola-learn,2026-10-01,outbound,Fairfield Police Department,ct,yes,complete
Westport Police Department,motorola-learn,2026-10-01,outbound,Drug Enforcement Administration,,yes,complete
"""
POLICY = "town/us-ct/westport-pd/policy.yaml"
ARGUMENTS = (
    *("start", "--state", "CT", "--town", "Westport", "--repository", "town"),
    *("--export", "learn.csv", "--export", "flock.csv"),
)


@pytest.fixture(autouse=True)
def exports(tmp_path: Path) -> None:
    (tmp_path / "flock.csv").write_text(HEADER + FLOCK, encoding="utf-8")
    (tmp_path / "learn.csv").write_text(LEARN, encoding="utf-8")


def grants(folder: Path) -> list[tuple[str | None, object]]:
    read = read_file("policy.yaml", (folder / POLICY).read_bytes(), Policy).value
    assert read is not None
    assert read.sharing is not None
    return [(grant.system, grant.to) for grant in read.sharing.grants or ()]


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_two_vendors_lists_become_one_lawful_draft(
    lprpolicy: Run, tmp_path: Path, snapshot: Snapshot
) -> None:
    done = lprpolicy(*ARGUMENTS)
    assert (done.returncode, done.stderr) == (0, "")
    snapshot("start/start.txt", done.stdout)
    snapshot("start/policy.yaml", (tmp_path / POLICY).read_text(encoding="utf-8"))
    listed = (tmp_path / "town/docs/recipients.md").read_text(encoding="utf-8")
    snapshot("start/recipients.md", listed)
    assert grants(tmp_path) == [
        ("learn", "us-ct/norwalk-pd"),
        ("learn", "us-ct/fairfield-pd"),
        ("flock", "us-ct/norwalk-pd"),
    ]
    memo = (tmp_path / "town/docs/memo.md").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("- `systems.lookups.statewide`") for line in memo) == 1


def test_no_rule_speaks_against_a_grant_of_the_draft(lprpolicy: Run) -> None:
    lprpolicy(*ARGUMENTS)
    report = json.loads(lprpolicy("check", "town", "--format", "json").stdout)
    about = [one for one in report["findings"] + report["coming"] if "/grants/" in str(one)]
    assert about == []
    assert {one["verdict"] for one in report["findings"]} == {"undecided"}


def test_running_it_again_changes_nothing_even_on_another_day(
    lprpolicy: Run, tmp_path: Path
) -> None:
    lprpolicy(*ARGUMENTS)
    before = bytes_of(tmp_path / "town")
    done = lprpolicy(*ARGUMENTS)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing to change in town" in done.stdout
    assert bytes_of(tmp_path / "town") == before
    later = lprpolicy(*ARGUMENTS, LPRPOLICY_AS_OF="")
    assert "nothing to change in town" in later.stdout
    assert bytes_of(tmp_path / "town") == before


def test_another_answer_replaces_only_what_nobody_edited(lprpolicy: Run, tmp_path: Path) -> None:
    lprpolicy(*ARGUMENTS)
    done = lprpolicy(*ARGUMENTS, "--keep-reads", "7 days")
    assert (done.returncode, done.stderr) == (0, "")
    policy = tmp_path / POLICY
    assert "reads: 7 days" in policy.read_text()
    policy.write_text(policy.read_text() + "# the clerk's own line\n")
    before = bytes_of(tmp_path / "town")
    done = lprpolicy(*ARGUMENTS, "--keep-reads", "5 days")
    assert done.returncode == 2
    assert "somebody changed us-ct/westport-pd/policy.yaml" in done.stderr
    assert "--force" in done.stderr
    assert bytes_of(tmp_path / "town") == before
    assert lprpolicy(*ARGUMENTS, "--keep-reads", "5 days", "--force").returncode == 0
    assert "reads: 5 days" in policy.read_text()


def test_an_export_of_another_agency_needs_a_reason_that_the_draft_keeps(
    lprpolicy: Run, tmp_path: Path
) -> None:
    (tmp_path / "learn.csv").write_text(LEARN.replace("Westport", "Bridgeport"))
    done = lprpolicy(*ARGUMENTS)
    assert done.returncode == 1
    assert "it is of “Bridgeport Police Department”, not of us-ct/westport-pd" in done.stderr
    assert not (tmp_path / "town").exists()
    done = lprpolicy(*ARGUMENTS, "--owner-is-right", "learn=one account for both towns")
    assert (done.returncode, done.stderr) == (0, "")
    read = read_file("policy.yaml", (tmp_path / POLICY).read_bytes(), Policy).value
    assert read is not None
    named = {system.id: system.export_owner for system in read.systems or ()}
    assert named["flock"] is None
    assert named["learn"] is not None
    assert named["learn"].name == "Bridgeport Police Department"
    assert named["learn"].why == "one account for both towns"


def test_of_two_lists_of_one_system_the_newer_one_counts(lprpolicy: Run, tmp_path: Path) -> None:
    newer = LEARN.replace("2026-10-01", "2026-11-01").replace("Norwalk", "Stratford")
    (tmp_path / "newer.csv").write_text(newer)
    done = lprpolicy(*ARGUMENTS, "--export", "newer.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "newer.csv of 2026-11-01 is the newest list" in done.stdout
    assert ("learn", "us-ct/stratford-pd") in grants(tmp_path)
    assert ("learn", "us-ct/norwalk-pd") not in grants(tmp_path)


def test_two_lists_of_one_day_are_two_systems_or_an_error(lprpolicy: Run, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text(LEARN)
    done = lprpolicy(*ARGUMENTS, "--export", "other.csv")
    assert done.returncode == 2
    assert "do not say which of them is newer" in done.stderr
    done = lprpolicy(*ARGUMENTS, "--export", "county=other.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert {system for system, _ in grants(tmp_path)} == {"learn", "flock", "county"}


def test_a_fact_can_be_of_one_system(lprpolicy: Run, tmp_path: Path) -> None:
    done = lprpolicy(
        *(*ARGUMENTS, "--contract-signed", "flock=2024-05-01"),
        *("--readers", "learn=fixed", "3"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    read = read_file("policy.yaml", (tmp_path / POLICY).read_bytes(), Policy).value
    assert read is not None
    learn, flock = read.systems or ()
    assert (learn.contract, flock.readers) == (None, None)
    assert flock.contract is not None
    assert str(flock.contract.signed) == "2024-05-01"
    assert learn.readers is not None
    assert learn.readers.fixed == 3
    done = lprpolicy(*ARGUMENTS, "--contract-signed", "axon=2024-05-01")
    assert done.returncode == 2
    assert "there is no system 'axon'" in done.stderr


def test_decisions_take_recipients_out_and_never_let_one_in(lprpolicy: Run, tmp_path: Path) -> None:
    lprpolicy(*ARGUMENTS)
    rows = (tmp_path / "town/docs/decisions.csv").read_bytes().decode()
    assert rows.startswith("system,listed_as,decision,who\r\n")
    decided = rows.replace("flock,Norwalk CT PD,,", "flock,Norwalk CT PD,remove,")
    decided = decided.replace("Fairfield Police Department,,", "Fairfield Police Department,ask,")
    decided = decided.replace("Norwalk Police Department,,", "Norwalk Police Department,keep,")
    decided = decided.replace("Polk County FL SO,,", "Polk County FL SO,keep,")
    decided = decided.replace("Yonkers NY PD,,", "Yonkers NY PD,keep,")
    (tmp_path / "decisions.csv").write_bytes(decided.encode())
    done = lprpolicy(*ARGUMENTS, "--decisions", "decisions.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert grants(tmp_path) == [("learn", "us-ct/norwalk-pd")]
    assert "2 of these were to be kept: no decision keeps what a rule keeps out" in done.stdout
    assert "2 go out: somebody decided so" in done.stdout
    before = bytes_of(tmp_path / "town")
    again = lprpolicy(*ARGUMENTS)
    assert "nothing to change in town" in again.stdout
    assert bytes_of(tmp_path / "town") == before


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("flock,Norwalk CT PD,maybe", "row 2: 'maybe' is no decision; write keep, remove, ask"),
        ("flock,Norwalk CT PD", "row 2 has 2 cells, and 3 are due"),
        (
            "flock,Norwalk CT PD,keep\nflock,Norwalk CT PD,ask",
            "row 3: 'Norwalk CT PD' of flock is decided twice, and not alike",
        ),
    ],
)
def test_decisions_that_are_none_are_an_error_that_writes_nothing(
    rows: str, says: str, lprpolicy: Run, tmp_path: Path
) -> None:
    (tmp_path / "decisions.csv").write_text(f"system,listed_as,decision\n{rows}\n")
    done = lprpolicy(*ARGUMENTS, "--decisions", "decisions.csv")
    assert done.returncode == 2
    assert says in done.stderr
    assert not (tmp_path / "town").exists()


def test_without_an_export_it_grants_nobody(lprpolicy: Run, tmp_path: Path) -> None:
    done = lprpolicy("start", "--state", "CT", "--town", "Westport", "--repository", "town")
    assert (done.returncode, done.stderr) == (0, "")
    assert grants(tmp_path) == []


def test_a_folder_with_other_files_is_left_alone(lprpolicy: Run, tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    (tmp_path / "town/minutes.txt").write_text("ours")
    done = lprpolicy(*ARGUMENTS)
    assert done.returncode == 2
    assert "this folder is not empty" in done.stderr
    assert bytes_of(tmp_path / "town") == {str(tmp_path / "town/minutes.txt"): b"ours"}


def test_at_a_terminal_it_asks_for_the_exports_and_whose_they_are(
    lprpolicy: Run, tmp_path: Path
) -> None:
    shown = answered(
        ["start", "--repository", "town"],
        [
            ("A vendor's list of who has access", "nowhere.csv"),
            ("A vendor's list of who has access", "lear\t"),
            ("The next one", "'flock.csv'"),
            ("The next one", ""),
            ("The state, such as CT", "ct"),
            ("What kind of agency it is [municipal-police]", "police"),
            ("What kind of agency it is [municipal-police]", ""),
            ("The town, city or county", "Westport"),
            ("learn: What the contract forbids", "sale, vendor-use"),
            ("flock: What the contract forbids", ""),
            ("learn: How long the vendor may keep", ""),
            ("flock: How long the vendor may keep", "10 days"),
            ("Encryption on every network", ""),
            ("Encryption of what is stored", ""),
            ("Where people can read this policy", ""),
            ("Where the report appears", ""),
        ],
        tmp_path,
    )
    assert "nowhere.csv: cannot be read: No such file or directory" in shown
    assert "Motorola’s LEARN, once called Vigilant: 3 recipients, of Westport Police" in shown
    assert "write one of municipal-police" in shown
    again = next(line for line in shown.splitlines() if line.startswith("then: lprpolicy start"))
    assert " --contract-retention 'flock=10 days' --repository town --decisions " in again
    before = bytes_of(tmp_path / "town")
    words = shlex.split(again.removeprefix("then: lprpolicy "))
    assert words[-2:] == ["--decisions", "decisions.csv"]
    assert "nothing to change in town" in lprpolicy(*words[:-2]).stdout
    assert bytes_of(tmp_path / "town") == before
    assert "what was answered there is left out. Have the vendor sign" in shown
    assert "forbids: [" not in (tmp_path / POLICY).read_text(encoding="utf-8")
    assert "retention: 10 days" in (tmp_path / POLICY).read_text(encoding="utf-8")
    assert sorted(grants(tmp_path), key=str) == [
        ("flock", "us-ct/norwalk-pd"),
        ("learn", "us-ct/fairfield-pd"),
        ("learn", "us-ct/norwalk-pd"),
    ]


def test_at_a_terminal_another_owner_is_asked_about_before_the_questions(tmp_path: Path) -> None:
    (tmp_path / "learn.csv").write_text(LEARN.replace("Westport", "Danbury"), encoding="utf-8")
    shown = answered(
        ["start", "--repository", "town", "--export", "learn.csv", "--town", "Westport"],
        [
            ("The state, such as CT", "ct"),
            ("What kind of agency it is", ""),
            ("Why it is the agency's all the same", ""),
        ],
        tmp_path,
        code=1,
    )
    assert "it is of “Danbury Police Department”, not of us-ct/westport-pd" in shown
    assert "--owner-is-right learn=" in shown
    assert not (tmp_path / "town").exists()


GIT = ("start", "--state", "CT", "--town", "Westport", "--export", "flock.csv", "--repository")


@pytest.mark.parametrize("folder", ["policies", "."])
def test_in_a_git_repository_the_workflow_and_the_hooks_are_where_they_work(
    folder: str, lprpolicy: Run, tmp_path: Path
) -> None:
    (tmp_path / "learn.csv").unlink()
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    done = lprpolicy(*GIT, folder)
    assert (done.returncode, done.stderr) == (0, "")
    workflow = (tmp_path / ".github/workflows/lprpolicy.yml").read_text(encoding="utf-8")
    assert f"path: {folder}" in workflow
    assert (tmp_path / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert ".pre-commit-config.yaml was there and stays as it is: add this to it" in done.stdout
    assert f"            args: [{folder}]\n" in done.stdout
    before = bytes_of(tmp_path)
    again = lprpolicy(*GIT, folder)
    assert again.stdout.count("nothing to change in") == 1
    assert bytes_of(tmp_path) == before
    (tmp_path / ".github/workflows/lprpolicy.yml").write_text("ours\n", encoding="utf-8")
    assert "somebody changed" in lprpolicy(*GIT, folder).stderr


@pytest.mark.real
def test_two_real_exports_become_a_lawful_draft(
    lprpolicy: Run, tmp_path: Path, real_data: Path
) -> None:
    done = lprpolicy(
        *("start", "--state", "CT", "--town", "Westport", "--repository", "town"),
        *("--export", real_data / "learn/ocso_2022-11-18.pdf"),
        *("--export", real_data / "flock/sharednetworks/okaloosa-county-fl-so_undated.csv"),
        *("--owner-is-right", "a trial with the lists of two other agencies"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "821 recipients on" in done.stdout
    assert grants(tmp_path) == [
        ("learn", f"us-ct/{town}-pd")
        for town in ("norwalk", "stratford", "trumbull", "wethersfield")
    ]
    report = json.loads(lprpolicy("check", "town", "--format", "json").stdout)
    assert [one for one in report["findings"] if one["verdict"] == "violation"] == []
