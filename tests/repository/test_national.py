"""The national directory: what it holds, that it answers as imported lists do, how it is joined."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import pytest

from lprpolicy.errors import StoreError
from lprpolicy.identify.assembled import Assembled
from lprpolicy.identify.index import FederalNames, Index
from lprpolicy.identify.listed_entry import entry_of
from lprpolicy.identify.name_keys import key_of
from lprpolicy.identify.partners import assemble
from lprpolicy.identify.same import identified_as
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import AgencyList, ListName
from lprpolicy.model.words import AgencyKind as K
from lprpolicy.repository.directories import federal
from lprpolicy.repository.imported_lists import ImportedLists
from lprpolicy.repository.known_lists import known_lists, not_joined
from lprpolicy.repository.loaded_lists import Store
from lprpolicy.repository.loaded_lists_file import write
from lprpolicy.repository.national import National, national
from lprpolicy.repository.national_tables import agency_of
from lprpolicy.tasks.directory_import import Imported, import_list, partner
from scripts.national import lists_of, tables_of
from tests.lists.samples import FBI, PARTNERS, fbi, ice, read_fbi, read_ice, tables

SAMPLE = 1500
ICE = (
    "participating_2025-05-16.csv",
    "participatingAgencies07182025pm.xlsx",
    "moa_index_2026-06-30.csv",
)


def assembled(*lists: AgencyList) -> Assembled:
    return assemble(FederalNames.of(federal()), lists)


@pytest.fixture
def small(tmp_path: Path) -> National:
    """A directory of invented agencies, of the days of the shipped one."""
    return tables(tmp_path / "national", read_fbi(), read_ice())


@pytest.fixture(scope="module")
def whole() -> Assembled:
    """What the shipped lists make when they are put together again."""
    return assembled(*national().lists())


def imported(folder: Path, small: National, which: ListName, name: str, raw: bytes) -> Imported:
    (folder / name).write_bytes(raw)
    return import_list(which, folder / name, path=folder / "lists.sqlite", shipped=small)


def entries(made: Assembled) -> dict[str, Agency]:
    return {id_: entry_of(one, made.sources) for id_, one in made.agencies.items()}


def same_answers(first: National, second: Store, made: Assembled, most: int) -> None:
    """Ask both for forms of every strength, with and without a state."""
    forms = sorted({(form, one.state) for one in made.agencies.values() for form in one.forms})
    for form, state in random.Random(7).sample(forms, min(most, len(forms))):
        assert first.find_named(form) == second.find_named(form)
        assert first.find_derived(form, state) == second.find_derived(form, state)
        assert first.find_derived(form, None) == second.find_derived(form, None)
    for start in ("ash", "pd", "nor", "cou"):
        wanted = frozenset({start, "bel"})
        assert list(first.near(wanted)) == list(second.near(wanted))
    for one in random.Random(7).sample(sorted(made.agencies), min(most, len(made.agencies))):
        agency = made.agencies[one]
        assert first.by_id(one) == second.by_id(one)
        assert first.by_ori(agency.ori or "") == second.by_ori(agency.ori or "")


def test_the_index_is_made_from_the_agencies() -> None:
    national().verify()


def test_the_shipped_lists_put_together_anew_are_the_shipped_entries(whole: Assembled) -> None:
    assert {one.id: one for one in national().all()} == entries(whole)
    assert national().sources == whole.sources


def test_it_answers_as_imported_lists_of_the_same_rows_do(whole: Assembled, tmp_path: Path) -> None:
    path = tmp_path / "lists.sqlite"
    write(path, national().lists(), whole)
    same_answers(national(), Store(path), whole, SAMPLE)


def test_so_does_a_small_one_for_every_form(small: National, tmp_path: Path) -> None:
    lists = tuple(small.lists())
    made = assembled(*lists)
    path = tmp_path / "lists.sqlite"
    write(path, lists, made)
    store = Store(path)
    assert list(small.all()) == list(store.all())
    assert small.national == store.national == "FBI police employee list of 2025-10-31"
    same_answers(small, store, made, 10_000)


@pytest.mark.real
def test_the_tables_are_made_anew_from_the_files_of_the_fbi_and_ice(real_data: Path) -> None:
    folder = real_data / "reference"
    ice_files = (folder / "ice-287g" / name for name in ICE)
    made = assembled(*lists_of(folder / "fbi-lee" / "fbi_lee_latest.csv", *ice_files))
    for name, text in tables_of(made).items():
        held = (national().path.parent / name).read_bytes()
        assert text.encode() == held, f"{name} is stale: run scripts/national.py"


def test_its_heads_say_what_it_was_made_from_and_when() -> None:
    text = (national().path.parent / "agencies.tsv").read_text()
    assert text.startswith("# Agencies that the FBI counts the police employees of")
    assert "\tFBI police employee list\t2025-10-31\tcomplete\t17201\tfbi_lee_latest.csv\t" in text
    assert "\tFBI list of agencies\t2017-08-21\tpart\t" in text
    days = [(one.list, str(one.on)) for one in national().sources]
    assert days == [
        ("fbi-lee", "2025-10-31"),
        ("fbi-lee", "2017-08-21"),
        ("ice-287g", "2026-06-30"),
        ("ice-287g", "2025-05-16"),
        ("ice-287g", "2025-07-18"),
    ]


@pytest.mark.parametrize(
    ("raw", "who", "kind"),
    [
        ("Norwalk CT PD", "us-ct/norwalk-pd", K.MUNICIPAL_POLICE),
        ("Orange County CA SO", "us-ca/orange-county-sheriff", K.COUNTY_SHERIFF),
        ("Michigan State Police", "us-mi/state-police", K.STATE_POLICE),
        ("City of Danbury CT Police", "us-ct/danbury-pd", K.MUNICIPAL_POLICE),
        ("FBI", "us/fbi", K.FEDERAL_LAW_ENFORCEMENT),
        ("Danville CA PD", "us-ca/danville-pd", K.MUNICIPAL_POLICE),
        ("Tuscarawas County OH SO", "us-oh/tuscarawas-county-sheriff", K.COUNTY_SHERIFF),
        ("Trousdale County TN SO", "us-tn/hartsville-trousdale-county-sheriff", K.COUNTY_SHERIFF),
        ("Austin ISD TX PD", "us-tx/austin-independent-school-district-police", K.CAMPUS_POLICE),
        ("Ossining NY PD", "us-ny/ossining-village-pd", K.MUNICIPAL_POLICE),
        ("Union Township PA PD", None, K.MUNICIPAL_POLICE),
        ("Springfield Police Department", None, K.MUNICIPAL_POLICE),
    ],
)
def test_names_are_known_on_every_machine(raw: str, who: str | None, kind: K) -> None:
    found = Index.of(federal(), lists=national()).identify(raw)
    assert (found.id, found.kind) == (who, kind)


def test_a_key_is_the_same_for_every_way_to_say_a_name() -> None:
    ways = ("avon pd", "city of avon pd", "avon town pd", "village of avon dps", "metro avon pd")
    assert {key_of(way) for way in ways} == {"avon"}
    assert key_of("state police") != key_of("highway patrol") != ""


def test_without_an_import_the_shipped_directory_is_opened(tmp_path: Path) -> None:
    assert known_lists(path=tmp_path / "none.sqlite") is national()
    assert known_lists(imported=False) is national()


def test_a_newer_list_wins_entry_by_entry_and_takes_nobody_away(
    tmp_path: Path, small: National
) -> None:
    rows = ["WA0990100,2026,Ferry Landing,WA,KING,City,100", "RI0990100,2026,Cove,RI,KENT,City,9"]
    done = imported(tmp_path, small, ListName.FBI_LEE, "fbi-2026.csv", fbi(*rows))
    store = ImportedLists(tmp_path / "lists.sqlite", small)
    assert [one.id for one in done.added] == ["us-ri/cove-pd"]
    assert (done.removed, [one.id for one in done.changed]) == ((), ["us-wa/ferry-landing-pd"])
    harbor, cove = store.by_id("us-ct/ashford-harbor-pd"), store.by_id("us-ri/cove-pd")
    assert harbor is not None
    assert cove is not None
    assert harbor.note == "last on the list with the year 2025"
    assert (harbor.source and str(harbor.source.on), cove.source and str(cove.source.on)) == (
        "2025-10-31",
        "2026-10-31",
    )
    assert cove.note is None
    assert store.national == "FBI police employee list of 2026-10-31"


def test_an_older_list_changes_nothing_that_ships(tmp_path: Path, small: National) -> None:
    rows = ["WA0990100,2019,Old Ferry,WA,KING,City,100", "RI0990100,2019,Cove,RI,KENT,City,9"]
    done = imported(tmp_path, small, ListName.FBI_LEE, "fbi-2019.csv", fbi(*rows))
    assert [one.id for one in done.added] == ["us-ri/cove-pd"]
    assert (done.removed, done.changed) == ((), ())
    assert done.added[0].note == "last on the list with the year 2019"


def test_the_same_list_again_makes_the_same_entries(tmp_path: Path, small: National) -> None:
    done = imported(tmp_path, small, ListName.FBI_LEE, "fbi.csv", fbi())
    assert (done.added, done.removed, done.changed) == ((), (), ())
    assert [one.id for one in ImportedLists(tmp_path / "lists.sqlite", small).all()] == [
        one.id for one in small.all()
    ]


def test_a_partner_that_a_newer_sheet_does_not_name_is_named_by_the_first_import(
    tmp_path: Path, small: National
) -> None:
    name = "participating_2026-07-01.csv"
    done = imported(tmp_path, small, ListName.ICE_287G, name, ice(*PARTNERS[2:]))
    assert [one.id for one in done.ceased] == ["us-oh/elmira-county-sheriff"]
    entry = ImportedLists(tmp_path / "lists.sqlite", small).by_id("us-oh/elmira-county-sheriff")
    assert entry is not None
    assert not partner(entry)
    assert entry.note == "named a 287(g) partner until 2025-07-18, and not on 2026-07-01"


def test_whom_only_an_older_list_has_is_known_by_it_and_changes_nobodys_id(tmp_path: Path) -> None:
    older = read_fbi(
        "NJ0990200,2015,Cove,NJ,KENT,City,9", "CT0990900,2015,Ashford Harbor,CT,X,City,"
    )
    part = replace(older, title="Older list", on=dt.date(2017, 8, 21), complete=False)
    known = tables(tmp_path / "national", read_fbi(), part)
    cove = known.by_id("us-nj/cove-pd")
    assert cove is not None
    assert cove.note == "last on the list with the year 2015"
    assert (cove.source and cove.source.title) == "Older list"
    assert [one.id for one in known.find_named("ashford harbor pd")] == [
        "us-ct/ashford-harbor-pd",
        "us-ct/ashford-harbor-pd-x-county",
        "us-oh/ashford-harbor-pd",
    ]
    assert known.national == "FBI police employee list of 2025-10-31"


def test_a_newer_list_is_joined_with_all_that_ship(tmp_path: Path) -> None:
    older = read_fbi("NJ0990200,2015,Cove,NJ,KENT,City,9", "NJ0990300,2015,Bay,NJ,KENT,City,9")
    part = replace(older, title="Older list", on=dt.date(2017, 8, 21), complete=False)
    known = tables(tmp_path / "national", read_fbi(), part)
    row = "NJ0990200,2026,Cove,NJ,KENT,City,100"
    done = imported(tmp_path, known, ListName.FBI_LEE, "fbi-2026.csv", fbi(row))
    assert (done.added, done.removed) == ((), ())
    store = ImportedLists(tmp_path / "lists.sqlite", known)
    noted = [store.by_id(one) for one in ("us-nj/cove-pd", "us-nj/bay-pd")]
    assert [one and one.note for one in noted] == [None, "last on the list with the year 2015"]
    assert not_joined(store) is not None


def test_lists_that_were_joined_with_another_edition_say_so_and_still_work(
    tmp_path: Path, small: National
) -> None:
    imported(tmp_path, small, ListName.FBI_LEE, "fbi.csv", fbi(*FBI[:3]))
    store = ImportedLists(tmp_path / "lists.sqlite", small)
    assert "another edition of the national directory" in str(not_joined(store))
    assert store.by_id("us-wa/ferry-bend-pd") is not None
    alone = tmp_path / "alone.sqlite"
    write(alone, [read_fbi()], assembled(read_fbi()))
    assert "without the national directory" in str(not_joined(ImportedLists(alone)))
    assert not_joined(national()) is None


def test_an_index_that_does_not_fit_is_damage(small: National) -> None:
    file = small.path.parent / "names.tsv"
    file.write_text(file.read_text().replace("\tferry bend pd\t", "\tferry band pd\t"))
    with pytest.raises(StoreError, match="damaged"):
        National(small.path.parent).verify()


def test_an_agreement_about_an_agency_of_another_state_is_damage(small: National) -> None:
    file = small.path.parent / "agreements.tsv"
    small.verify()
    file.write_text(file.read_text().replace("\tus-oh/", "\tus-tx/", 1))
    with pytest.raises(StoreError, match="of another state"):
        National(small.path.parent).verify()


def test_a_unit_of_a_university_is_told_by_its_ori(small: National) -> None:
    line = "us-ca/x\tUniversity of X (Butte County, CA0990200)\tcampus-police\tus-ca\tButte County"
    one = agency_of(f"{line}\tCA0990200\t\t\t", {"": 0})
    assert one.unit
    (row, *_) = [row for row in next(iter(small.lists())).rows if row.unit]
    assert row == replace(row, name="University of Somewhere Police Department")


def test_a_name_that_stands_on_the_list_is_not_looked_for_among_other_forms() -> None:
    shipped = National()
    index = Index.of(federal(), lists=shipped)
    entry = index.agency("us-oh/norwalk-pd")
    assert entry is not None
    assert identified_as("Norwalk OH PD", entry, index) is None
    assert (shipped._forms, set(shipped._known)) == ({}, {"us-oh/norwalk-pd"})
