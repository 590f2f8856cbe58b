"""How long a hold lasts, what a recipient may search for, and programs that ended."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.durations import UNITS, Duration
from lprpolicy.model.words import Purpose
from tests.checks.asking import finds

AT = "/retention/reads"
CAP: dict[str, Any] = {
    "record": "reads",
    "limit": "90 days",
    "unless": [{"requires": ["sworn-request"], "at_most": "1 year"}],
}
RENEWED = CAP | {"unless": [CAP["unless"][0] | {"renewable": True}]}
SWORN = {"requires": ["sworn-request"]}


@pytest.mark.parametrize(
    ("keep", "found"),
    [
        ("90 days", ()),
        (SWORN | {"at_most": "1 year"}, ()),
        (SWORN | {"at_most": "10 years"}, (f"violation {AT}",)),
        (SWORN | {"until": "case-closed"}, (f"violation {AT}",)),
        (SWORN | {"at_most": "365 days"}, ()),
        (SWORN | {"at_most": "366 days"}, (f"undecided {AT}",)),
        (SWORN | {"at_most": "1 year", "renewable": True}, (f"violation {AT}",)),
        ({"at_most": "1 year"}, (f"violation {AT}",)),
        ({"at_most": "60 days", "renewable": True}, (f"violation {AT}",)),
        ({"at_most": "60 days", "renewable": False}, ()),
    ],
)
def test_a_hold_ends_after_the_time_that_its_paper_allows(
    keep: object, found: tuple[str, ...]
) -> None:
    assert finds("retention-at-most", CAP, {"retention": {"reads": keep}}) == found


def test_a_new_paper_starts_the_time_again_only_where_the_law_says_so() -> None:
    renewed = {"retention": {"reads": SWORN | {"at_most": "1 year", "renewable": True}}}
    assert finds("retention-at-most", RENEWED, renewed) == ()


KEEPS = st.fixed_dictionaries(
    {},
    optional={
        "at_most": st.builds(Duration, st.integers(0, 40), st.sampled_from(UNITS)).map(str),
        "until": st.sampled_from(["case-closed", "never"]),
        "requires": st.lists(
            st.sampled_from(["sworn-request", "warrant", "case-number"]), unique=True
        ),
        "renewable": st.booleans(),
    },
)

FOR_GOOD = {"record": "search-log"}


@given(KEEPS)
def test_only_a_log_that_nothing_ends_is_kept_for_good(keep: dict[str, Any]) -> None:
    ends = keep.get("until") != "never" or "at_most" in keep or keep.get("requires")
    found = finds("retention-at-least", FOR_GOOD, {"retention": {"search-log": keep}})
    assert found == (("violation /retention/search-log",) if ends else ())


@given(st.builds(Duration, st.integers(0, 10_000), st.sampled_from(UNITS)).map(str))
def test_no_number_of_years_is_for_good(period: str) -> None:
    found = finds("retention-at-least", FOR_GOOD, {"retention": {"search-log": period}})
    assert found == ("violation /retention/search-log",)


@given(KEEPS)
def test_nothing_outlasts_both_the_limit_and_the_hold(keep: dict[str, Any]) -> None:
    found = finds("retention-at-most", CAP, {"retention": {"reads": keep}})
    if found == ():
        assert "at_most" in keep
        longest = Duration.parse(keep["at_most"])
        sworn = "sworn-request" in keep.get("requires", ())
        assert longest.at_most(Duration(1, "year") if sworn else Duration(90, "day"))
        assert not keep.get("renewable")


@given(KEEPS)
def test_to_let_a_hold_start_again_never_makes_a_policy_pass(keep: dict[str, Any]) -> None:
    for params in (CAP, RENEWED):
        plain = {key: value for key, value in keep.items() if key != "renewable"}
        before = finds("retention-at-most", params, {"retention": {"reads": plain}})
        after = finds(
            "retention-at-most", params, {"retention": {"reads": plain | {"renewable": True}}}
        )
        assert before == () or after != ()


def grants(*purposes: list[str] | None) -> dict[str, Any]:
    made = [
        {"to": "us-xx/example-county-sheriff"} | ({} if one is None else {"purposes": one})
        for one in purposes
    ]
    return {"sharing": {"grants": made}}


FORBID = {"forbid": ["parking-enforcement"]}


def test_a_grant_for_a_forbidden_purpose_is_found_though_own_searches_may_have_it() -> None:
    own = {"purposes": {"allowed": ["parking-enforcement"]}}
    assert finds("grant-purposes", FORBID, own | grants(["homicide"])) == ()
    assert finds("grant-purposes", FORBID, own | grants(["parking-enforcement"])) == (
        "violation /sharing/grants/0/purposes/0",
    )


@given(st.lists(st.one_of(st.none(), st.lists(st.sampled_from([str(one) for one in Purpose])))))
def test_a_grant_without_purposes_or_with_a_forbidden_one_never_passes(
    given_: list[list[str] | None],
) -> None:
    clean = all(one is not None and "parking-enforcement" not in one for one in given_)
    assert (finds("grant-purposes", FORBID, grants(*given_)) == ()) is clean


def test_a_policy_without_sharing_leaves_it_open_who_searches_for_what() -> None:
    assert finds("grant-purposes", FORBID, {}) == ("undecided /sharing/grants",)


ENDED = {"systems": [], "sharing": {"grants": []}}
ON_SYSTEMS = [
    ("lookups-off", {"switches": ["national"]}),
    ("contract-terms", {"forbids": ["sale"]}),
    ("reader-mounts", {"forbid": ["fixed"]}),
    ("stored-within", {"allow": ["own-server"]}),
    ("contract-delivers", {"what": "search-audit", "every": "1 month"}),
]


@pytest.mark.parametrize(("check", "params"), ON_SYSTEMS)
def test_a_program_that_ended_has_no_system_to_ask_about(
    check: str, params: dict[str, Any]
) -> None:
    assert finds(check, params, ENDED) == ()
    assert finds(check, params, {}) == ("undecided /systems",)


@pytest.mark.parametrize(("check", "params"), ON_SYSTEMS)
def test_no_system_is_no_answer_beside_a_grant(check: str, params: dict[str, Any]) -> None:
    assert finds(check, params, {"systems": [], **grants(["homicide"])}) == ("undecided /systems",)
