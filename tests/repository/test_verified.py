"""The record of what was verified: what an export showed comes back, and damage is said."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from lprpolicy.compare.of_observation import of_observations
from lprpolicy.evaluate.states import observe_state
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.index import Index
from lprpolicy.model.lock import Lock
from lprpolicy.model.observation import Completeness, Direction, Observation, Share
from lprpolicy.model.places import Where
from lprpolicy.model.plan import Inputs, Observed, Plan
from lprpolicy.model.policy import Policy
from lprpolicy.model.state import State
from lprpolicy.model.words import Data, RowStatus, Switch, Tri, Vendor
from lprpolicy.repository.directories import federal
from lprpolicy.repository.exports import StateError
from lprpolicy.repository.verified import lock_in, lock_of, observations, path_of, text

AGENCY = "us-ct/elm-pd"
POLICY = Policy.model_construct(agency=AGENCY, systems=None)
DAY = dt.date(2026, 11, 22)


def _seen() -> Observation:
    """Statewide lookup is on and national off; of the third switch the export says nothing."""
    data = dict.fromkeys(Data, Tri.UNKNOWN) | {Data.READS: Tri.YES, Data.HOT_LISTS: Tri.NO}
    rows = (("Oak CT PD", RowStatus.ACTIVE, "us-ct"), ("ICE", RowStatus.INACTIVE, None))
    shares = (
        Share(Direction.OUTBOUND, name, Where("x", row=at), data, status=status, state=state)
        for at, (name, status, state) in enumerate(rows, 1)
    )
    switches = {Switch.STATEWIDE: Tri.YES, Switch.NATIONAL: Tri.NO}
    return Observation(
        Vendor.FLOCK,
        "x",
        "0" * 64,
        AGENCY,
        DAY,
        Completeness.COMPLETE,
        tuple(shares),
        lookups=switches,
    )


def _state(*seen: tuple[Observation, str]) -> State:
    index = Index.of(federal())
    return of_observations(AGENCY, [observe_state(one, system, index) for one, system in seen])


def _lock() -> Lock:
    plan = Plan.model_construct(
        agency=AGENCY, inputs=Inputs.model_construct(policy="1" * 64), fingerprint="2" * 64
    )
    observed = Observed(
        document="x",
        sha256="0" * 64,
        system="flock",
        vendor=Vendor.FLOCK,
        completeness=Completeness.COMPLETE,
    )
    return lock_of(plan, _state((_seen(), "flock")), [observed], DAY)


def test_what_an_export_showed_comes_back_from_the_record() -> None:
    lock = _lock()
    (system,) = lock.systems
    assert (system.on, system.off) == (("statewide",), ("national",))
    assert [(one.row, one.status, one.open, one.closed) for one in system.rows] == [
        ("ICE", RowStatus.INACTIVE, (Data.READS,), (Data.HOT_LISTS,)),
        ("Oak CT PD", RowStatus.ACTIVE, (Data.READS,), (Data.HOT_LISTS,)),
    ]
    tree = Tree({path_of(AGENCY): text(lock).encode()})
    assert lock_in(tree, AGENCY) == lock
    ((back, name),) = observations(lock, POLICY)
    assert (back.vendor, back.reported, name) == (Vendor.FLOCK, DAY, "flock")
    assert back.lookups == {
        Switch.STATEWIDE: Tri.YES,
        Switch.NATIONAL: Tri.NO,
        Switch.SHARE_ALL: Tri.UNKNOWN,
    }
    before, after = _state((_seen(), "flock")), _state((back, name))
    assert [one.facts.said.keys() for one in before.entries] == [
        one.facts.said.keys() for one in after.entries
    ]
    assert lock_in(Tree({}), AGENCY) is None


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({"agency": "us-ct/oak-pd"}, "is of us-ct/oak-pd"),
        ({"systems": []}, "/systems has a list where at least one entry is due"),
        ([], "/ is a list, not a mapping"),
        (None, "is not JSON"),
    ],
)
def test_a_damaged_record_is_an_error_at_its_place(edit: Any, says: str) -> None:
    data = json.loads(text(_lock()))
    made = json.dumps(data | edit if isinstance(edit, dict) else edit) if edit is not None else "{"
    with pytest.raises(StateError) as error:
        lock_in(Tree({path_of(AGENCY): made.encode()}), AGENCY)
    assert str(error.value) == f"{AGENCY}/verified.json: {says}"
    assert "take the file back from git" in str(error.value.hint)
