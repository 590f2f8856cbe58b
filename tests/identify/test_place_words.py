"""A name that no official list has is made of words of places, or nobody is let in under it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.evaluate.subjects import by_id
from lprpolicy.identify.index import Index
from lprpolicy.identify.place_words import no_place
from lprpolicy.model.directory import Directory
from lprpolicy.model.lists import ListName
from lprpolicy.model.words import AgencyKind as K
from lprpolicy.repository.directories import federal
from lprpolicy.repository.imported_lists import ImportedLists
from lprpolicy.repository.national import national
from lprpolicy.tasks.directory_import import import_list
from tests.lists.samples import fbi

CT = national().words_in("us-ct")


def known(name: str, kind: K, id_: str = "us-ct/town-pd") -> bool:
    """Whether the entry of a new body lets it in, beside the shipped directory."""
    data = {
        "schema": "lprpolicy/directory/v1",
        "title": "Ours",
        "source": {"title": "a pull request", "on": "2026-11-01"},
        "agencies": [{"id": id_, "name": name, "kind": kind, "state": id_.partition("/")[0]}],
    }
    index = Index.of(federal(), Directory.model_validate(data), lists=national())
    return by_id(id_, index).rank.may_permit


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Hartford Hill Police Department", K.MUNICIPAL_POLICE),  # two words of the state
        ("Smallville Police Department", K.MUNICIPAL_POLICE),  # as places are called
        ("East Smallville Police Department", K.MUNICIPAL_POLICE),
        ("Town of Quabadoli Police Department", K.MUNICIPAL_POLICE),  # looks like a name
        ("Quabadoli Harbor Police Department", K.MUNICIPAL_POLICE),  # beside what many places have
        ("Town 17 Police Department", K.MUNICIPAL_POLICE),
        ("Town of Smallville Police", K.MUNICIPAL_POLICE),
        ("Quinnipiac University Police Department", K.CAMPUS_POLICE),
    ],
)
def test_a_new_body_of_a_place_is_let_in(name: str, kind: K) -> None:
    assert known(name, kind)


@pytest.mark.parametrize(
    "name",
    [
        "OBP Police Department",  # initials that no table has
        "CTLO Police",
        "Secure Communities Police",  # a program in words that are harmless one by one
        "Counter Threat Lookout PD",
        "Hartford Police Athletic League PD",
        "Hartford PD External PD",
        "Dos Ochenta y Siete PD",
        "Title 8 PD",
        "Capitol Region PD",  # a region is no place
        "Connecticut Police Chiefs PD",
        "Absconders PD",  # people
        "Deputy Marshals PD",
        "Investigations PD",
        "Bundespolizei PD",
        "Policja PD",
        "Greater Boston PD",  # a place of another state
        "Metro Boston PD",
        "Hartford PD 2",
    ],
)
def test_a_name_of_no_place_lets_nobody_in(name: str) -> None:
    assert not known(name, K.MUNICIPAL_POLICE)


@pytest.mark.parametrize("name", ["OPR University Police", "CTLO College Police"])
def test_nor_do_initials_before_the_word_for_an_institution(name: str) -> None:
    assert not known(name, K.CAMPUS_POLICE)


TOWNS = st.sampled_from(["hartford", "norwalk", "west haven", "rocky hill"])


@given(TOWNS, st.text("bgkvz", min_size=3))
def test_a_second_word_has_to_be_known_too(place: str, more: str) -> None:
    assert no_place(f"{place} police", K.MUNICIPAL_POLICE, "us-ct", CT) is None
    assert no_place(f"{place} {more} police", K.MUNICIPAL_POLICE, "us-ct", CT) is not None
    assert no_place(f"{place} {more} police", K.MUNICIPAL_POLICE, "us-ct", CT | {more}) is None


def test_a_planning_region_is_no_place() -> None:
    assert "naugatuck" in CT  # a town of its own
    assert not {"capitol", "planning", "greater"} & CT


def test_an_imported_list_adds_the_places_of_its_state(tmp_path: Path) -> None:
    file, store = tmp_path / "fbi.csv", tmp_path / "directory.sqlite"
    file.write_bytes(fbi("CT0990100,2026,Zarn Ledge,CT,WINDHAM,City,100"))
    import_list(ListName.FBI_LEE, file, path=store)
    known = ImportedLists(store)
    assert known.words_in("us-ct") >= CT | {"zarn", "ledge", "windham"}
    assert not {"ledge", "zarn"} & CT
    assert "environmental" not in known.words_in("us-ct")  # of a department, and of no place
    assert known.words_in("us-ri") == national().words_in("us-ri")
