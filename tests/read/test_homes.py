"""A key that stands in the wrong block is told where it belongs."""

from __future__ import annotations

import pytest

from tests.repositories import WESTPORT, changed, judged

BEFORE = "review_by: 2028-01-01\n"


def said(key: str, value: str) -> str:
    """What is said of a key at the top of a policy."""
    report = judged(changed(WESTPORT, BEFORE, f"{BEFORE}{key}: {value}\n"))
    (one,) = [one for one in report.findings if one.rule.id == "format/unknown-key"]
    return one.spot.message


@pytest.mark.parametrize(
    ("key", "value", "home"),
    [
        ("attested", "{by: x, on: 2026-11-20}", "systems[].attested"),
        ("national", "false", "systems[].lookups.national"),
        ("policy_published", '"https://x.example"', "transparency.policy_published"),
    ],
)
def test_a_key_in_the_wrong_block_is_told_where_it_belongs(key: str, value: str, home: str) -> None:
    says = f"has a key '{key}' that the format does not know here; it belongs at {home}"
    assert said(key, value) == says


def test_a_key_of_the_top_is_told_so_in_a_block() -> None:
    report = judged(changed(WESTPORT, "retention:  ", "retention:\n  effective: 2027-01-01\n#"))
    messages = [one.spot.message for one in report.findings]
    assert (
        "has a key 'effective' that the format does not know here; it belongs at the top of the "
        "file" in messages
    )


def test_a_misspelled_key_is_told_what_it_may_be() -> None:
    assert said("retenton", "{}").endswith("does not know; did you mean 'retention'?")


def test_a_key_that_is_nowhere_is_promised_no_place() -> None:
    assert said("zzz", "1") == "has a key 'zzz' that the format does not know"


def test_a_key_that_many_blocks_have_is_not_listed_with_all_of_them() -> None:
    assert "it belongs" not in said("by", "x")
