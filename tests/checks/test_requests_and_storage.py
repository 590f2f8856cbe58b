"""What laws ask of requests to hold reads, of storage, deliveries, shifts and private reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.durations import UNITS, Duration
from lprpolicy.model.words import PreservationTerm, Requester, Storage, Taking
from tests.checks.asking import finds

SYSTEM = {"id": "one", "vendor": "flock"}
AT = "/sharing/preservation"
AUDIT = {"what": "search-audit", "every": "1 month"}
PERIODS = st.builds(Duration, st.integers(0, 400), st.sampled_from(UNITS)).map(str)


def held(**said: Any) -> dict[str, Any]:
    return {"sharing": {"preservation": said}}


def delivered(*said: dict[str, str]) -> dict[str, Any]:
    return {"systems": [SYSTEM | {"contract": {"delivers": list(said)}}]}


CASES: list[tuple[str, dict[str, Any], dict[str, Any], tuple[str, ...]]] = [
    ("preservation-honored", {"honors": ["defendants"]}, {}, (f"undecided {AT}",)),
    ("preservation-honored", {"honors": ["defendants"]}, held(), (f"undecided {AT}/honors",)),
    ("preservation-honored", {"states": ["facts"]}, held(), (f"undecided {AT}/states",)),
    ("preservation-honored", {"held_for": "14 days"}, held(), (f"undecided {AT}/held_for",)),
    ("preservation-honored", {"held_for": "14 days"}, held(held_for="2 weeks"), ()),
    (
        "preservation-honored",
        {"held_for": "31 days"},
        held(held_for="1 month"),
        (f"undecided {AT}/held_for",),
    ),
    ("contract-delivers", AUDIT, delivered(AUDIT), ()),
    (
        "contract-delivers",
        AUDIT,
        delivered({"what": "outside-search-audit", "every": "1 day"}),
        ("violation /systems/0/contract/delivers",),
    ),
    (
        "contract-delivers",
        AUDIT,
        delivered(AUDIT | {"every": "30 days"}),
        ("undecided /systems/0/contract/delivers/0/every",),
    ),
    (
        "contract-delivers",
        AUDIT,
        delivered(AUDIT | {"every": "1 year"}, AUDIT | {"every": "1 week"}),
        (),
    ),
    ("contract-delivers", AUDIT, {"systems": [SYSTEM]}, ("undecided /systems/0/contract",)),
    ("hot-list-each-shift", {}, {"hot_lists": []}, ()),
    ("hot-list-each-shift", {}, {}, ("undecided /hot_lists",)),
    (
        "hot-list-each-shift",
        {},
        {"hot_lists": [{"list": "ncic", "refreshed_every": "1 minute"}]},
        ("undecided /hot_lists/0/refreshed_each_shift",),
    ),
    (
        "reader-mounts",
        {"forbid": ["state_highway"]},
        {"systems": [SYSTEM | {"readers": {"fixed": 1}}]},
        ("undecided /systems/0/readers/state_highway",),
    ),
]


@pytest.mark.parametrize(("check", "params", "policy", "expected"), CASES)
def test_what_is_asked_is_met_broken_or_open(
    check: str, params: dict[str, Any], policy: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert finds(check, params, policy) == expected


@given(
    st.lists(st.sampled_from([str(one) for one in Requester]), unique=True),
    st.lists(st.sampled_from([str(one) for one in PreservationTerm]), unique=True),
)
def test_a_request_passes_only_with_everybody_and_everything_that_is_asked(
    honors: list[str], states: list[str]
) -> None:
    asked = {"honors": ["governments", "defendants"], "states": ["sworn-statement", "times"]}
    found = finds("preservation-honored", asked, held(honors=honors, states=states))
    assert (found == ()) is (
        set(asked["honors"]) <= set(honors) and set(asked["states"]) <= set(states)
    )


@given(PERIODS, PERIODS)
def test_a_hold_passes_only_when_it_is_certainly_long_enough(held_for: str, floor: str) -> None:
    found = finds("preservation-honored", {"held_for": floor}, held(held_for=held_for))
    assert (found == ()) is (Duration.parse(held_for).at_least(Duration.parse(floor)) is True)


@given(PERIODS, PERIODS)
def test_a_delivery_passes_only_when_it_certainly_comes_in_time(every: str, most: str) -> None:
    found = finds("contract-delivers", AUDIT | {"every": most}, delivered(AUDIT | {"every": every}))
    assert (found == ()) is (Duration.parse(every).at_most(Duration.parse(most)) is True)


@pytest.mark.parametrize("stored", [None, *map(str, Storage)])
def test_only_a_place_that_the_law_names_passes(stored: str | None) -> None:
    params = {"allow": ["own-server", "state-server"], "unclear": ["vendor-pool"]}
    system = SYSTEM if stored is None else SYSTEM | {"storage": stored}
    found = finds("stored-within", params, {"systems": [system]})
    assert (found == ()) is (stored in params["allow"])
    if stored in (None, "vendor-pool"):
        assert found == ("undecided /systems/0/storage",)


@given(st.none() | st.lists(st.sampled_from([str(one) for one in Taking]), unique=True))
def test_private_reads_are_taken_on_nothing_but_what_is_named(said: list[str] | None) -> None:
    policy = {"sharing": {} if said is None else {"private_reads": said}}
    found = finds("private-reads-within", {"allow": ["warrant"]}, policy)
    assert (found == ()) is (said is not None and set(said) <= {"warrant"})


@given(PERIODS, PERIODS)
def test_a_report_passes_only_when_it_is_certainly_kept_long_enough(kept: str, floor: str) -> None:
    report = {"to": "public", "every": "1 day"}
    policy = {"transparency": {"reports": [report | {"kept": kept}]}}
    found = finds("report-filed", report | {"kept": floor}, policy)
    assert (found == ()) is (Duration.parse(kept).at_least(Duration.parse(floor)) is True)
