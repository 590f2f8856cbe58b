"""`lprpolicy audit --replay`: what a proposed policy would have stopped, by clause and agency."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.cli.run import run
from tests.audit.logs import ORGANIZATION, changed, written
from tests.conftest import Snapshot
from tests.rounds import AGENCY, POLICY, adopted, commit, edit, scratch

AS_OF = "--as-of=2026-12-10"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = scratch(tmp_path / "town", adopted())
    commit(folder, day="2026-11-19")
    monkeypatch.chdir(folder)
    return folder


def log(folder: Path) -> Path:
    rows = []

    def add(agency: str, reason: str, times: int) -> None:
        for _ in range(times):
            rows.append(changed(ID=f"e{len(rows)}", OrgName=agency, Reason=reason,
                                SearchTime="11/25/2026, 03:15:00 PM UTC"))  # fmt: skip

    add("Norwalk CT PD", "stolen vehicle", 30)
    add("Norwalk CT PD", "investigation", 12)
    add("Norwalk CT PD", "immigration", 6)
    add("Darien CT PD", "stolen vehicle", 29)
    add("Westport CT PD", "missing person", 20)
    add("Quimby, Jane", "missing person", 70)
    add("Weston CT PD", "stolen vehicle", 3)
    return written(folder, ORGANIZATION, *rows)


def replayed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    asked = ["audit", *arguments, "--agency", AGENCY, AS_OF, "--format", "json"]
    assert run(asked) == 0
    return json.loads(capsys.readouterr().out)


def outcomes(found: Any, who: str) -> set[tuple[str, int | None]]:
    return {
        (one["outcome"], one["searches"]) for one in found["lines"] if one["agency"].startswith(who)
    }


def test_what_a_person_reads(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    proposed = tmp_path / "policy.yaml"
    proposed.write_bytes((town / POLICY).read_bytes())
    for form in ("text", "markdown"):
        asked = ["audit", str(log(tmp_path)), "--agency", AGENCY, AS_OF, "--format", form]
        assert run([*asked, "--replay", str(proposed)]) == 0
        snapshot(f"audit-replay.{form}", capsys.readouterr().out)


def test_a_grant_that_is_taken_away_shows_what_it_stops(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(log(tmp_path))
    standing = replayed(capsys, path, "--replay", POLICY)
    assert ("let-in", 30) in outcomes(standing, "Norwalk")
    assert outcomes(standing, "Darien") == {("stopped", 29)}
    assert ("cannot-tell", 12) in outcomes(standing, "Norwalk")
    edit(town, "    - to: us-ct/norwalk-pd\n", "    - to: us-ct/darien-pd\n")
    narrowed = replayed(capsys, path, "--replay", POLICY)
    assert outcomes(narrowed, "Norwalk") == {("stopped", 48)}
    assert outcomes(narrowed, "Darien") == {("let-in", 29)}
    for found in (standing, narrowed):
        assert "Quimby" not in json.dumps(found)
        assert outcomes(found, "an agency that the directory does not know") == {
            ("cannot-tell", 70)
        }


def test_a_prohibited_purpose_is_stopped_whoever_searches(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = replayed(capsys, str(log(tmp_path)), "--replay", POLICY)
    stopped = [one for one in found["lines"] if one["outcome"] == "stopped"]
    assert any(
        one["clause"].startswith("purposes/") and one["agency"].startswith("Norwalk")
        for one in stopped
    )


def test_a_small_count_is_not_shown(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = replayed(capsys, str(log(tmp_path)), "--replay", POLICY)
    assert outcomes(found, "Weston") == {("let-in", None)}
    assert sum(one["searches"] is None for one in found["lines"]) > 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("agency: [", "this policy cannot be read"),
        ("schema: lprpolicy/policy/v1\nagency: us-ct/darien-pd\nstatus: proposed\n", "policy of us-ct/darien-pd"),
    ],
)  # fmt: skip
def test_another_file_is_refused(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(text)
    asked = ["audit", str(log(tmp_path)), "--agency", AGENCY, AS_OF, "--replay", str(wrong)]
    assert run(asked) in (1, 2)
    said = capsys.readouterr().err
    assert says in said
    assert "nothing was replayed" in said


def test_a_pull_request_shows_what_it_would_have_made_of_a_log(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    groups = tmp_path / "log.groups.json"
    run(["audit", str(log(tmp_path)), "--agency", AGENCY, AS_OF, "--groups", str(groups)])
    edit(town, "    - to: us-ct/norwalk-pd\n", "    - to: us-ct/darien-pd\n")
    commit(town, day="2026-11-30")
    asked = [
        "diff",
        "HEAD~1",
        "HEAD",
        "--in",
        "policies",
        AS_OF,
        "--searches",
        f"{AGENCY}={groups}",
    ]
    said = {}
    for form in ("text", "markdown", "json"):
        capsys.readouterr()
        run([*asked, "--format", form])
        said[form] = capsys.readouterr().out
        assert "Quimby" not in said[form]
    _, heading, part = said["markdown"].partition("### What the change would have made")
    snapshot("diff-searches.markdown", heading + part.partition("###")[0])
    (found,) = json.loads(said["json"])["searches"]
    by = {(one["agency"], one["before"], one["after"]): one["searches"] for one in found["changes"]}
    stopped, let_in = "would have been stopped", "would have been let in"
    assert by["Norwalk Police Department", let_in, stopped] == 30
    assert by["Darien Police Department", stopped, let_in] == 29
    assert "30 by Norwalk Police Department" in said["text"]


@pytest.mark.parametrize(
    ("agency", "says"),
    [(AGENCY, "none.json"), ("us-ct/westprt-pd", "there is no policy of us-ct/westprt-pd here")],
)
def test_a_log_that_is_not_there_shows_even_where_nothing_changed(
    town: Path, capsys: pytest.CaptureFixture[str], agency: str, says: str
) -> None:
    asked = ["diff", "HEAD", "HEAD", "--in", "policies", AS_OF, "--searches", f"{agency}=none.json"]
    assert run(asked) in (1, 2)
    said = capsys.readouterr().err
    assert says in said
    assert "nothing was compared" in said


def test_a_groups_file_stands_for_the_log_of_its_own_agency_alone(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = tmp_path / "log.groups.json"
    run(["audit", str(log(tmp_path)), "--agency", AGENCY, AS_OF, "--groups", str(groups)])
    capsys.readouterr()
    assert run(["audit", str(groups), "--agency", "us-ct/norwalk-pd", AS_OF]) == 2
    said = capsys.readouterr()
    assert f"log.groups.json: these groups were made for {AGENCY}, not us-ct/norwalk-pd" in said.err
    assert "nothing was audited" in said.err
    assert not said.out


def test_a_diff_without_a_log_says_nothing_of_searches(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, "    - to: us-ct/norwalk-pd\n", "    - to: us-ct/darien-pd\n")
    commit(town, day="2026-11-30")
    run(["diff", "HEAD~1", "HEAD", "--in", "policies", AS_OF, "--format", "json"])
    assert "searches" not in json.loads(capsys.readouterr().out)
