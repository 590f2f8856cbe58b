"""Two real reports of one sheriff, two years apart: counts, and no row of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lprpolicy.compare.changes import compare
from lprpolicy.compare.of_observation import of_observations
from lprpolicy.evaluate.states import observe_state
from lprpolicy.model.observation import Completeness
from lprpolicy.model.state import State, Topic
from lprpolicy.model.words import RowStatus
from lprpolicy.repository.directories import near
from lprpolicy.vendors import observe


def _state(file: Path) -> State:
    observation = observe(file.name, file.read_bytes())
    assert observation.completeness is Completeness.COMPLETE
    index = near((), Path("/"))
    return of_observations("us-ca/orange-county-so", [observe_state(observation, "learn", index)])


@pytest.mark.real
def test_renames_of_two_years_are_not_counted_as_removals_and_additions(real_data: Path) -> None:
    before = _state(real_data / "learn" / "ocso_2020-02-06.pdf")
    after = _state(real_data / "learn" / "ocso_2022-11-18.pdf")
    assert (len(before.entries), len(after.entries)) == (295, 287)
    changes = compare(before, after)
    kinds = Counter(
        "gain" if c.gains else "loss" if c.loses else c.effect.value
        for c in changes
        if c.topic in (Topic.ACCESS, Topic.NAME)
    )
    assert kinds == {"gain": 4, "loss": 12, "widens": 11, "restates": 1}
    assert all(change.like for change in changes if change.gains)
    assert not [entry for entry in after.entries if entry.status is RowStatus.INACTIVE]


@pytest.mark.real
def test_a_list_of_hundreds_does_not_differ_from_itself(real_data: Path) -> None:
    state = _state(real_data / "learn" / "ocso_2022-11-18.pdf")
    assert compare(state, state) == ()
