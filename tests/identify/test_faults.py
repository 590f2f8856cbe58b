"""Kinds of fault met in vendors' lists, each with names of its kind: names.csv says who they are."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lprpolicy.identify.entries import Own
from lprpolicy.identify.explain import explain
from lprpolicy.identify.index import Index
from lprpolicy.identify.tables import NameTable
from lprpolicy.model.directory import Directory
from lprpolicy.repository.national import national

Make = Callable[..., Directory]

HERE = Path(__file__).parent
ROWS = tuple(csv.DictReader((HERE / "names.csv").read_text(encoding="utf-8").splitlines()))
FAULTS = tuple(dict.fromkeys(row["fault"] for row in ROWS))


def names(fault: str) -> list[str]:
    return [row["name"] for row in ROWS if row["fault"] == fault]


@pytest.mark.parametrize("fault", FAULTS)
def test_every_name_has_the_kind_and_the_state_that_its_words_show(
    index: Index, fault: str
) -> None:
    wrong = []
    for row in (one for one in ROWS if one["fault"] == fault):
        found = index.identify(row["name"])
        if (found.kind or "", found.state or "") != (row["kind"], row["state"]):
            wrong.append((row["name"], found.kind, found.state, found.why))
    assert wrong == []


def test_a_name_that_may_be_federal_is_never_called_local(index: Index) -> None:
    sure = {"", "federal-immigration", "federal-law-enforcement", "military"}
    doubtful = [row["name"] for row in ROWS if row["kind"] in sure and row["fault"] != "border"]
    assert [name for name in doubtful if index.identify(name).federal is False] == []
    assert all(index.identify(name).federal for name in names("border") + names("federal"))


@pytest.mark.parametrize("name", ["MO - Nevada PD", "Metropolitan Washington DC PD"])
def test_a_place_spelled_like_a_state_is_found_in_its_own(
    federal: Directory, directory: Make, name: str
) -> None:
    towns = (
        {"id": "us-mo/nevada-pd", "name": "Nevada Police Department", "state": "us-mo"},
        {"id": "us-dc/pd", "name": "Washington Police Department", "state": "us-dc"},
    )
    listed = Own.of(directory(*({"kind": "municipal-police"} | town for town in towns)))
    found = Index.of(federal, lists=listed).identify(name)
    assert found.state in ("us-mo", "us-dc")


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("Bristol TN KY PD", "us-tn", "us-tn"),
        ("Bristol TN KY PD", "us-oh", None),
        ("West Haven CT VA PD", "us-ct", None),
        ("West Haven CT VA PD", "us-va", None),
    ],
)
def test_the_exports_own_field_settles_two_states_unless_one_may_mean_veterans(
    index: Index, name: str, state: str, expected: str | None
) -> None:
    assert index.identify(name, state=state).state == expected


@pytest.mark.parametrize("name", ["Norwalk CT OH PD", "Norwalk PD (CT) (OH)"])
def test_an_id_is_never_the_first_of_two_states(
    federal: Directory, directory: Make, name: str
) -> None:
    norwalk = {"name": "Norwalk Police Department", "kind": "municipal-police"}
    both = [{"id": f"{one}/norwalk-pd", "state": one} | norwalk for one in ("us-ct", "us-oh")]
    for entries in (both, both[:1], both[1:]):
        index = Index.of(federal, lists=Own.of(directory(*entries)))
        assert (index.identify(name).id, index.identify(name).state) == (None, None)


@pytest.mark.parametrize(
    ("name", "kind", "state"),
    [
        ("Hampton VA PD", "municipal-police", "us-va"),  # a town that the list has
        ("Tomah College VA PD", "campus-police", "us-va"),
        ("Tomah VA Police Department", None, None),
        ("Tomah PD (VA)", "municipal-police", "us-va"),  # in brackets stands a state
        ("VA - Tomah PD", "municipal-police", "us-va"),
        ("Fort Worth TX PD", "municipal-police", "us-tx"),
        ("Fort Worth PD", "municipal-police", "us-tx"),
        ("Fort Nowhere PD (TX)", None, "us-tx"),
        ("Fort Nowhere Police", None, None),
        ("Fort Nowhere County SO (TX)", "county-sheriff", "us-tx"),
    ],
)
def test_a_police_that_no_list_has_may_be_a_posts_or_a_hospitals(
    federal: Directory, name: str, kind: str | None, state: str | None
) -> None:
    found = Index.of(federal, lists=national()).identify(name)
    assert (found.kind, found.state) == (kind, state)
    assert (found.federal is None) == (kind is None)


def test_a_task_force_of_a_court_district_is_known_by_its_number(federal: Directory) -> None:
    index = Index.of(federal, lists=national())
    found = index.identify("21st Drug Task Force (TN)")
    assert found.id == "us-tn/21st-judicial-district-drug-task-force"
    assert index.identify("22nd Drug Task Force").id is None  # Colorado and Tennessee have one


def test_a_railroad_of_many_states_is_not_its_office_on_one_states_list(
    federal: Directory, directory: Make
) -> None:
    office = {
        "id": "us-ky/csx-railroad-pd",
        "name": "CSX Railroad Police Department",
        "kind": "transit-police",
        "state": "us-ky",
    }
    index = Index.of(federal, lists=Own.of(directory(office)))
    assert (index.identify("CSX Railroad PD").id, index.identify("CSX Railroad PD").state) == (
        None,
        None,
    )
    assert index.identify("CSX Railroad KY PD").id == "us-ky/csx-railroad-pd"


def test_a_hospitals_police_are_told_and_nothing_but_a_list_bears_them_out(
    federal: Directory, directory: Make
) -> None:
    entry = {
        "id": "us-in/marion-health-pd",
        "name": "Marion Health Police Department",
        "kind": "special-district",
        "state": "us-in",
    }
    own = Index.of(federal, directory(entry))
    assert own.identify("Marion Health PD (IN)").id is None
    listed = Index.of(federal, lists=Own.of(directory(entry)))
    assert listed.identify("Marion Health PD (IN)").id == "us-in/marion-health-pd"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Norwalk CT PD", NameTable.WORDS),
        ("HSI Boston", NameTable.FEDERAL),
        ("Nowhere Agency MT PD", NameTable.HINTS),
        ("Nowhere AL PD", NameTable.KIND_WORDS),
        ("Hualapai AZ PD", NameTable.TRIBES),
        ("MSP (MI)", NameTable.INITIALS),
        ("West Haven CT VA PD", NameTable.STATES),
        ("CSX Railroad PD", NameTable.NATIONWIDE),
        ("Hayden AL PD", NameTable.STATES),
        ("Tomah VA Police", NameTable.STATES),
        ("Palo Alto VA Police", NameTable.STATES),
        ("Fort Nowhere PD (CT)", NameTable.HINTS),
        ("N Charleston SC PD", NameTable.COMPASS),
        ("LaPorte County SO (IN)", NameTable.PARTICLES),
        ("UC Davis PD CA", NameTable.CAMPUSES),
        ("CHP (CA)", NameTable.INITIALS),
        ("City of Avon PD CT", NameTable.DERIVED),
        ("Homeland PD", NameTable.SUSPECT_WORDS),
        ("Norwalk PD (Migra) CT", NameTable.SUSPECT_WORDS),
        ("Norwalk PD (Sector) CT", NameTable.HINTS),
    ],
)
def test_each_step_names_the_table_that_decided_it(
    federal: Directory, name: str, table: NameTable
) -> None:
    steps = explain(Index.of(federal, lists=national()), name)
    assert any(f"[{table}]" in step for step in steps[:-1])


def test_what_the_words_say_is_told_with_the_state_that_was_found(federal: Directory) -> None:
    steps = explain(Index.of(federal), "Hualapai AZ PD")
    assert any("by its words: tribal-police, us-az: " in step for step in steps)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Custody Police Department", NameTable.SUSPECT_WORDS),
        ("Xyzzy Quabadoli Plugh Police Department", NameTable.PLACE_WORDS),
    ],
)
def test_an_entry_that_nothing_bears_out_names_the_table_that_speaks_against_it(
    federal: Directory, directory: Make, name: str, table: NameTable
) -> None:
    entry = {"id": "us-ct/a-pd", "name": name, "kind": "municipal-police", "state": "us-ct"}
    entry["id"] = f"us-ct/{name.split()[0].lower()}-pd"
    own = Index.of(federal, directory(entry), lists=national())
    assert explain(own, f"{name} (CT)")[-1].endswith(f"[{table}]")


def test_an_answer_names_the_list_or_the_directory_that_it_came_from(
    federal: Directory, directory: Make
) -> None:
    entry = {"id": "us-ct/norwalk-pd", "name": "Norwalk PD", "kind": "municipal-police"}
    entry |= {"state": "us-ct"}
    source = {"source": {"title": "a list", "on": "2026-11-01"}}
    for more, where in (({}, "directory/"), (source, "a list, 2026-11-01")):
        index = Index.of(federal, lists=Own.of(directory(entry | more)))
        assert where in explain(index, "Norwalk CT PD")[-1]


def test_every_table_is_a_file_that_the_page_about_names_tells_of(root: Path) -> None:
    page = (root / "docs" / "how-to" / "names.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| .* \| `lprpolicy/(\S+)` \| .* \|$", page, flags=re.MULTILINE)
    assert sorted(told) == sorted(NameTable)
    assert [table for table in NameTable if not (root / "lprpolicy" / table).is_file()] == []
