"""`lprpolicy import`: a vendor's export becomes a draft that says nothing it does not show."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.errors import ExportError
from lprpolicy.identify.index import Index
from lprpolicy.model.characters import one_line
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Named
from lprpolicy.model.words import RowStatus
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.tasks.import_ import draft
from lprpolicy.vendors import observe
from tests.cli.conftest import Run
from tests.cli.made_exports import AGENCY, HEADER, ROWS, export
from tests.conftest import Snapshot
from tests.limits import examples


def test_a_draft_has_one_grant_for_each_recipient_and_keeps_the_vendors_names(
    lprpolicy: Run, tmp_path: Path, snapshot: Snapshot
) -> None:
    done = lprpolicy("import", export(tmp_path), "--agency", AGENCY, "--into", "work")
    assert (done.returncode, done.stderr) == (0, "")
    snapshot("import.txt", done.stdout)
    written = (tmp_path / "work" / AGENCY / "policy.yaml").read_text(encoding="utf-8")
    snapshot("import-policy.yaml", written)


def test_what_an_export_cannot_tell_is_undecided(lprpolicy: Run, tmp_path: Path) -> None:
    rows = ROWS.replace("Example FL SO", "Example CT PD")
    lprpolicy("import", export(tmp_path, rows), "--agency", "us-ct/example-pd", "--into", "work")
    done = lprpolicy("check", "work", "--format", "json")
    assert done.returncode == 1
    found = {(f["rule"], f["verdict"]) for f in json.loads(done.stdout)["findings"]}
    assert ("us-ct/retention-reads", "undecided") in found
    assert ("us-ct/national-lookup-off", "undecided") in found
    assert ("directory/unknown-agency", "undecided") in found


def test_a_policy_that_is_there_is_not_overwritten(lprpolicy: Run, tmp_path: Path) -> None:
    target = tmp_path / "work" / AGENCY / "policy.yaml"
    target.parent.mkdir(parents=True)
    target.write_text("mine\n")
    arguments = ("import", export(tmp_path), "--agency", AGENCY, "--into", "work")
    done = lprpolicy(*arguments)
    assert done.returncode == 2
    assert "--force replaces it" in done.stderr
    assert target.read_text() == "mine\n"
    assert lprpolicy(*arguments, "--force").returncode == 0
    assert target.read_text() != "mine\n"


def test_merge_adds_to_a_policy_that_stands(lprpolicy: Run, tmp_path: Path) -> None:
    arguments = ("--agency", AGENCY, "--into", "work", "--merge")
    done = lprpolicy("import", export(tmp_path), *arguments)
    assert done.returncode == 2
    assert "there is no policy to add to" in done.stderr
    lprpolicy("import", export(tmp_path), *arguments[:-1])
    target = tmp_path / "work" / AGENCY / "policy.yaml"
    before = target.read_bytes()
    done = lprpolicy("import", export(tmp_path, ROWS + "Tampa FL PD,,Example FL SO\n"), *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 grant added in flock" in done.stdout
    after = target.read_bytes()
    assert after.startswith(before)
    assert b"Tampa FL PD" in after[len(before) :]


def test_a_list_that_shrank_by_more_than_half_is_said_aloud(lprpolicy: Run, tmp_path: Path) -> None:
    rows = [f"Example Number {number} FL PD,,Example FL SO\n" for number in range(5)]
    arguments = ("--agency", AGENCY, "--into", "work", "--force")
    assert lprpolicy("import", export(tmp_path, "".join(rows)), *arguments).stderr == ""
    assert lprpolicy("import", export(tmp_path, "".join(rows[:3])), *arguments).stderr == ""
    done = lprpolicy("import", export(tmp_path, rows[0]), *arguments)
    assert done.returncode == 0
    assert "SharedNetworks.csv lists 1 recipients, and work/us-fl" in done.stderr
    assert "lists 3: make sure that the export is whole" in done.stderr


def test_a_dry_run_writes_nothing(lprpolicy: Run, tmp_path: Path) -> None:
    done = lprpolicy("import", export(tmp_path), "--agency", AGENCY, "--into", "work", "--dry-run")
    assert done.stdout.startswith("# yaml-language-server: $schema=")
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("report.pdf", "no pdf at all", 1, "report.pdf"),
        ("list.csv", "Organization,Shared\na,b\n", 1, "list.csv"),
        ("list.csv", "", 1, "list.csv"),
    ],
)
def test_a_file_that_is_no_export_is_an_error_that_writes_nothing(
    lprpolicy: Run, tmp_path: Path, name: str, content: str, code: int, says: str
) -> None:
    (tmp_path / name).write_text(content)
    done = lprpolicy("import", name, "--agency", AGENCY, "--into", "work")
    assert done.returncode == code
    assert says in done.stderr
    assert "nothing was imported and nothing was written" in done.stderr
    assert not (tmp_path / "work").exists()


@pytest.mark.parametrize("agency", ["Westport", "us/ice", "us-ct/Westport-PD", "us-ct/", "../etc"])
def test_an_agency_is_named_by_its_id(lprpolicy: Run, tmp_path: Path, agency: str) -> None:
    done = lprpolicy("import", export(tmp_path), "--agency", agency)
    assert done.returncode == 2
    assert "write it like us-ct/westport-pd" in done.stderr


@pytest.mark.parametrize("force", [False, True], ids=["new", "over an old one"])
def test_killed_at_any_moment_it_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, force: bool
) -> None:
    rows = "".join(f"Example Number {number} FL PD,,All of it\n" for number in range(1500))
    source = export(tmp_path, rows)
    target = tmp_path / "work" / AGENCY / "policy.yaml"
    command = [
        sys.executable,
        "-m",
        "lprpolicy",
        "import",
        str(source),
        "--agency",
        AGENCY,
        "--into",
        "work",
    ]
    whole = subprocess.run(
        [*command, "--dry-run"], cwd=tmp_path, capture_output=True, check=True
    ).stdout
    old = b"old\n" if force else None
    for attempt in range(6):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        if old is not None:
            target.write_bytes(old)
        process = subprocess.Popen(
            [*command, "--force"] if force else command, cwd=tmp_path, stdout=subprocess.DEVNULL
        )
        _wait_for_writing(target, process, pause=attempt * 0.0004)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = target.read_bytes() if target.exists() else None
        assert left in (old, whole)
        assert [path.name for path in target.parent.glob("*.yaml")] in ([], ["policy.yaml"])


def _wait_for_writing(target: Path, process: subprocess.Popen[bytes], *, pause: float) -> None:
    """Wait until the temporary file appears, then a little longer."""
    while process.poll() is None:
        if any(path.suffix == ".tmp" for path in target.parent.iterdir()):
            time.sleep(pause)
            return


names = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40
)


@settings(deadline=None, max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(names.filter(lambda name: name.strip()), min_size=1, max_size=5))
def test_whatever_a_vendor_prints_the_draft_reads_back(raws: list[str]) -> None:
    import csv
    import io

    out = io.StringIO()
    csv.writer(out).writerows([*csv.reader([HEADER.strip()]), *([raw, "", "x"] for raw in raws)])
    try:
        seen = observe("SharedNetworks.csv", out.getvalue().encode())
    except ExportError:
        return
    made = draft(seen, AGENCY, Index.of(federal()), schema="x.json")
    read = read_file("p", made.text.encode(), Policy)
    assert read.value is not None
    assert read.value.sharing is not None
    assert len(read.value.sharing.grants or ()) == len({one_line(s.raw) for s in seen.outbound()})


@pytest.mark.real
def test_the_sheriffs_real_report_is_refused_for_the_right_recipients(
    lprpolicy: Run, tmp_path: Path, real_data: Path
) -> None:
    report = real_data / "learn" / "ocso_2022-11-18.pdf"
    done = lprpolicy("import", report, "--agency", "us-ca/orange-county-so", "--into", "work")
    assert done.returncode == 0
    assert "287 grants" in done.stdout
    judged = lprpolicy("check", "work", "--as-of", "2026-11-22", "--format", "json")
    assert judged.returncode == 1
    lines = (tmp_path / "work/us-ca/orange-county-so/policy.yaml").read_text().splitlines()
    violated = {
        spot["who"]: lines[spot["location"]["start"]["line"] - 1]
        for finding in json.loads(judged.stdout)["findings"]
        if finding["rule"] == "us-ca/recipients" and finding["verdict"] == "violation"
        for spot in (finding | {"who": finding["who"]}, *finding["also"])
    }
    for name in (
        "CBP - NTC",
        "DHS - HSI (Newark NJ)",
        "DHS - HSI - New Orleans",
        "San Diego Sector Border Patrol (CA)",
    ):
        line = next(line for who, line in violated.items() if who.startswith(name))
        assert line.strip().startswith("- to: us/")


@pytest.mark.real
def test_every_outbound_row_of_a_real_list_is_drafted_and_inactive_ones_are_marked(
    real_data: Path,
) -> None:
    path = next((real_data / "flock" / "sharednetworks").glob("*.csv"))
    seen = observe(path.name, path.read_bytes())
    made = draft(seen, "us-fl/okaloosa-so", Index.of(federal()), schema="x.json")
    inactive = [share for share in seen.outbound() if share.status is RowStatus.INACTIVE]
    assert made.text.count("marked inactive by the vendor") == len(inactive)
    policy = read_file("p", made.text.encode(), Policy).value
    assert policy is not None
    assert policy.sharing is not None
    kept = {
        g.to.named if isinstance(g.to, Named) else g.listed_as for g in policy.sharing.grants or ()
    }
    assert {" ".join(share.raw.split()) for share in seen.outbound()} == kept


NEUTRAL = "owner,direction,recipient,state,reads,vendor\n"


def neutral(path: Path, *rows: str) -> Path:
    owner = "Example FL SO"
    said = "".join(f"{owner},{row},yes,motorola-learn\n" for row in rows)
    path.write_text(NEUTRAL + said, encoding="utf-8")
    return path


def test_a_state_that_another_export_prints_for_the_name_counts_here_too(
    lprpolicy: Run, tmp_path: Path
) -> None:
    """A name of two states there, and one that is not there, stay as they were."""
    here = neutral(
        tmp_path / "2020.csv",
        "outbound,Norwalk Police Department,",
        "outbound,Greenville Police Department,",
        "outbound,Springfield Police Department,",
    )
    there = neutral(
        tmp_path / "2022.csv",
        "outbound,Norwalk Police Department,ct",
        "outbound,Greenville Police Department,sc",
        "inbound,Greenville Police Department,tx",
    )
    done = lprpolicy("import", here, "--agency", AGENCY, "--into", "work", "--beside", there)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 recipients are in the directory, 2 are not" in done.stdout
    assert "1 have their state from another export" in done.stdout
    text = (tmp_path / "work" / AGENCY / "policy.yaml").read_text(encoding="utf-8")
    assert "# state from 2022.csv, row 2, where the same name stands" in text
    assert "- to: us-ct/norwalk-pd" in text
    drift = lprpolicy("drift", AGENCY, "--observed", here, "--repository", "work").stdout
    assert "0 differences" in drift


@pytest.mark.parametrize(
    ("owner", "vendor", "says"),
    [
        (
            "Elsewhere OH PD",
            "motorola-learn",
            "it is of “Elsewhere OH PD”, not of us-fl/example-so",
        ),
        ("Example FL SO", "flock", "it is of Flock Safety, and 2020.csv is of Motorola’s LEARN"),
    ],
)
def test_an_export_of_another_agency_or_vendor_settles_nothing(
    lprpolicy: Run, tmp_path: Path, owner: str, vendor: str, says: str
) -> None:
    here = neutral(tmp_path / "2020.csv", "outbound,Norwalk Police Department,")
    there = neutral(tmp_path / "2022.csv", "outbound,Norwalk Police Department,ct")
    text = there.read_text(encoding="utf-8")
    there.write_text(
        text.replace("Example FL SO", owner).replace("motorola-learn", vendor), encoding="utf-8"
    )
    done = lprpolicy("import", here, "--agency", AGENCY, "--into", "work", "--beside", there)
    assert done.returncode == 1
    assert f"2022.csv: {says}" in done.stderr
    assert not (tmp_path / "work").exists()


@pytest.mark.real
def test_the_later_report_says_of_which_state_the_names_of_the_earlier_one_are(
    lprpolicy: Run, tmp_path: Path, real_data: Path
) -> None:
    reports = [real_data / "learn" / f"ocso_{day}.pdf" for day in ("2020-02-06", "2022-11-18")]
    agency = "us-ca/orange-county-sheriff"
    told = ("import", reports[0], "--agency", agency, "--into", "work", "--force")
    assert "197 recipients are in the directory, 98 are not" in lprpolicy(*told).stdout
    both = lprpolicy(*told, "--beside", reports[1]).stdout
    assert "260 recipients are in the directory, 35 are not" in both
    assert "185 have their state from another export" in both
    drift = lprpolicy("drift", agency, "--observed", reports[0], "--repository", "work").stdout
    assert "0 differences" in drift


def test_the_report_of_a_long_import_reads_from_the_top(
    lprpolicy: Run, tmp_path: Path, real_data: Path
) -> None:
    """The 287 grants of a real list: the decision and the gravest stand on the first screens."""
    report = real_data / "learn" / "ocso_2022-11-18.pdf"
    lprpolicy("init", "--state", "CT", "--town", "Westport", "--repository", "town")
    why = ("--owner-is-right", "a trial with a list of another agency")
    westport = ("--agency", "us-ct/westport-pd", "--repository", "town", "--force")
    assert lprpolicy("import", report, *westport, *why).returncode == 0
    done = lprpolicy("check", "town")
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("Refused, without a base")
    assert len(lines) <= 80
    first = "\n".join(lines[:30])
    assert "4 grants to federal immigration agencies" in first
    assert "us-ct/no-federal-immigration-grants violated" in first
    assert "things the draft does not specify yet:" in done.stdout
    assert lines[-3:] == [
        "  lprpolicy rules show us-ct/recipient-tiers  what that rule asks, with examples",
        "  lprpolicy check town --fix --diff           "
        "how it looks without the forbidden grants; writes nothing",
        "  lprpolicy check town --all                  every place, with the law and the fix",
    ]
    whole = lprpolicy("check", "town", "--format", "compact").stdout
    listed = lprpolicy("check", "town", "--all").stdout
    places = [
        ":".join(line.split(":")[1:3]) for line in whole.splitlines() if "/policy.yaml:" in line
    ]
    assert len(places) > 700
    assert all(place in listed for place in places)
