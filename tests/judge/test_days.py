"""The day that is judged counts as come and as not yet over: one day more, or less, does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from lprpolicy.judge.days import EARLIEST, unread_file, wrong_days
from lprpolicy.model.directory import Agency, Directory
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Grant
from lprpolicy.model.subject import Given, Recipient, Subject
from tests.repositories import TODAY

DAY = dt.timedelta(days=1)
TOWN = Recipient("us-ct/elm-pd", "Elm PD", None, "us-ct", False)


def subject(day: dt.date = TODAY, basis: dict[str, Any] | None = None, **blocks: Any) -> Subject:
    written = {"schema": "lprpolicy/policy/v1", "agency": "us-ct/elm-pd", "status": "adopted"}
    grants: tuple[Given, ...] = ()
    if basis is not None:
        grant = Grant.model_validate({"to": "us-ct/ash-pd", "basis": basis})
        grants = (Given(grant, TOWN, ROOT / "sharing" / "grants" / 0),)
    return Subject(Policy.model_validate(written | blocks), TOWN, grants, day)


def codes(about: Subject) -> list[tuple[str, str]]:
    return [(flaw.code, str(flaw.verdict.at)) for flaw in wrong_days(about)]


def system(**parts: Any) -> dict[str, Any]:
    return {"systems": ({"id": "flock", "vendor": "flock", **parts},)}


DONE: dict[str, Callable[[dt.date], dict[str, Any]]] = {
    "/adopted/on": lambda day: {
        "adopted": {"by": "Council", "on": day, "record": "minutes/a.md"},
    },
    "/systems/0/contract/signed": lambda day: system(contract={"signed": day}),
    "/systems/0/attested/on": lambda day: system(
        attested={"by": "records", "on": day, "record": "minutes/a.md"}
    ),
    "/approvals/0/on": lambda day: {
        "approvals": (
            {"kind": "council-vote", "by": "Council", "on": day, "record": "minutes/a.md"},
        )
    },
    "/transparency/public_notice": lambda day: {"transparency": {"public_notice": day}},
    "/sharing/grants/0/basis/signed": lambda day: {"basis": {"kind": "agreement", "signed": day}},
}


@pytest.mark.parametrize("at", DONE)
def test_what_is_done_was_done_on_the_day_at_the_latest(at: str) -> None:
    assert codes(subject(**DONE[at](TODAY))) == []
    assert codes(subject(**DONE[at](TODAY + DAY))) == [("day/still-to-come", at)]
    assert codes(subject(**DONE[at](EARLIEST))) == []
    assert codes(subject(**DONE[at](EARLIEST - DAY))) == [("day/long-past", at)]


OVER: dict[tuple[str, str], Callable[[dt.date], dict[str, Any]]] = {
    ("policy/past-review", "/review_by"): lambda day: {"review_by": day},
    ("policy/contract-ended", "/systems/0/contract/expires"): lambda day: system(
        contract={"expires": day}
    ),
    ("policy/paper-ended", "/sharing/grants/0/basis/expires"): lambda day: {
        "basis": {"kind": "warrant", "expires": day}
    },
}


@pytest.mark.parametrize("what", OVER)
def test_what_ends_is_good_on_its_last_day(what: tuple[str, str]) -> None:
    assert codes(subject(**OVER[what](TODAY))) == []
    assert codes(subject(**OVER[what](TODAY - DAY))) == [what]


@pytest.mark.parametrize("what", OVER)
def test_of_a_policy_that_was_replaced_nothing_is_over(what: tuple[str, str]) -> None:
    assert codes(subject(status="superseded", **OVER[what](TODAY - DAY))) == []


def test_a_directory_of_today_is_read_and_one_of_tomorrow_is_not() -> None:
    def directory(day: dt.date) -> Directory:
        source = {"title": "A list", "on": day}
        written = {
            "schema": "lprpolicy/directory/v1",
            "title": "Towns",
            "source": source,
            "agencies": (),
        }
        return Directory.model_validate(written)

    assert unread_file(directory(TODAY), TODAY) is None
    found = unread_file(directory(TODAY + DAY), TODAY)
    assert found is not None
    assert found.code == "day/still-to-come"


def test_an_entry_of_tomorrow_says_nothing_today() -> None:
    def known(day: dt.date) -> Recipient:
        source = {"title": "A list", "on": day}
        entry = {"id": "us-ct/elm-pd", "name": "Elm PD", "source": source}
        return replace(TOWN, entry=Agency.model_validate(entry))

    assert codes(replace_agency(subject(), known(TODAY))) == []
    assert codes(replace_agency(subject(), known(TODAY + DAY))) == [
        ("day/still-to-come", "/agency")
    ]


def test_an_entry_is_as_new_as_the_newest_of_its_sources() -> None:
    def source(day: dt.date) -> dict[str, Any]:
        return {"title": f"A list of {day}", "on": day}

    program = {"program": "287g", "member": True, "source": source(TODAY + DAY)}
    entry = {"id": "us-ct/elm-pd", "name": "Elm PD", "source": source(TODAY)}
    for programs, count in (((program,), 1), ((program | {"source": source(TODAY)},), 0)):
        read = Agency.model_validate(entry | {"programs": programs})
        assert len(codes(replace_agency(subject(), replace(TOWN, entry=read)))) == count


def replace_agency(about: Subject, agency: Recipient) -> Subject:
    return Subject(about.policy, agency, about.grants, about.day)
