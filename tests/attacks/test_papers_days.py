"""Days that an author wrote down: still to come, long past, or run out."""

from __future__ import annotations

import pytest

from tests.attacks.towns import of_westport, town
from tests.repositories import drafts


@pytest.mark.parametrize(
    ("before", "after", "at"),
    [
        ("on: 2026-11-10,", "on: 2029-11-20,", "/adopted/on"),
        ("on: 2026-11-12,", "on: 2026-11-23,", "/systems/0/attested/on"),
    ],
)
def test_what_is_still_to_come_was_not_done(before: str, after: str, at: str) -> None:
    assert "day/still-to-come" in of_westport(town((before, after)))[at]


def test_an_attestation_from_before_plate_readers_is_a_question() -> None:
    tree = town(("on: 2026-11-12,", "on: 1950-01-01,"))
    assert of_westport(tree) == {"/systems/0/attested/on": "day/long-past"}


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("review_by: 2028-01-01", "review_by: 2026-11-21", "/review_by"),
        (
            "    contract:\n",
            "    contract:\n      expires: 2011-01-01\n",
            "/systems/0/contract/expires",
        ),
    ],
)
def test_what_ran_out_is_over(before: str, after: str, place: str) -> None:
    assert list(of_westport(town((before, after)))) == [place]


def test_a_source_that_nobody_can_have_read_says_nothing() -> None:
    entry = "  - id: us-ct/norwalk-pd\n"
    raw = drafts().files["directory/us-ct.yaml"].decode()
    at = raw.index(entry)
    dated = raw[:at] + raw[at:].replace("on: 2025-07-18", "on: 2099-11-01", 1)
    tree = town(more={"directory/us-ct.yaml": dated})
    assert of_westport(tree)["/sharing/grants/1/to"] == "day/still-to-come"
