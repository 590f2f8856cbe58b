"""`check --baseline`: what was found before is old, and nothing else is."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.repositories import POLICIES, WESTPORT
from tests.rounds import CLOCK, commit, git, run

DAY = "--as-of=2026-11-22"
UNTIL = "--until=2027-03-01"
FBI = """    - to: us/fbi
      system: plate-reads
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
"""
ICE = FBI.replace("us/fbi", "us/ice")
WRITE = ("--write-baseline", "baseline.json", UNTIL)
FORMATS = ("text", "compact", "json", "sarif", "github", "junit", "markdown")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose policy gives the FBI access, which the state's law bars."""
    shutil.copytree(POLICIES / "directory", tmp_path / "policies/directory")
    shutil.copytree((POLICIES / WESTPORT).parent, (tmp_path / "policies" / WESTPORT).parent)
    monkeypatch.chdir(tmp_path)
    granted(tmp_path, FBI)
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(tmp_path))
    commit(tmp_path)
    return tmp_path


def granted(town: Path, grant: str) -> None:
    file = town / "policies" / WESTPORT
    file.write_text(file.read_text().replace("  grants:\n", f"  grants:\n{grant}", 1))


def edited(town: Path, before: str, after: str) -> None:
    file = town / "policies" / WESTPORT
    said = file.read_text()
    assert said.count(before) == 1
    file.write_text(said.replace(before, after))


def check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    code = run(["check", "policies", DAY, *options])
    return code, capsys.readouterr().out


def report(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(check(capsys, *options, "--format=json")[1])
    return made


def test_what_was_found_before_is_old_and_refuses_no_more(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(capsys)[0] == 1
    code, out = check(capsys, *WRITE)
    assert code == 0
    assert out.startswith("Allowed, apart from ")
    assert " 1 old finding (baseline.json, until 2027-03-01)" in out.splitlines()[0]
    assert "violated, old: gives Federal Bureau of Investigation standing access" in out


def test_a_new_finding_refuses_beside_old_ones(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "policies", DAY, *WRITE]) == 0
    granted(town, FBI.replace("us/fbi", "us/dea"))
    capsys.readouterr()
    code, out = check(capsys, "--baseline", "baseline.json")
    assert code == 1
    assert out.startswith("Refused, besides ")
    assert "Drug Enforcement Administration" in out


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_old_from_new(
    town: Path, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    assert run(["check", "policies", DAY, *WRITE]) == 0
    capsys.readouterr()
    _, before = check(capsys, f"--format={format_}")
    _, after = check(capsys, "--baseline=baseline.json", f"--format={format_}")
    said = {
        "json": '"old": true',
        "sarif": '"baselineState": "unchanged"',
        "github": "us-ct/recipient-tiers violated%2C old",
        "junit": 'skipped message="old (baseline.json, until 2027-03-01): gives Federal',
    }.get(format_, "violated, old")
    assert said in after
    assert said not in before


def test_sarif_gives_every_result_a_state(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "policies", DAY, *WRITE]) == 0
    granted(town, ICE)
    capsys.readouterr()
    _, out = check(capsys, "--baseline=baseline.json", "--format=sarif")
    results = json.loads(out)["runs"][0]["results"]
    states = {one["baselineState"] for one in results if one["level"] == "error"}
    assert states == {"new"}
    assert {one["baselineState"] for one in results} == {"new", "unchanged"}


def test_immigration_is_never_old(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    granted(town, ICE)
    code = run(["check", "policies", DAY, *WRITE])
    said = capsys.readouterr()
    assert code == 1
    assert "can never be old, such as grants to federal immigration agencies" in said.err
    assert "us-ct/no-federal-immigration-grants violated\n" in said.out
    lines = json.loads((town / "baseline.json").read_text())["findings"]
    assert not any("immigration" in line["message"] for line in lines)


def test_a_line_about_immigration_that_somebody_wrote_counts_nothing(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As an insider would: every line is right but for the name of the agency."""
    assert run(["check", "policies", DAY, *WRITE]) == 0
    granted(town, ICE)
    capsys.readouterr()
    made = json.loads((town / "baseline.json").read_text())
    found = report(capsys)["findings"]
    forged = [
        {
            "rule": one["rule"],
            "verdict": one["verdict"],
            "agency": one["agency"],
            "message": one["message"],
            "fingerprint": one["fingerprint"],
            "around": around,
        }
        for one in found
        if one["group"] == "federal-immigration"
        for around in [_around(town)]
    ]
    assert forged
    made["findings"] += forged
    (town / "baseline.json").write_text(json.dumps(made))
    code, out = check(capsys, "--baseline=baseline.json")
    assert code == 1
    assert "us-ct/no-federal-immigration-grants violated\n" in out


def _around(town: Path) -> str:
    """The digest of the first grant, as the program makes it."""
    from lprpolicy.evaluate.baseline import _Decisions
    from lprpolicy.model.places import START, Location, Pointer, Span
    from lprpolicy.model.report import Spot
    from lprpolicy.repository.layout import folder

    at = Pointer.parse("/sharing/grants/0/to")
    spot = Spot("", at, Location(f"policies/{WESTPORT}", Span(START, START)), "")
    digest = _Decisions(folder((town / "policies",))).digest(spot)
    assert digest is not None
    return digest


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("data: [reads]\n      mode: standing\n      purposes: [stolen-vehicle]\n", None),
        ("data: [reads]\n      mode: standing\n      purposes: [stolen-vehicle]\n", "more data"),
        ("mode: standing\n      purposes: [stolen-vehicle]\n", "a condition less"),
    ],
)
def test_a_grant_that_changes_is_a_new_finding(
    town: Path, capsys: pytest.CaptureFixture[str], before: str, after: str | None
) -> None:
    wider = {
        None: before.replace("[stolen-vehicle]", "[stolen-vehicle, missing-person]"),
        "more data": before.replace("[reads]", "[reads, hot-list-hits]"),
        "a condition less": before.replace("[stolen-vehicle]", "[missing-person]"),
    }[after]
    assert run(["check", "policies", DAY, *WRITE]) == 0
    edited(town, before, wider)
    assert run(["check", "policies", DAY, "--baseline=baseline.json"]) == 1


def test_a_second_grant_like_an_old_one_is_new(town: Path) -> None:
    assert run(["check", "policies", DAY, *WRITE]) == 0
    granted(town, FBI)
    assert run(["check", "policies", DAY, "--baseline=baseline.json"]) == 1


def test_with_a_base_the_baseline_is_that_of_the_base(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change brings its own baseline: that of the base is read, where there is one."""
    base = ("--base=main", "--baseline=baseline.json")
    assert run(["check", "policies", DAY, *WRITE]) == 0
    capsys.readouterr()
    code, out = check(capsys, *base)
    assert code == 1
    assert "note: main has no baseline.json, so every finding is new" in out
    commit(town)
    code, out = check(capsys, *base)
    assert (code, "note: this change alters baseline.json" in out) == (0, False)
    granted(town, FBI.replace("us/fbi", "us/dea"))
    (town / "baseline.json").unlink()
    assert run(["check", "policies", DAY, *WRITE]) == 0
    capsys.readouterr()
    code, out = check(capsys, *base)
    assert code == 1
    assert "note: this change alters baseline.json; the one of main was used" in out
    assert "Drug Enforcement Administration" in out
    assert "base/baseline-widened violated" in out


def test_a_line_that_was_written_before_what_it_excuses_counts_nothing(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change brings a line about a grant that nobody has; the next one brings the grant."""
    base = ("--base=main", "--baseline=baseline.json")
    assert run(["check", "policies", DAY, *WRITE]) == 0
    commit(town)
    policy, baseline = town / "policies" / WESTPORT, town / "baseline.json"
    before, lines = policy.read_text(), baseline.read_text()
    granted(town, FBI.replace("us/fbi", "us/dea"))
    baseline.unlink()
    assert run(["check", "policies", DAY, *WRITE]) == 0
    with_grant = policy.read_text()
    policy.write_text(before)
    capsys.readouterr()
    code, out = check(capsys, *base)
    assert (code, out.count("base/baseline-widened violated")) == (1, 1)
    assert "lists a finding of us-ct/" in out
    commit(town, "approved nevertheless")
    policy.write_text(with_grant)
    code, out = check(capsys, *base)
    assert code == 1
    assert "Drug Enforcement Administration" in out
    policy.write_text(before)
    baseline.write_text(lines)
    assert check(capsys, *base)[0] == 0


def test_a_baseline_that_ends_later_is_a_wider_one(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ("--base=main", "--baseline=baseline.json")
    assert run(["check", "policies", DAY, *WRITE]) == 0
    commit(town)
    longer = (town / "baseline.json").read_text().replace("2027-03-01", "2027-03-02")
    (town / "baseline.json").write_text(longer)
    capsys.readouterr()
    code, out = check(capsys, *base)
    assert (code, "counts until 2027-03-02, and that of main until 2027-03-01" in out) == (1, True)
    (town / "baseline.json").write_text(longer.replace("2027-03-02", "2027-02-28"))
    assert check(capsys, *base)[0] == 0


def test_an_old_grant_stays_old_at_another_place_of_the_list(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "policies", DAY, *WRITE]) == 0
    commit(town)
    granted(town, FBI.replace("us/fbi", "us-ct/derby-pd"))
    capsys.readouterr()
    assert check(capsys, "--base=main", "--baseline=baseline.json")[0] == 0


def test_without_a_base_the_report_says_who_vouches(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out = check(capsys, *WRITE)
    assert "note: baseline.json was read from the folder that is judged; with --base" in out


def test_a_baseline_ends_and_an_earlier_day_does_not_revive_it(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "policies", DAY, *WRITE]) == 0
    later = CLOCK + dt.timedelta(days=120)
    capsys.readouterr()
    code = run(["check", "policies", DAY, "--baseline=baseline.json"], clock=later)
    out = capsys.readouterr().out
    assert code == 1
    assert "note: baseline.json ended on 2027-03-01: every finding counts as new" in out


def test_a_baseline_of_a_later_day_counts_for_nothing(town: Path) -> None:
    later = CLOCK + dt.timedelta(days=30)
    assert run(["check", "policies", DAY, *WRITE], clock=later) == 0
    assert run(["check", "policies", DAY, "--baseline=baseline.json"]) == 1


def test_a_baseline_says_when_it_ends_and_ends_within_half_a_year(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "policies", DAY, "--write-baseline=b.json"]) == 2
    assert "--until 2027-05-21, or an earlier day" in capsys.readouterr().err
    for day in ("2027-05-22", "2026-11-21"):
        assert run(["check", "policies", DAY, "--write-baseline=b.json", f"--until={day}"]) == 2
    assert not (town / "b.json").exists()


def test_over_a_baseline_that_is_there_it_only_becomes_smaller(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    granted(town, FBI.replace("us/fbi", "us/dea"))
    assert run(["check", "policies", DAY, *WRITE]) == 0
    before = json.loads((town / "baseline.json").read_text())
    file = town / "policies" / WESTPORT
    file.write_text(file.read_text().replace(FBI, "", 1))
    granted(town, FBI.replace("us/fbi", "us/atf"))
    capsys.readouterr()
    assert run(["check", "policies", DAY, "--write-baseline=baseline.json"]) == 1
    said = capsys.readouterr().err
    after = json.loads((town / "baseline.json").read_text())
    assert "taken out, since they are gone" in said
    assert "new, which a baseline never takes in" in said
    assert after["findings"]
    assert all(line in before["findings"] for line in after["findings"])
    assert (after["written"], after["until"]) == (before["written"], before["until"])


def test_what_cannot_be_read_is_never_old(town: Path) -> None:
    (town / "policies" / WESTPORT).write_text("schema: [\n")
    assert run(["check", "policies", DAY, *WRITE]) == 1


def test_a_baseline_goes_with_no_other_way_of_judging() -> None:
    for options in (["--watch", "--baseline=b"], ["--until=2027-01-01"], ["--base=HEAD", *WRITE]):
        assert run(["check", str(POLICIES), *options]) == 2


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('"schema"', '"shema"', "schema"),
        ('"until": "2027-03-01"', '"until": "2027-12-01"', "the most is 180 days"),
        ('"until": "2027-03-01"', '"until": "2026-01-01"', "the most is 180 days"),
        ('"verdict": "violation"', '"verdict": "met"', "baseline.json:"),
        ("{", "", "baseline.json:"),
        ('"written"', '"written": "2026-11-22",\n  "written"', "baseline.json:4:3"),
    ],
)
def test_a_damaged_baseline_is_an_error_with_its_place(
    town: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, says: str
) -> None:
    assert run(["check", "policies", DAY, *WRITE]) == 0
    file = town / "baseline.json"
    file.write_text(file.read_text().replace(before, after, 1))
    capsys.readouterr()
    assert run(["check", "policies", DAY, "--baseline=baseline.json"]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert "nothing was checked" in said


def test_a_finding_that_quotes_a_blank_no_file_may_hold_is_never_old(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    granted(town, '    - to: {named: "Oak\xa0Desk"}\n      system: plate-reads\n')
    check(capsys, *WRITE)
    assert "\xa0" not in (town / "baseline.json").read_text(encoding="utf-8")
    assert check(capsys, "--baseline=baseline.json")[0] == 1
