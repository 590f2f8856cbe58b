"""Names parted by commas: put together where it is certain, said where it is not, never lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.vendors.flock_names import join_names, pieces
from tests.limits import examples


def names(text: str) -> list[str]:
    return list(join_names(pieces([text], parted=False)).found)


@pytest.mark.parametrize(
    "name",
    [
        "University of California, Berkeley",
        "University of California, Santa Cruz PD",
        "Bureau of Alcohol, Tobacco, Firearms and Explosives",
        "Alcohol, Tobacco, Firearms & Explosives",
        "Dakota Department of Game, Fish and Parks",
        "Topgolf Alder, LLC",
        "Shops of Alder, Inc.",
        "Task Force (Alder, Birch, Cedar)",
        "Department of Parks, Recreation and Streets",
        "Office of Forests, and Lakes",
    ],
)
def test_a_name_with_commas_of_its_own_stays_one(name: str) -> None:
    assert names(f"Acorn CA PD, {name}, Zelkova CA PD") == ["Acorn CA PD", name, "Zelkova CA PD"]


@pytest.mark.parametrize(
    "listed",
    [
        ["University of California", "Berkeley CA PD"],
        ["University of California", "Vale CA PD"],
        ["Tobacco Road NC PD", "Fire Marshal NC"],
        ["Alder CA PD", "The Woods TX PD"],
        ["Cal Fire", "Haven North Village", "Quiet Harbor"],
    ],
)
def test_names_that_are_not_certainly_one_stay_apart(listed: list[str]) -> None:
    assert names(", ".join(listed)) == listed


def test_a_part_out_of_order_is_noted() -> None:
    listed = [
        "Alder TX PD",
        "Birch TX PD",
        "Cedar TX PD",
        "West Ranch",
        "Friendswood (TX)",
        "Yew TX PD",
    ]
    made = join_names(listed)
    assert list(made.found) == listed
    assert made.notes == (
        "'Friendswood (TX)' may be the rest of 'West Ranch': the list is parted by commas, and "
        "names have them",
    )


def test_an_ordered_list_of_plain_names_has_no_doubts() -> None:
    listed = ["Cal Fire", "Elm CT PD", "Haven Village", "NCRIC", "Quiet Harbor", "Yew TX PD"]
    assert join_names(listed).notes == ()


def test_a_list_without_order_has_its_unclear_parts_noted() -> None:
    assert len(join_names(["Yew", "Alder"]).notes) == 1


def test_empty_places_and_repeated_names_are_noted() -> None:
    made = join_names(["Elm CT PD", " ", "Elm CT PD"])
    assert made.notes == ("1 empty places between commas", "'Elm CT PD' stands 2 times in one list")


def test_a_page_that_parts_its_list_keeps_commas_in_names() -> None:
    assert pieces(["Alder, Birch and Co", "Elm"], parted=True) == ["Alder, Birch and Co", "Elm"]


def test_semicolons_part_a_list_without_commas() -> None:
    assert names("Elm CT PD; Oak MN PD") == ["Elm CT PD", "Oak MN PD"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=15))
@settings(max_examples=examples(100), deadline=None)
def test_no_part_is_lost(parts: list[str]) -> None:
    kept = "".join("".join(join_names(parts).found).replace(",", "").split())
    assert kept == "".join("".join(parts).replace(",", "").split())
