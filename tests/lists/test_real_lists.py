"""The official lists at full size, and vendors' names looked up in them. Counted, not tuned to."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from lprpolicy.identify.index import Index
from lprpolicy.lists.fbi_lee import TYPES
from lprpolicy.lists.places import STATE_OF_CODE
from lprpolicy.model.identity import Identity
from lprpolicy.model.lists import ListName, Says
from lprpolicy.model.observation import Direction
from lprpolicy.model.words import AgencyKind as K
from lprpolicy.repository.directories import federal
from lprpolicy.repository.loaded_lists import Store
from lprpolicy.tasks.directory_import import import_list, partner
from lprpolicy.vendors import observe

pytestmark = pytest.mark.real

SHEETS = (
    "participating_2025-05-16.csv",
    "participatingAgencies07182025pm.xlsx",
    "pending_2025-07-18.csv",
    "moa_index_2026-06-30.csv",
)


@pytest.fixture(scope="module")
def store(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("real") / "lists.sqlite"
    lists = real_data / "reference"
    import_list(ListName.FBI_LEE, lists / "fbi-lee" / "fbi_lee_latest.csv", path=path)
    for name in SHEETS:
        import_list(ListName.ICE_287G, lists / "ice-287g" / name, path=path)
    return Store(path)


@pytest.fixture(scope="module")
def index(store: Store) -> Index:
    return Index.of(federal(), lists=store)


def test_every_row_of_the_national_list_is_in_some_entry(store: Store) -> None:
    agencies = list(store.all())
    assert len(agencies) > 17_000
    assert not [one for one in agencies if one.kind is not None and one.kind.federal]
    assert not [one for one in agencies if not one.id.startswith(f"{one.state}/")]
    print("\n" + "\n".join(store.notes()))


def test_the_workbook_and_the_csv_of_one_day_say_the_same(store: Store, real_data: Path) -> None:
    folder = real_data / "reference" / "ice-287g"
    before = {one.id: one.programs for one in store.all()}
    done = import_list(ListName.ICE_287G, folder / "participating_2025-07-18.csv", path=store.path)
    assert (done.became, done.ceased, done.added, done.removed) == ((), (), (), ())
    assert {one.id: one.programs for one in Store(store.path).all()} == before


def test_what_a_sheet_of_partners_says_is_joined_to_nearly_all_of_them(store: Store) -> None:
    sheets = [one for one in store.sources if one.says is Says.PARTNERS]
    partners = [one for one in store.all() if partner(one)]
    own = [one for one in partners if one.source and one.source.title == sheets[0].title]
    print(f"\n{len(partners)} partners, {len(own)} of them on no other list")
    assert len(partners) > 650
    assert len(own) < 0.15 * len(partners)
    assert not [one for one in partners if one.state == "us-ct"]


def split(index: Index, title: str, names: dict[str, str | None]) -> Counter[str]:
    found = [index.identify(raw, state=state) for raw, state in sorted(names.items())]
    counts = Counter(map(told, found))
    print(f"\n{title}: {dict(counts)}")
    return counts


def told(one: Identity) -> str:
    if one.federal:
        return "federal"
    return "resolved" if one.id else "classified" if one.kind else "unknown"


def test_vendors_names_are_resolved_where_they_show_a_state(index: Index, real_data: Path) -> None:
    file = real_data / "flock" / "sharednetworks" / "okaloosa-county-fl-so_undated.csv"
    flock = {one.raw: one.state for one in observe(file.name, file.read_bytes()).shares}
    counts = split(index, "Flock", flock)
    assert counts["resolved"] >= 0.9 * sum(counts.values())
    assert counts["unknown"] <= 0.02 * sum(counts.values())
    for day, share in (("2020-02-06", 0.55), ("2022-11-18", 0.75)):
        pdf = real_data / "learn" / f"ocso_{day}.pdf"
        shares = observe(pdf.name, pdf.read_bytes()).shares
        names = {one.raw: one.state for one in shares if one.direction is Direction.OUTBOUND}
        counts = split(index, f"LEARN {day}", names)
        assert counts["resolved"] >= share * sum(counts.values())
        assert counts["unknown"] <= 0.02 * sum(counts.values())


CLASSES: dict[str, tuple[str, frozenset[K]]] = {
    "City": ("{name} {state} PD", frozenset({K.MUNICIPAL_POLICE})),
    "County": ("{name} County {state} SO", frozenset({K.COUNTY_SHERIFF, K.COUNTY_POLICE})),
    "University or College": ("{name} {state} PD", frozenset({K.CAMPUS_POLICE})),
    "State Police": ("{name} ({state})", frozenset({K.STATE_POLICE})),
    "Other State Agency": (
        "{name} ({state})",
        frozenset({K.STATE_AGENCY, K.STATE_POLICE, K.CORRECTIONS, K.TRANSIT_POLICE}),
    ),
}


@pytest.mark.parametrize("type_", sorted(set(TYPES) & set(CLASSES)))
def test_names_of_each_type_are_of_the_right_state_and_kind(
    index: Index, real_data: Path, type_: str
) -> None:
    form, kinds = CLASSES[type_]
    file = real_data / "reference" / "fbi-lee" / "fbi_lee_latest.csv"
    with file.open(encoding="utf-8", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["agency_type_name"] == type_]
    names = {
        (row["pub_agency_name"].strip().rstrip(":, "), row["state_abbr"])
        for row in rows
        if "olice" not in row["pub_agency_name"] and row["state_abbr"] in STATE_OF_CODE
    }
    right = wrong_state = called_federal = 0
    for name, state in sorted(names):
        found = index.identify(form.format(name=name, state=state.replace("NB", "NE")))
        right += found.kind in kinds and found.state == STATE_OF_CODE[state]
        wrong_state += found.state not in (None, STATE_OF_CODE[state])
        called_federal += bool(found.federal)
    print(f"\n{type_}: {right} of {len(names)}, called federal {called_federal}")
    assert right >= 0.9 * len(names)
    assert wrong_state == 0
    assert called_federal <= 0.01 * len(names)
