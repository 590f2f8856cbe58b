"""Lists that speak of a few states are joined with these alone, and everybody is known as if all
states had been joined."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.identify.entries import starts_of
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.listed_entry import entry_of
from lprpolicy.identify.partners import assemble
from lprpolicy.model.directory import Agency
from lprpolicy.model.lists import AgencyList, ListName, UnreadRow
from lprpolicy.repository.directories import federal
from lprpolicy.repository.elsewhere import joined_states
from lprpolicy.repository.imported_lists import ImportedLists
from lprpolicy.repository.loaded_lists_file import write
from lprpolicy.repository.national import National, national
from lprpolicy.tasks.directory_import import import_list
from tests.limits import examples
from tests.lists.samples import FBI, fbi, ice, read_fbi, read_ice, read_neutral, tables

SHEETS = (
    "OHIO,Elmira County Sheriff's Office,County,Elmira County,Jail Enforcement Model,2025-03-17,l",
    "PENNSYLVANIA,Bell Township Police Department,Municipality,York County,Task Force Model,,l",
    "PENNSYLVANIA,Bell Township Police Department,Municipality,,Task Force Model,,l",
    "WASHINGTON,Ferry Bend Police Department,Municipality,King County,Task Force Model,,l",
    "TEXAS,Texas Lottery Commission,State Agency,#N/A,Task Force Model,2025-03-17,l",
    "OHIOH,Ferry Bend Police Department,Municipality,King County,Task Force Model,,l",
)
ROWS = (
    *(row for row in FBI if "FBI0" not in row),
    "CT0990100,2026,Ashford Landing,CT,WINDHAM,City,100",
    "OH0990100,2026,Ashford Harbor,CT,WINDHAM,City,100",
    "RI0990100,2026,Cove,RI,KENT,City,",
)
NEUTRAL = (
    "Ashford Harbor Police Department,us-oh,municipal-police,,,,yes",
    "Cove Police Department,us-ri,municipal-police,OH0990100,,,no",
    "Somebody Else Police Department,us-wa,municipal-police,,us-wa/ferry-bend-pd,,",
)
NEUTRAL_HEADER = "name,state,kind,ori,id,county,287g"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> National:
    """A national directory of a few states and three lists."""
    lists = read_fbi(), read_ice(*SHEETS[:2]), read_ice(*SHEETS[1:5], on=dt.date(2025, 10, 1))
    return tables(tmp_path_factory.mktemp("national"), *lists)


def some(rows: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(rows), min_size=1, max_size=3, unique=True)


DAYS = st.sampled_from(
    [dt.date(2024, 1, 1), dt.date(2025, 7, 18), dt.date(2025, 10, 1), dt.date(2026, 2, 3)]
)
LISTS = st.lists(
    st.one_of(
        some(ROWS).map(lambda rows: read_fbi(*rows)),
        st.builds(
            lambda rows, on: read_ice(*rows, on=on),
            some(SHEETS).filter(lambda rows: rows != [*SHEETS[5:]]),
            DAYS,
        ),
        some(NEUTRAL).map(lambda rows: read_neutral("\n".join((NEUTRAL_HEADER, *rows, "")))),
    ),
    min_size=1,
    max_size=3,
)


def of_all_states(shipped: National, lists: list[AgencyList]) -> dict[str, Agency]:
    kept = {one.key: one for one in (*shipped.lists(), *lists)}
    made = assemble(FederalNames.of(federal()), tuple(kept.values()))
    return {id_: entry_of(one, made.sources) for id_, one in made.agencies.items()}


@given(LISTS)
@settings(max_examples=examples(60), deadline=None)
def test_everybody_is_known_as_if_all_states_had_been_joined(
    shipped: National, lists: list[AgencyList]
) -> None:
    lists = list({one.key: one for one in lists}.values())
    states = joined_states(lists, shipped)
    kept = {one.key: one for one in (*shipped.lists(states), *lists)}
    made = assemble(FederalNames.of(federal()), tuple(kept.values()))
    expected = of_all_states(shipped, lists)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lists.sqlite"
        write(path, kept.values(), made, states=states)
        known = ImportedLists(path, shipped)
        assert {one.id: one for one in known.all()} == expected
        assert [one.id for one in known.all()] == sorted(expected)
        assert known.count() == len(expected)
        for one in expected.values():
            assert known.by_id(one.id) == one
            assert known.by_ori(one.ori or "nobody") == (one if one.ori else None)
        known.close()


@pytest.mark.parametrize(
    ("lists", "states"),
    [
        ((read_fbi("RI0990100,2026,Cove,RI,KENT,City,"),), {"us-ri"}),
        ((read_ice(SHEETS[0], on=dt.date(2026, 1, 1)),), {"us-oh"}),
        ((read_ice(*SHEETS[3:], on=dt.date(2026, 1, 1)),), None),
        ((read_ice(SHEETS[0], on=dt.date(2025, 10, 1)),), {"us-oh", "us-tx"}),
    ],
    ids=["a state", "a sheet", "a row that may mean anybody", "in place of a shipped sheet"],
)
def test_only_the_states_that_a_list_may_speak_of_are_joined(
    shipped: National, lists: tuple[AgencyList, ...], states: set[str] | None
) -> None:
    assert joined_states(lists, shipped) == states


def test_an_ori_of_another_state_joins_that_state_too(shipped: National) -> None:
    moved = read_fbi("OH0990100,2026,Ashford Harbor,CT,WINDHAM,City,100")
    assert joined_states((moved,), shipped) == {"us-ct", "us-oh"}


def test_a_row_that_cannot_be_read_joins_the_state_of_whom_it_may_mean(shipped: National) -> None:
    sheet = read_ice(SHEETS[0], on=dt.date(2026, 1, 1))
    row = UnreadRow(sheet.rows[0].where, "has no day", None, "us-wa", partner=True)
    assert joined_states((replace(sheet, unread=(row,)),), shipped) == {"us-oh", "us-wa"}


def test_a_name_is_suggested_as_the_imported_list_has_it(shipped: National, tmp_path: Path) -> None:
    file, path = tmp_path / "fbi.csv", tmp_path / "l.sqlite"
    file.write_bytes(fbi("CT0990100,2026,Ashford Landing,CT,WINDHAM,City,"))
    import_list(ListName.FBI_LEE, file, path=path, shipped=shipped)
    known = ImportedLists(path, shipped)
    near = known.near(starts_of("ashford pd"))
    assert {id_ for _, id_ in near} == {"us-ct/ashford-landing-pd", "us-oh/ashford-harbor-pd"}


def test_a_list_in_place_of_a_shipped_one_is_the_one_that_is_named(
    shipped: National, tmp_path: Path
) -> None:
    file, path = tmp_path / "participating_2025-10-01.csv", tmp_path / "l.sqlite"
    file.write_bytes(ice(SHEETS[0]))
    import_list(ListName.ICE_287G, file, path=path, shipped=shipped)
    known = ImportedLists(path, shipped)
    assert known.sources == known._elsewhere.sources


def test_a_later_sheet_makes_partners_elsewhere_ones_no_longer(
    shipped: National, tmp_path: Path
) -> None:
    file = tmp_path / "participating_2026-02-03.csv"
    file.write_bytes(ice(SHEETS[0]))
    done = import_list(ListName.ICE_287G, file, path=tmp_path / "l.sqlite", shipped=shipped)
    assert [one.id for one in done.ceased] == [
        "us-pa/bell-township-pd-york-county",
        "us-tx/lottery-commission",
        "us-wa/ferry-bend-pd",
    ]
    assert done.agencies == len(list(ImportedLists(tmp_path / "l.sqlite", shipped).all()))


def test_agencies_elsewhere_are_as_old_as_the_newest_list_of_the_fbi_says(
    shipped: National, tmp_path: Path
) -> None:
    file = tmp_path / "fbi.csv"
    file.write_bytes(fbi("RI0990100,2026,Cove,RI,KENT,City,"))
    path = tmp_path / "l.sqlite"
    import_list(ListName.FBI_LEE, file, path=path, shipped=shipped)
    (one,) = ImportedLists(path, shipped).find_named("ferry bend pd")
    assert one.note == "last on the list with the year 2025"


def test_an_import_of_one_state_leaves_the_others_in_the_package(tmp_path: Path) -> None:
    file = tmp_path / "fbi.csv"
    file.write_bytes(fbi("RI0990100,2026,Cove,RI,KENT,City,"))
    path = tmp_path / "l.sqlite"
    done = import_list(ListName.FBI_LEE, file, path=path)
    known = ImportedLists(path)
    assert known.store.count() < 100
    assert done.agencies == known.count() > national().count() - 10
    assert known.by_id("us-ct/norwalk-pd") is not None
