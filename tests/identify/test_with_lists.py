"""Names looked up in imported lists: what they settle, and what they can never do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.identify.explain import explain
from lprpolicy.identify.index import FederalNames, Index
from lprpolicy.identify.names import read_name
from lprpolicy.identify.particles import other_spellings
from lprpolicy.identify.partners import assemble
from lprpolicy.identify.same import identified_as
from lprpolicy.lists import read_list
from lprpolicy.model.directory import Directory
from lprpolicy.model.lists import AgencyList, ListName
from lprpolicy.model.words import AgencyKind as K
from lprpolicy.repository.directories import federal
from lprpolicy.repository.loaded_lists import Store
from lprpolicy.repository.loaded_lists_file import write
from lprpolicy.repository.national import national
from tests.limits import examples
from tests.lists.samples import FBI_HEADER, lines, read_fbi, read_ice, read_neutral

Make = Callable[..., Directory]
HARBOR = "us-ct/ashford-harbor-pd"


def stored(federal: Directory, folder: Path, *lists: AgencyList) -> Store:
    path = folder / "lists.sqlite"
    write(path, lists, assemble(FederalNames.of(federal), lists))
    return Store(path)


@pytest.fixture(scope="module")
def store(federal: Directory, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return stored(federal, tmp_path_factory.mktemp("lists"), read_fbi(), read_ice())


@pytest.fixture(scope="module")
def listed(federal: Directory, store: Store) -> Index:
    return Index.of(federal, lists=store)


@pytest.mark.parametrize(
    ("raw", "who"),
    [
        ("Ashford Harbor CT PD", HARBOR),
        ("Ashford Harbor Police Department (OH)", "us-oh/ashford-harbor-pd"),
        ("City of Ashford Harbor CT Police", HARBOR),
        ("Ashford Harbor CT DPS", HARBOR),
        ("Town of Ashford Harbor CT PD", HARBOR),
        ("[Inactive] Ashford Harbor CT PD", HARBOR),
        ("Elmira County OH SO", "us-oh/elmira-county-sheriff"),
        ("Calcagne Parish Sheriff's Office (LA)", "us-la/calcagne-parish-sheriff"),
        ("Michigan State Police", "us-mi/state-police"),
        ("MI State Police", "us-mi/state-police"),
        ("State Police (MI)", "us-mi/state-police"),
        ("West Virginia DNR", "us-wv/department-of-natural-resources"),
        ("Ferry Bend Police Department", "us-wa/ferry-bend-pd"),
        ("Elmira County Sheriff", "us-oh/elmira-county-sheriff"),
        ("Tidewater College", "us-ct/tidewater-college-police"),
        ("Texas Lottery Commission", "us-tx/lottery-commission"),
    ],
)
def test_a_name_that_can_only_mean_one_agency_is_resolved(
    listed: Index, raw: str, who: str
) -> None:
    assert listed.identify(raw).id == who


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("Ashford Harbor Police Department", K.MUNICIPAL_POLICE),  # two states have one
        ("Bell Township PA PD", K.MUNICIPAL_POLICE),  # two counties have one
        ("University of Somewhere CA PD", K.CAMPUS_POLICE),  # two campuses
        ("Ashford Harbor VT PD", K.MUNICIPAL_POLICE),  # no such town in that state
        ("Ferry Bend Sheriff", K.COUNTY_SHERIFF),  # the one on the list is no sheriff
    ],
)
def test_a_name_that_can_mean_several_is_only_classified(listed: Index, raw: str, kind: K) -> None:
    found = listed.identify(raw)
    assert (found.id, found.kind) == (None, kind)


def test_a_bare_name_is_never_resolved_without_a_list_of_the_whole_country(
    federal: Directory, directory: Make, tmp_path: Path
) -> None:
    town = {"id": "us-wa/ferry-bend-pd", "name": "Ferry Bend PD", "kind": "municipal-police"}
    town["state"] = "us-wa"
    assert Index.of(federal, directory(town)).identify("Ferry Bend PD").id is None
    text = "name,state,kind\nFerry Bend Police Department,WA,municipal-police\n"
    partial = stored(federal, tmp_path, read_neutral(text))
    assert Index.of(federal, lists=partial).identify("Ferry Bend PD").id is None


def test_a_repositorys_entry_of_the_same_name_elsewhere_makes_a_bare_name_two(
    federal: Directory, directory: Make, store: Store
) -> None:
    town = {"id": "us-ct/ferry-bend-pd", "name": "Ferry Bend PD", "state": "us-ct"}
    found = Index.of(federal, directory(town), lists=store).identify("Ferry Bend PD")
    assert (found.id, len(found.suggestions)) == (None, 2)


def test_a_repositorys_entry_has_its_own_id_and_keeps_what_only_the_lists_say(
    federal: Directory, directory: Make, store: Store
) -> None:
    mine = {
        "id": "us-ct/harbor-police",
        "name": "Ashford Harbor Police Department",
        "kind": "municipal-police",
        "state": "us-ct",
        "ori": "CT0990100",
    }
    index = Index.of(federal, directory(mine), lists=store)
    found = index.identify("Ashford Harbor CT PD")
    assert (found.id, found.kind) == ("us-ct/harbor-police", K.MUNICIPAL_POLICE)
    entry = index.agency("us-ct/harbor-police")
    assert entry is not None
    assert [one.member for one in entry.programs] == [False]


@pytest.mark.parametrize("ori", [{}, {"ori": "CT0990100"}])
def test_the_second_entry_of_an_id_never_takes_the_place_of_the_first(
    federal: Directory, directory: Make, store: Store, ori: dict[str, str]
) -> None:
    first = {
        "id": "us-ct/harbor-police",
        "name": "Ashford Harbor Police Department",
        "kind": "municipal-police",
        "state": "us-ct",
    }
    second = first | {"name": "Quabadoli Sheriff", "kind": "county-sheriff"}
    index = Index.of(federal, directory(first | ori, second | ori), lists=store)
    named = index.identify("Quabadoli Sheriff", state="us-ct")
    entry = index.agency("us-ct/harbor-police")
    assert entry is not None
    assert (entry.name, entry.kind) == (first["name"], K.MUNICIPAL_POLICE)
    assert named.kind in (K.MUNICIPAL_POLICE, None)


@pytest.mark.parametrize(
    "fields", [{"kind": "special-district"}, {"name": "Harbor Police of Ashford"}]
)
def test_a_repositorys_entry_that_the_lists_refute_is_a_question(
    federal: Directory, directory: Make, store: Store, fields: dict[str, str]
) -> None:
    mine = {
        "id": "us-ct/harbor-police",
        "name": "Ashford Harbor Police Department",
        "kind": "municipal-police",
        "state": "us-ct",
        "ori": "CT0990100",
    }
    found = Index.of(federal, directory(mine | fields), lists=store).identify(
        "Ashford Harbor CT PD"
    )
    assert (found.id, found.kind, found.claims) == (None, None, "us-ct/harbor-police")


def test_the_lists_names_of_287g_reach_a_repositorys_entry_by_name(
    federal: Directory, directory: Make, store: Store
) -> None:
    mine = {"id": "us-oh/elmira-so", "name": "Elmira County SO", "kind": "county-sheriff"}
    entry = Index.of(federal, directory(mine | {"state": "us-oh"}), lists=store).agency(
        "us-oh/elmira-so"
    )
    assert entry is not None
    assert [one.member for one in entry.programs] == [True]


def test_the_steps_lead_to_the_answer(listed: Index) -> None:
    steps = explain(listed, "Ferry Bend Police Department")
    read = "the name is read as 'ferry bend pd', and nothing shows a state"
    assert steps[0] == f"{read} [identify/words.py]"
    assert "us-wa/ferry-bend-pd" in steps[2]
    assert steps[-1].startswith("so: us-wa/ferry-bend-pd, municipal-police: ")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("HSI Newark", "the federal directory: us/ice-hsi"),
        ("[Federal] Elm Field Unit", "the vendor marks it as federal"),
        ("Border City PD", "'border' may mean a federal one [identify/hints.py]"),
        ("\u0406CE", "so: no entry, kind unknown: it has letters"),
        ("ICE " * 200, "so: no entry, kind unknown: it is too long"),
    ],
)
def test_every_step_that_stops_the_search_is_named(listed: Index, raw: str, says: str) -> None:
    assert any(says in step for step in explain(listed, raw))


_FEDERAL = (
    "ICE",
    "ICE ERO",
    "HSI Newark",
    "CBP - NTC",
    "San Diego Sector Border Patrol (CA)",
    "US Marshals Service",
    "FBI",
    "DEA Task Force",
    "ATF National Account",
    "[Federal] Harbor Unit",
    "USCIS FDNS",
    "Langley AFB",
)
_KINDS = st.sampled_from(["municipal-police", "county-sheriff", "private", ""])


@settings(max_examples=examples(60), deadline=None)
@given(
    raw=st.sampled_from(_FEDERAL),
    state=st.sampled_from(["CT", "CA", "NJ", "VA"]),
    kind=_KINDS,
    other=st.sampled_from([*_FEDERAL, "Harbor PD", "Newark"]),
    data=st.data(),
)
def test_no_entry_and_no_alias_makes_a_federal_name_local(
    federal: Directory,
    directory: Make,
    tmp_path_factory: pytest.TempPathFactory,
    raw: str,
    state: str,
    kind: str,
    other: str,
    data: st.DataObject,
) -> None:
    before = Index.of(federal).identify(raw)
    assert before.federal is True
    aliases = data.draw(st.lists(st.sampled_from(_FEDERAL), max_size=3))
    entry: dict[str, Any] = {
        "id": f"us-{state.lower()}/taken",
        "name": other,
        "state": f"us-{state.lower()}",
        "aliases": tuple(aliases),
    }
    if kind:
        entry["kind"] = kind
    text = f'name,state,kind,aliases\n"{raw}",{state},{kind},"{";".join(aliases)}"\n'
    lists = [read_fbi(f'CT0990100,2025,"{raw}",{state},A,City,'), read_neutral(text)]
    row = f'{state},"{raw}",Municipality,#N/A,Task Force Model,,l'
    store = stored(federal, tmp_path_factory.mktemp("lists"), *lists, read_ice(row))
    index = Index.of(federal, directory(entry), lists=store)
    for said in (None, f"us-{state.lower()}"):
        after = index.identify(raw, state=said)
        assert after.federal is not False
        if said is None:
            assert (after.federal, after.id) == (True, before.id)
    store.close()


@given(
    st.lists(
        st.sampled_from(["la", "de", "mc", "porte", "kalb", "henry", "county", "pd", "laporte"]),
        max_size=5,
    )
)
def test_another_spelling_has_the_same_letters(words: list[str]) -> None:
    form = " ".join(words)
    for spelled in other_spellings(form):
        assert spelled != form
        assert spelled.replace(" ", "") == form.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "id_", "same"),
    [
        ("Laporte County IN SO", "us-in/la-porte-county-sheriff", True),
        ("Jackson Township OH PD (Stark County)", "us-oh/jackson-township-pd-stark-county", True),
        ("Norwalk CT PD (Hartford County)", "us-ct/norwalk-pd", False),
        ("Norwalk CT PD (Homeland)", "us-ct/norwalk-pd", False),
    ],
)
def test_a_county_in_brackets_is_a_part_of_the_name_only_where_it_is_the_agencys(
    text: str, id_: str, same: bool
) -> None:
    index = Index.of(federal(), lists=national())
    entry = index.agency(id_)
    assert entry is not None
    assert (identified_as(text, entry, index) is None) is same


@settings(max_examples=examples(200), deadline=None)
@given(st.text(max_size=60))
def test_a_normal_form_of_any_text_is_its_own(raw: str) -> None:
    form = read_name(raw).form
    assert read_name(form).form == form


@settings(max_examples=examples(100), deadline=None)
@given(raw=st.text(max_size=60), state=st.sampled_from([None, "us-ct", "us-zz"]))
def test_any_text_gets_an_answer_and_steps_that_end_in_it(
    listed: Index, raw: str, state: str | None
) -> None:
    found = listed.identify(raw, state=state)
    assert found.why in explain(listed, raw, state=state)[-1]


@pytest.mark.parametrize("raw", ["Texas PD", "Homeland Police Department"])
def test_a_whole_state_or_a_federal_word_buys_no_id(raw: str) -> None:
    """Texas City and Homeland in Georgia have police of these names, or nearly."""
    assert Index.of(federal(), lists=national()).identify(raw).id is None


@pytest.mark.parametrize(
    ("raw", "id_"),
    [
        ("UC Irvine Police Department CA", "us-ca/university-of-california-irvine-police"),
        ("University of California, Davis PD (CA)", "us-ca/university-of-california-davis-police"),
        ("CSU Fullerton CA PD", "us-ca/california-state-university-fullerton-police"),
        ("CSU Long Beach CA PD", "us-ca/california-state-university-long-beach-police"),
        ("San Jose State University Police CA", "us-ca/california-state-university-san-jose-police"),
        ("UCSD Police (CA)", "us-ca/university-of-california-san-diego-police"),
        ("CSULB CA PD", "us-ca/california-state-university-long-beach-police"),
        ("CSUF CA PD", None),  # Fresno or Fullerton
        ("California State University CA PD", None),
        ("University of South Florida FL PD", None),
        ("Georgia Tech GA PD", "us-ga/georgia-institute-of-technology-police"),
        ("Georgia Tech AL PD", None),
        ("Bunker Hill CC MA PD", "us-ma/bunker-hill-community-college-police"),
        ("N Charleston SC PD", "us-sc/north-charleston-pd"),
        ("So San Francisco CA PD", "us-ca/south-san-francisco-pd"),
        ("Orange CSO CA", "us-ca/orange-county-sheriff"),
        ("Middle Tennessee State TN PD", "us-tn/middle-tennessee-state-university-police"),
        ("Michigan State PD MI", None),  # the state's police, or the university's
        ("University of Illinois at Chicago PD (IL)", "us-il/university-of-illinois-chicago-police"),
        ("Laporte County IN SO", "us-in/la-porte-county-sheriff"),
        ("De Kalb County GA PD", "us-ga/dekalb-county-pd"),
        ("Mc Henry County IL SO", "us-il/mchenry-county-sheriff"),
        ("Jackson Township OH PD (Stark County)", "us-oh/jackson-township-pd-stark-county"),
        ("Jackson Township OH PD (Lake County)", None),
        ("UT Arlington PD TX", "us-tx/university-of-texas-arlington-police"),
        ("SUNY Albany Police NY", "us-ny/state-university-of-new-york-albany-police"),
        ("Fort Collins Police Services (CO)", "us-co/fort-collins-pd"),
        ("UC Irvine Police Department TX", None),
        ("ALEA", "us-al/law-enforcement-agency"),
        ("PSP PA", "us-pa/state-police"),
        ("PSP - TX", None),
        ("Webster NY PD", "us-ny/webster-town-and-village-pd"),
        ("Bay Area Rapid Transit Police (CA)", "us-ca/san-francisco-bay-area-rapid-transit-police"),
    ],
)  # fmt: skip
def test_names_that_the_fbi_cuts_off_or_lists_in_parts_are_found_in_their_state(
    raw: str, id_: str | None
) -> None:
    """A name that two campuses have settles nothing, and initials count in their state alone."""
    assert Index.of(federal(), lists=national()).identify(raw).id == id_


def test_a_body_of_many_counties_is_one_and_campuses_are_several() -> None:
    transit = [
        "CA0990100,2025,Somewhere Rapid Transit:,CA,ALPINE,Other State Agency,",
        "CA0990200,2025,Somewhere Rapid Transit:,CA,BUTTE,Other State Agency,",
        "CA0990300,2025,University of Somewhere:,CA,ALPINE,University or College,",
        "CA0990400,2025,University of Somewhere:,CA,BUTTE,University or College,",
    ]
    made = assemble(FederalNames.of(federal()), (read_fbi(*transit),)).agencies
    assert sorted(made) == [
        "us-ca/somewhere-rapid-transit",
        "us-ca/university-of-somewhere-police-department-alpine-county-ca0990300",
        "us-ca/university-of-somewhere-police-department-butte-county-ca0990400",
    ]


def test_a_campus_whose_name_is_cut_off_is_not_the_university() -> None:
    header = f"{FBI_HEADER},pub_agency_unit"
    rows = [
        "CA0990300,2025,University of Somewhere:,CA,ALPINE,University or College,,",
        "CA0990400,2025,University of Somewhere:,CA,BUTTE,University or College,,Butte",
    ]
    read = read_list(ListName.FBI_LEE, "fbi.csv", lines(header, *rows))
    made = assemble(FederalNames.of(federal()), read).agencies
    assert sorted(made) == [
        "us-ca/university-of-somewhere-butte-police",
        "us-ca/university-of-somewhere-police-department-alpine-county-ca0990300",
    ]
