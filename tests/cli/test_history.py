"""`lprpolicy history`: real commits, and what they say of who had access."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.cli.run import run
from tests.conftest import Snapshot
from tests.rounds import AGENCY, POLICY, adopted, commit, edit, git, scratch, write

NORWALK = "    - to: us-ct/norwalk-pd\n"
ICE = """    - to: us/ice-ero
      system: plate-reads
      data: [reads]
      mode: standing
"""
HSI = """    - to: {named: "DHS - HSI (New Haven CT)"}
      system: plate-reads
      data: [reads, hot-lists]
      mode: standing
"""


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits of an adopted policy: the second lets ICE in."""
    folder = scratch(tmp_path / "town", adopted())
    edit(folder, NORWALK, ICE + NORWALK)
    commit(folder, day="2026-11-22")
    monkeypatch.chdir(folder)
    return folder


def _out(town: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["history", AGENCY, "--format", "json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def _answers(found: Any) -> list[tuple[str, str, str | None]]:
    return [
        (one["answer"], one["from"]["day"], one["to"] and one["to"]["day"])
        for one in found["question"]["stretches"]
    ]


def _drop_ice(town: Path, day: str) -> None:
    edit(town, ICE, "")
    commit(town, day=day)


def test_was_ice_ever_on_the_list_and_until_when(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _drop_ice(town, "2026-11-25")
    assert run(["history", AGENCY, "--recipient", "us/ice"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert (
        first == "U.S. Immigration and Customs Enforcement (us/ice): was listed, until 2026-11-25"
    )


def test_a_recipient_that_is_still_listed_is_said_to_be(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = _out(town, capsys, "--recipient", "us/ice")
    assert _answers(found) == [
        ("no", "2026-11-20", "2026-11-22"),
        ("yes", "2026-11-22", None),
    ]
    assert found["question"]["answer"].endswith(f"still at commit {found['head'][:12]}")


@pytest.mark.parametrize("asked", ["us/ice", "ICE", "us/ice-ero", "us/dhs", "federal-immigration"])
def test_an_agency_is_asked_for_by_id_name_kind_or_the_whole_that_it_is_part_of(
    town: Path, capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    assert _out(town, capsys, "--recipient", asked)["question"]["ever"] == "yes"


def test_a_part_is_not_the_whole(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _out(town, capsys, "--recipient", "us/ice-hsi")["question"]["ever"] == "no"


def test_a_vendors_name_is_looked_up_in_the_directory(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, ICE, HSI)
    commit(town, day="2026-11-26")
    found = _out(town, capsys, "--recipient", "us/ice-hsi")
    assert _answers(found)[-1] == ("yes", "2026-11-26", None)
    assert found["question"]["stretches"][-1]["opens"] == ["hot-lists", "reads"]


def test_a_directory_that_learns_who_somebody_is_changes_the_answer_from_then_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "    - to: {named: Oak Realty LLC, state: us-ct}\n      system: plate-reads\n      data: [reads]\n"
    town = scratch(tmp_path / "town", adopted().replace(NORWALK, row + NORWALK))
    monkeypatch.chdir(town)
    text = (town / "policies/directory/us-ct.yaml").read_text(encoding="utf-8")
    entry = "  - {id: us-ct/oak-realty, name: Oak Realty LLC, kind: private, state: us-ct}\n"
    write(
        town,
        "policies/directory/us-ct.yaml",
        text.replace("agencies:\n", f"agencies:\n{entry}", 1),
    )
    commit(town, day="2026-11-24")
    found = _out(town, capsys, "--recipient", "us/ice")
    assert [one[0] for one in _answers(found)] == ["unknown", "no"]
    assert found["question"]["ever"] == "unknown"
    realty = [
        one for one in _out(town, capsys)["recipients"] if one["name"].startswith("Oak Realty")
    ]
    assert [(one["id"], len(one["stretches"])) for one in realty] == [("us-ct/oak-realty", 1)]


@pytest.mark.parametrize("broken", ["grants: [[", "status: adopted\nstatus: adopted\n", ""])
def test_a_policy_that_cannot_be_read_is_never_a_no(
    town: Path, capsys: pytest.CaptureFixture[str], broken: str
) -> None:
    _drop_ice(town, "2026-11-23")
    whole = (town / POLICY).read_text(encoding="utf-8")
    write(town, POLICY, broken)
    commit(town, day="2026-11-24")
    write(town, POLICY, whole)
    commit(town, day="2026-11-25")
    found = _out(town, capsys, "--recipient", "us/fbi")
    assert _answers(found) == [
        ("no", "2026-11-20", "2026-11-24"),
        ("unknown", "2026-11-24", "2026-11-25"),
        ("no", "2026-11-25", None),
    ]
    assert found["question"]["ever"] == "unknown"
    assert found["cannot_tell"][0]["why"].startswith("policy.yaml cannot be read")


def test_access_before_a_policy_that_cannot_be_read_lasted_at_least_so_long(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(town, POLICY, "grants: [[")
    commit(town, day="2026-11-24")
    assert run(["history", AGENCY, "--recipient", "us/ice"]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first.endswith("was listed, at least until 2026-11-24; 1 stretch cannot be told")


def test_a_policy_that_is_gone_or_a_link_says_nothing(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / POLICY).unlink()
    commit(town, day="2026-11-24")
    (town / POLICY).symlink_to("/etc/hostname")
    commit(town, day="2026-11-25")
    found = _out(town, capsys, "--recipient", "us/fbi")
    assert [one[0] for one in _answers(found)] == ["no", "unknown", "unknown"]
    assert [one["why"] for one in found["cannot_tell"]] == [
        "there is no policy of this agency",
        "policy.yaml is no ordinary file",
    ]


def test_a_directory_that_cannot_be_read_leaves_a_no_in_doubt_and_a_yes_a_yes(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(town, "policies/directory/us-ct.yaml", "agencies: [[")
    commit(town, day="2026-11-24")
    assert _answers(_out(town, capsys, "--recipient", "us/fbi"))[-1][0] == "unknown"
    assert _answers(_out(town, capsys, "--recipient", "us/ice"))[-1][0] == "yes"


@pytest.mark.parametrize(
    ("first", "last", "ever"),
    [
        ("2026-11-20", "2026-11-21", "no"),
        ("2026-11-20", "2026-11-22", "yes"),
        ("2026-11-25", "2026-12-31", "yes"),
        ("2026-11-26", "2026-12-31", "no"),
        ("2026-01-01", "2026-02-01", "unknown"),
        ("2026-01-01", "2026-11-21", "unknown"),
        ("2026-01-01", "2026-11-22", "yes"),
    ],
)
def test_a_range_of_days_is_read_with_both_its_ends(
    town: Path, capsys: pytest.CaptureFixture[str], first: str, last: str, ever: str
) -> None:
    _drop_ice(town, "2026-11-25")
    found = _out(town, capsys, "--recipient", "us/ice", "--between", first, last)
    assert found["question"]["ever"] == ever


def test_days_before_the_record_are_not_a_no(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--recipient", "us/fbi", "--between", "2026-11-01", "2026-11-21"]
    assert run(["history", AGENCY, *asked]) == 0
    out = capsys.readouterr().out
    assert "cannot tell for all of these days" in out.splitlines()[0]
    assert "the record begins on 2026-11-20" in out


def test_a_merge_counts_from_the_day_of_the_merge(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(town, "checkout", "--quiet", "-b", "side")
    _drop_ice(town, "2026-11-23")
    git(town, "checkout", "--quiet", "main")
    git(town, "merge", "--quiet", "--no-ff", "-m", "merged", "side", day="2026-11-27")
    assert _answers(_out(town, capsys, "--recipient", "us/ice"))[1][2] == "2026-11-27"
    earlier = _out(town, capsys, "--recipient", "us/ice", "--at", "HEAD~1")
    assert _answers(earlier)[-1] == ("yes", "2026-11-22", None)


def test_a_clock_that_runs_backwards_is_said(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _drop_ice(town, "2020-01-01")
    found = _out(town, capsys, "--recipient", "us/ice")
    assert _answers(found)[-1] == ("no", "2026-11-22", None)
    assert any("claim a day before" in note for note in found["notes"])


def test_switches_that_open_a_system_to_everybody_are_noted(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, "national: false", "national: true")
    commit(town, day="2026-11-24")
    notes = _out(town, capsys)["notes"]
    assert any("the policy turns on national in plate-reads" in note for note in notes)


def test_other_towns_and_other_files_are_no_part_of_it(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _out(town, capsys)
    write(town, "policies/us-ct/weston-pd/policy.yaml", "nothing")
    write(town, "notes.md", "words")
    commit(town, day="2026-11-29")
    after = _out(town, capsys)
    assert after["commits"] == before["commits"]
    assert run(["history", "us-ct/no-such-pd"]) == 3
    assert "no commit up to it has a policy" in capsys.readouterr().err


def test_what_people_see(
    town: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    write(town, POLICY, "grants: [[")
    commit(town, day="2026-11-23")
    write(town, POLICY, adopted())
    commit(town, day="2026-11-24")
    assert run(["history", AGENCY, "--recipient", "us/ice"]) == 0
    assert run(["history", AGENCY]) == 0
    hidden = re.sub(r"commit [0-9a-f]{12}", "commit 000000000000", capsys.readouterr().out)
    snapshot("history.txt", hidden)
    assert run(["history", AGENCY, "--recipient", "us/ice", "--format", "json"]) == 0
    hidden = re.sub(r"[0-9a-f]{40}", "0" * 40, capsys.readouterr().out)
    snapshot("history.json", re.sub(r"commit [0-9a-f]{12}", "commit 000000000000", hidden))


def test_the_help_has_examples(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    assert run(["history", "--help"]) == 0
    snapshot("help-history.txt", capsys.readouterr().out)


def test_days_that_run_backwards_are_bad_usage(town: Path) -> None:
    assert run(["history", AGENCY, "--between", "2026-12-01", "2026-11-01"]) == 2


def test_a_text_that_nobody_adopted_is_said_to_be_one(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, ICE, "")
    edit(town, "status: adopted", "status: superseded")
    edit(town, NORWALK, HSI + NORWALK)
    commit(town, day="2026-11-25")
    assert run(["history", AGENCY, "--recipient", "us/ice-hsi"]) == 0
    assert "nobody had adopted" in capsys.readouterr().out.splitlines()[0]
