"""The page of an agency's searches: counts by month, breaks where the form changed, nobody."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from lprpolicy.evaluate.searches.over_time import searches_of_town
from lprpolicy.write.site.facts import ReasonKind, TownSearches
from tests.audit.logs import ORGANIZATION, written
from tests.site.logs import groups_file
from tests.site.towns import state_of_towns

TOWN = "us-ct/town-001-pd"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("searches")
    policies = state_of_towns(root, 2)
    asked = ["publish", str(policies), "--out", str(root / "site"), "--as-of", "2026-11-22"]
    assert run([*asked, "--searches", f"{TOWN}={groups_file(root)}"]) == 0
    return root / "site"


def page(site: Path) -> str:
    return (site / f"searches/{TOWN}.html").read_text(encoding="utf-8")


def test_the_chart_breaks_where_the_form_changed(site: Path) -> None:
    drawn = re.findall(r'class="(label|limit-says|count)">([^<]*)<', unescape(page(site)))
    assert [says for kind, says in drawn if kind == "label"] == [
        "2025-09", "2025-10", "2025-12", "2026-02", "2026-03"
    ]  # fmt: skip
    assert [says for kind, says in drawn if kind == "limit-says"] == [
        "the vendor's form changed"
    ] * 2
    assert next(says for kind, says in drawn if kind == "count") == "60% of 100"
    assert "not comparable" in page(site)


def test_the_agency_s_page_leads_to_it_and_others_lead_nowhere(site: Path) -> None:
    of_town = (site / f"agencies/{TOWN}.html").read_text(encoding="utf-8")
    assert f"../../searches/{TOWN}.html" in of_town
    other = (site / "agencies/us-ct/town-000-pd.html").read_text(encoding="utf-8")
    assert "searches/us-ct" not in other


def test_no_small_count_and_nobody_is_on_any_page(site: Path) -> None:
    with (site / f"searches/{TOWN}.reasons.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["month"] for row in rows][-1] == "2026-03"
    assert not {"1", "2", "3", "4"} & {value for row in rows for value in row.values()}
    assert rows[1]["searches"] == "100"
    assert [rows[1][kind] for kind in ("stated", "vague")].count("5 or more") >= 1
    for path in site.rglob("*"):
        if path.is_file():
            said = path.read_text(encoding="utf-8")
            for private in ("Quimby", "9ABC123", "QX0", "id-2025", "26-101", "03:15"):
                assert private not in said, path


def months(
    folder: Path, *rows: tuple[str, ...], header: tuple[str, ...] = ORGANIZATION
) -> TownSearches:
    log = written(folder, header, *rows)
    found = searches_of_town(group_logs([log], LogOptions(zone="America/New_York"))[0])
    assert found is not None
    return found


def test_a_list_to_choose_from_breaks_the_chart_where_it_comes(tmp_path: Path) -> None:
    header = ("id", "searchDate", "networkCount", "reason", "offenseType")
    rows = [
        (f"{month}{n}", f"2026-{month}-10T15:00:00Z", "3", ("inv", "bolo")[n % 2], offense)
        for month, offense in (("05", ""), ("06", "Burglary"), ("07", "Burglary"))
        for n in range(10)
    ]
    found = months(tmp_path, *rows, header=header)
    assert [month.breaks for month in found.months] == ["", "a list to choose from", ""]
    assert found.kinds == (ReasonKind.CHOSEN, ReasonKind.VAGUE)


def test_another_vendor_s_form_did_not_change_then(tmp_path: Path) -> None:
    header = ("id", "searched_at", "reason")
    rows = [
        (f"{month}{n}", f"{month}-10T15:00:00Z", "theft" if n else "fraud")
        for month in ("2025-09", "2026-03")
        for n in range(10)
    ]
    assert not any(month.breaks for month in months(tmp_path, *rows, header=header).months)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("us-ct/town-001-pd", "names no agency and no groups file"),
        ("us-ct/nobody-pd={}", "there is no policy of us-ct/nobody-pd here"),
        ("us-ct/town-001-pd={}.none", "made-up.groups.json.none"),
    ],
)
def test_what_is_wrong_publishes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, says: str
) -> None:
    policies = state_of_towns(tmp_path, 2)
    asked = ["publish", str(policies), "--out", str(tmp_path / "site"), "--searches"]
    assert run([*asked, said.format(groups_file(tmp_path))]) != 0
    error = capsys.readouterr().err
    assert says in error
    assert "nothing was done" in error or "nothing was published" in error
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("agency", "says"),
    [
        (',"agency":"us-ct/town-002-pd"', "were made for us-ct/town-002-pd, not us-ct/town-001-pd"),
        (',"agency":"us-va/town-001-pd"', "were made for us-va/town-001-pd, not us-ct/town-001-pd"),
        (',"agency":null', "were made for no agency, not us-ct/town-001-pd"),
        ("", "were made for no agency, not us-ct/town-001-pd"),
    ],
)
def test_no_page_shows_the_searches_of_another_agency(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], agency: str, says: str
) -> None:
    policies, groups = state_of_towns(tmp_path, 2), groups_file(tmp_path)
    text = groups.read_text()
    assert text.count(f',\n"agency":"{TOWN}"') == 1
    groups.write_text(text.replace(f',\n"agency":"{TOWN}"', agency))
    asked = ["publish", str(policies), "--out", str(tmp_path / "site"), "--searches"]
    assert run([*asked, f"{TOWN}={groups}"]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
