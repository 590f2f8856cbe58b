"""What hot lists and grants leave open, asked of policies that are built by hand."""

from __future__ import annotations

from typing import Any

import pytest

from lprpolicy.judge.asked import Asked
from lprpolicy.judge.granted import gaps_of_grants
from lprpolicy.judge.hot_lists import hot_lists
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Grant
from lprpolicy.model.subject import Given, Recipient, Subject
from tests.repositories import TODAY

TOWN = Recipient("us-ct/elm-pd", "Elm PD", None, "us-ct", False)
ASH = Recipient("us-ct/ash-pd", "Ash PD", None, "us-ct", False)


def asked(*, bars: bool = True) -> Asked:
    return Asked(
        speaks=True,
        open=frozenset(),
        open_in={},
        bars_immigration=bars,
        hot_lists=frozenset({"ncic"}),
    )


def subject(*grants: dict[str, Any], **blocks: Any) -> Subject:
    written = {"schema": "lprpolicy/policy/v1", "agency": "us-ct/elm-pd", "status": "adopted"}
    given = tuple(
        Given(
            Grant.model_validate({"to": "us-ct/ash-pd"} | grant),
            ASH,
            ROOT / "sharing" / "grants" / number,
        )
        for number, grant in enumerate(grants)
    )
    return Subject(Policy.model_validate(written | blocks), TOWN, given, TODAY)


def of_list(name: str, *, bars: bool = True, **more: Any) -> list[tuple[str, str]]:
    about = subject(hot_lists=({"list": name, **more},))
    return [(flaw.code, str(flaw.verdict.answer)) for flaw in hot_lists(about, asked(bars=bars))]


@pytest.mark.parametrize("name", ["ice-wanted", "wanted-by-ice", "immigration", "deportees"])
def test_a_list_for_immigration_by_its_name_is_barred_where_the_law_bars_it(name: str) -> None:
    assert of_list(name) == [("hot-list/immigration", "violation")]
    assert of_list(name, bars=False) == [("hot-list/immigration", "undecided")]


@pytest.mark.parametrize("name", ["police-lists", "justice", "stolen-plates"])
def test_a_list_that_only_looks_like_it_is_a_list_that_nobody_knows(name: str) -> None:
    assert of_list(name) == [("hot-list/unknown", "undecided")]


def test_a_list_that_is_known_is_no_question() -> None:
    assert of_list("ncic") == []


def test_an_unknown_list_says_that_it_leaves_out_immigration_where_the_law_bars_it() -> None:
    without, other = ("immigration-violator",), ("gang",)
    assert of_list("ours", excludes=without) == []
    assert of_list("ours", excludes=other) == [("hot-list/unknown", "undecided")]
    assert of_list("ours", bars=False, excludes=other) == []
    assert of_list("ours", bars=False) == [("hot-list/unknown", "undecided")]


def of_grants(*grants: dict[str, Any], leads: str | None = None, **more: Any) -> list[str]:
    bars = more.pop("bars", True)
    found = gaps_of_grants(subject(*grants, **more), asked(bars=bars), lambda _: leads)
    return [f"{flaw.code} {flaw.verdict.at}" for flaw in found]


PURPOSES: dict[str, Any] = {"purposes": {"allowed": ("homicide",)}}
GRANT: dict[str, Any] = {"purposes": ("homicide",)}


def test_a_grant_for_a_purpose_of_the_policy_is_right() -> None:
    assert of_grants(GRANT, **PURPOSES) == []
    assert of_grants() == []


@pytest.mark.parametrize("purposes", [{}, {"purposes": ()}])
def test_a_grant_for_no_purpose_is_a_question(purposes: dict[str, Any]) -> None:
    assert of_grants(purposes, **PURPOSES) == ["grant/no-purpose /sharing/grants/0/purposes"]


def test_a_grant_for_a_purpose_that_the_policy_does_not_have_is_refused() -> None:
    mixed = {"purposes": ("homicide", "stolen-vehicle")}
    place = "grant/other-purpose /sharing/grants/1/purposes/1"
    assert of_grants(GRANT, mixed, **PURPOSES) == [place]


def test_grants_of_a_policy_without_purposes_are_a_question() -> None:
    assert of_grants(GRANT) == ["grant/no-purpose /purposes/allowed"]


def test_standing_access_to_who_passes_reads_to_immigration_is_a_question() -> None:
    leads = "it passes reads on to ICE"
    place = "grant/leads-to-immigration /sharing/grants/0/to"
    assert of_grants(GRANT | {"mode": "standing"}, leads=leads, **PURPOSES) == [place]
    assert of_grants(GRANT, leads=leads, **PURPOSES) == [place]
    assert of_grants(GRANT | {"mode": "per-request"}, leads=leads, **PURPOSES) == []
    assert of_grants(GRANT, leads=leads, bars=False, **PURPOSES) == []


def test_silence_on_passing_on_is_a_question_where_somebody_gets_something() -> None:
    some: dict[str, Any] = {"grants": ({"to": "us-ct/ash-pd"},)}
    silent = "sharing/onward-not-said /sharing/onward"
    assert of_grants(sharing=some) == [silent]
    assert of_grants(sharing=some | {"onward": "forbidden"}) == []
    assert of_grants(sharing={"grants": ()}) == []
