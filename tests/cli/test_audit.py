"""`lprpolicy audit`: a log against the law and the grants of each day, and no person in any output."""

from __future__ import annotations

import csv
import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.cli.run import run
from lprpolicy.model.small_cells import show_counts
from tests.audit.logs import ORGANIZATION, changed, written
from tests.conftest import Snapshot
from tests.rounds import AGENCY, adopted, commit, edit, scratch

NORWALK, DARIEN = "    - to: us-ct/norwalk-pd\n", "    - to: us-ct/darien-pd\n"
AS_OF = "--as-of=2026-12-10"


def at(day: str, clock: str = "03:15:00 PM") -> str:
    return f"{day[5:7]}/{day[8:]}/{day[:4]}, {clock} UTC"


def network(folder: Path, name: str = "network.csv") -> Path:
    """A network audit: Norwalk before and after its grant ended, ICE, a person's name, masks."""
    rows = []

    def add(agency: str, reason: str, day: str, times: int) -> None:
        for _ in range(times):
            number = len(rows)
            clock = f"{number % 12 + 1:02d}:{number % 60:02d}:{number % 59:02d} PM"
            rows.append(
                changed(
                    ID=f"id-{number:04d}-zz",
                    Name=f"Officer Quimby {number % 7}",
                    OrgName=agency,
                    Reason=reason,
                    LicensePlate=f"QX{number:05d}",
                    Case=f"26-9{number:05d}",
                    SearchTime=at(day, clock),
                )
            )

    add("Norwalk CT PD", "stolen vehicle", "2026-11-21", 40)
    add("Norwalk CT PD", "armed robbery", "2026-12-02", 12)
    add("ICE ERO", "narcotics HSI", "2026-12-01", 9)
    add("Quimby, Jane", "Quimby 9ABC123 dob 01/02/1990", "2026-12-01", 6)
    add("Norwalk CT PD", "immigration (civil/administrative) - Quimby", "2026-11-21", 3)
    add("Norwalk CT PD", "***", "2026-11-22", 7)
    return written(folder, ORGANIZATION, *rows, name=name)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A town that put Darien in Norwalk's place on 2026-11-30."""
    folder = scratch(tmp_path / "town", adopted())
    edit(folder, NORWALK, DARIEN)
    commit(folder, day="2026-11-30")
    monkeypatch.chdir(folder)
    return folder


def audited(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> Any:
    assert run(["audit", *arguments, "--agency", AGENCY, AS_OF, "--format", "json"]) == code
    return json.loads(capsys.readouterr().out)


def rule(found: Any, name: str) -> Any:
    return next(one for one in found["rules"] if one["rule"] == name)


def test_what_a_person_reads(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    log = network(tmp_path)
    for form in ("text", "markdown", "json"):
        assert run(["audit", str(log), "--agency", AGENCY, AS_OF, "--format", form]) == 1
        snapshot(f"audit-network.{form}", capsys.readouterr().out)


def test_a_grant_counts_on_the_days_on_which_it_was_in_force(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rule(audited(capsys, str(network(tmp_path))), "log/granted")
    assert found["answer"] == "violation"
    after = [one for one in found["findings"] if "Norwalk" in one["says"]]
    assert [(one["searches"], one["first_month"]) for one in after] == [(12, "2026-12")]
    assert any("ICE Enforcement and Removal" in one["says"] for one in found["findings"])


def test_an_immigration_agency_is_the_gravest_and_its_reason_decides_nothing(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = audited(capsys, str(network(tmp_path)))
    assert rule(found, "us-ct/searches-no-federal-immigration")["answer"] == "violation"
    stated = rule(found, "us-ct/searches-no-immigration")["findings"]
    assert [one["answer"] for one in stated] == ["violation", "undecided", "undecided"]
    assert stated[0]["searches"] is None
    assert stated[0]["fewer_than"] == 5
    assert len(stated[0]["rows"]) == 1


FORMS = ["text", "markdown", "json"]


def test_no_value_of_the_log_is_in_any_output(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = network(tmp_path)
    said = ""
    for form in FORMS:
        run(["audit", str(log), "--agency", AGENCY, AS_OF, "--format", form])
        said += capsys.readouterr().out
    for more in (("--rows-for", "log/granted"), ("--sample", "20%")):
        out = tmp_path / f"{more[0]}.csv"
        assert run(["audit", str(log), "--agency", AGENCY, AS_OF, *more, "--out", str(out)]) == 0
        said += capsys.readouterr().out + out.read_text()
    groups = tmp_path / "log.groups.json"
    run(["audit", str(log), "--agency", AGENCY, AS_OF, "--groups", str(groups)])
    said += capsys.readouterr().out
    with log.open(newline="") as file:
        rows = list(csv.DictReader(file))
    private = ("ID", "Name", "License Plate", "Reason", "Case #", "Search Time", "Time Frame")
    values = {row[column].strip() for row in rows for column in private} - {"", "***"}
    words = {"Quimby", "9ABC123", "01/02/1990", "03:15", "QX0", "26-9"}
    # A reason that is one of the tool's own words says nothing of the log.
    own_words = {"stolen vehicle", "armed robbery"}
    for value in sorted((values | words) - own_words):
        assert value not in said, value
    for value in sorted((values | words) - own_words - {"Norwalk CT PD"}):
        assert value not in groups.read_text().replace("Quimby, Jane", ""), value


def test_a_count_of_one_to_four_is_never_printed(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = audited(capsys, str(network(tmp_path)))
    counts = [line["searches"] for table in found["tables"] for line in table["lines"]]
    counts += [one["searches"] for rule in found["rules"] for one in rule["findings"]]
    assert not {1, 2, 3, 4} & set(counts)
    for table in found["tables"]:
        hidden = [line for line in table["lines"] if line["searches"] is None]
        assert len(hidden) != 1, table["title"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([90, 3, 40], ["90", "fewer than 5", "5 or more"]),
        ([1, 2, 40], ["fewer than 5", "fewer than 5", "40"]),
        ([4], ["fewer than 5"]),
        ([0, 7], ["0", "7"]),
        ([6, 7, 1], ["5 or more", "7", "fewer than 5"]),
    ],
)
def test_one_small_count_hides_another_one(counts: list[int], said: list[str]) -> None:
    assert [str(one) for one in show_counts(counts)] == said


def test_rows_go_to_their_owner_alone_and_never_into_a_repository(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = str(network(tmp_path))
    asked = ["audit", log, "--agency", AGENCY, AS_OF, "--rows-for", "log/granted", "--out"]
    assert run([*asked, "rows.csv"]) == 2
    assert "inside the git repository" in capsys.readouterr().err
    assert not (town / "rows.csv").exists()
    out = tmp_path / "rows.csv"
    assert run([*asked, str(out)]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert [int(row["row"]) for row in rows][:3] == [42, 43, 44]
    assert set(rows[0]) == {"file", "sheet", "row"}
    assert len(rows) == 12 + 9 + 6
    assert run([*asked, str(out)]) == 2


def test_a_sample_is_the_same_for_any_order_and_for_more_columns(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = network(tmp_path)
    with log.open(newline="") as file:
        header, *rows = csv.reader(file)
    again = written(
        tmp_path, (*header, "Moderation"), *((*row, "") for row in reversed(rows)), name="again.csv"
    )
    drawn = []
    for path, first in ((log, rows), (again, rows[::-1])):
        out = tmp_path / f"{path.stem}-sample.csv"
        assert (
            run(
                [
                    "audit",
                    str(path),
                    "--agency",
                    AGENCY,
                    AS_OF,
                    "--sample",
                    "5%",
                    "--seed",
                    "s",
                    "--out",
                    str(out),
                ]
            )
            == 0
        )
        places = [int(row["row"]) for row in csv.DictReader(io.StringIO(out.read_text()))]
        drawn.append({first[place - 2][0] for place in places})
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 4  # of 77, rounded up
    assert "seed s" in capsys.readouterr().out


def test_reasons_are_shown_at_a_terminal_only(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", str(network(tmp_path)), "--agency", AGENCY, AS_OF, "--show-reasons"]) == 2
    assert "at a terminal only" in capsys.readouterr().err


def test_only_the_searches_of_a_period_are_judged(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = audited(capsys, str(network(tmp_path)), "--period", "2026-11")
    assert found["searches"] == 50
    assert (found["first_day"], found["last_day"]) == ("2026-11-21", "2026-11-22")
    assert run(["audit", str(network(tmp_path)), "--agency", AGENCY, "--period", "2026-13"]) == 2
    assert (
        run(["audit", str(network(tmp_path)), "--agency", AGENCY, AS_OF, "--period", "2025"]) == 3
    )


def test_searches_of_days_to_come_are_counted_nowhere_and_said_to_be_there(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = written(
        tmp_path,
        ORGANIZATION,
        *(changed(ID=f"e{n}", SearchTime=at("2026-12-01")) for n in range(6)),
        *(changed(ID=f"f{n}", SearchTime=at("2926-12-01")) for n in range(3)),
    )
    found = audited(capsys, str(log))
    assert found["searches"] == 6
    assert any("searches dated after 2026-12-10: fewer than 5" in one for one in found["notes"])
    assert not any("dated after" in one for one in audited(capsys, str(network(tmp_path)))["notes"])


def test_a_groups_file_stands_for_its_log(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, groups = network(tmp_path), tmp_path / "log.groups.json"
    direct = audited(capsys, str(log), "--groups", str(groups))
    assert audited(capsys, str(groups)) == direct
    assert stat.S_IMODE(groups.stat().st_mode) == 0o600


def test_a_log_in_a_state_without_rules_decides_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    log = written(
        tmp_path,
        ("id", "searchDate", "networkCount", "reason"),
        ("p", "2026-10-02T09:30:00Z", "1", "theft"),
    )
    assert run(["audit", str(log), "--agency", "us-fl/elm-police-department", AS_OF]) == 3
    assert "NOTHING WAS DECIDED" in capsys.readouterr().out


def test_a_policy_that_cannot_be_read_is_no_missing_one(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(town, DARIEN, "")
    assert run(["audit", str(network(tmp_path)), "--agency", AGENCY, AS_OF]) == 1
    said = capsys.readouterr()
    assert "this policy cannot be read" in said.err
    assert not said.out


def test_a_groups_file_has_no_rows_to_write(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = tmp_path / "log.groups.json"
    audited(capsys, str(network(tmp_path)), "--groups", str(groups))
    for more in (("--rows-for", "log/granted"), ("--sample", "5%")):
        out = tmp_path / "none.csv"
        asked = ["audit", str(groups), "--agency", AGENCY, AS_OF, *more, "--out", str(out)]
        assert run(asked) == 2
        assert "a groups file holds counts alone" in capsys.readouterr().err
        assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "no log was given"),
        (["log.csv"], "nobody says whose log it is"),
        (["log.csv", "--agency", "westport"], "is not an agency's id"),
        (
            ["log.csv", "--agency", AGENCY, "--sample", "0%", "--out", "x"],
            "no share of the searches",
        ),
        (
            ["log.csv", "--agency", AGENCY, "--rows-for", "log/granted"],
            "rows go to a file of their own",
        ),
        (["log.csv", "--agency", AGENCY, "--time-zone", "Mars"], "no time zone named 'Mars'"),
    ],
)
def test_bad_usage_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    arguments: list[str], says: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    written(tmp_path, ORGANIZATION, changed())
    assert run(["audit", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_a_reason_is_explained(capsys: pytest.CaptureFixture[str], snapshot: Snapshot) -> None:
    for reason in ("DHS AOD", "ICE hold 459pc", "asdf", "***"):
        assert run(["audit", "--explain", reason, "--agency", "us-ca/elm-police-department"]) == 0
    snapshot("audit-explain.txt", capsys.readouterr().out)


@pytest.mark.parametrize("state", ["us-md", "us-nm", "us-or", "us-va", "us-wa"])
def test_every_table_of_an_annual_report_adds_up_to_the_log(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], state: str
) -> None:
    rows = [
        changed(ID=f"a{number}", OrgName=agency, Reason=reason)
        for number, (agency, reason) in enumerate(
            [("Norwalk CT PD", "theft")] * 8
            + [("ICE ERO", "narcotics")] * 6
            + [("Elm Desk", "")] * 7
        )
    ]
    log = written(tmp_path, ORGANIZATION, *rows)
    assert run(["audit", str(log), "--agency", AGENCY, AS_OF, "--report", state]) == 0
    text = capsys.readouterr().out
    assert "21 searches in the log" in text
    assert "______" in text
    blocks = [block for block in text.split("\n\n") if block.splitlines()[0] in TABLES]
    assert blocks
    for block in blocks:
        assert sum(int(line.split()[0]) for line in block.splitlines()[1:]) == 21, block


TABLES = {"Purposes", "Months", "Reasons", "Who searched", "Searches by where the agency is"}


def test_an_unknown_report_is_bad_usage(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = written(tmp_path, ORGANIZATION, changed())
    assert run(["audit", str(log), "--agency", AGENCY, AS_OF, "--report", "us-zz"]) == 2
    assert "there are reports for us-ct, us-md" in capsys.readouterr().err


def test_a_report_that_a_log_cannot_fill_says_what_its_law_asks_for(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = written(tmp_path, ORGANIZATION, changed())
    for state, law in (("us-nh", "Saf-C 7204.01 asks for devices"), ("us-ne", "60-3206(3)(a)")):
        assert run(["audit", str(log), "--agency", AGENCY, AS_OF, "--report", state]) == 2
        said = capsys.readouterr().err
        assert "a log of searches has nothing of the report" in said
        assert law in said


def test_a_filled_in_sample_gives_a_share_with_its_interval(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sample.csv"
    lines = ["file,sheet,row,judgment,note"]
    lines += [
        f"log.csv,,{row},{said},"
        for row, said in enumerate(["in order"] * 98 + ["Not in order"] * 2 + ["cannot tell"], 2)
    ]
    sheet.write_text("\n".join(lines) + "\n")
    assert run(["audit", "--sample-result", str(sheet)]) == 0
    said = capsys.readouterr().out
    assert "101 searches looked at: 98 in order, 2 not in order, 1 cannot tell" in said
    assert "2.0% were not in order; with 95 percent confidence 0.6% to 7.0%" in said
    sheet.write_text("\n".join([*lines[:3], "log.csv,,9,,"]) + "\n")
    assert run(["audit", "--sample-result", str(sheet)]) == 1
    assert "row 4: the judgment is none of" in capsys.readouterr().err
