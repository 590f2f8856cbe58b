"""Federal bodies by the names that they go by: none is ever called local, whoever's list it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.identify.index import Index
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import national

NAMES = (Path(__file__).parent / "federal_bodies.txt").read_text(encoding="utf-8").splitlines()
"""Posts, bases, parks, hospitals, offices, sectors and headquarters, one a line."""

OF_A_TOWN_TOO = frozenset({"Fort Bragg", "Fort Lee", "Fort Meade", "West Point"})
"""Where a state that has a town of the name is shown, the town is meant."""


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.of(federal(), lists=national())


@pytest.mark.parametrize("way", ["{}", "{} Police", "{} PD (Federal)", "DHS - {}"])
def test_no_federal_body_is_called_local(index: Index, way: str) -> None:
    found = [index.identify(way.format(name)) for name in NAMES]
    assert len(found) > 700
    assert [one for one in found if one.federal is False] == []
    assert [one for one in found if one.kind is not None and not _federal_or_mixed(one.id)] == []


def test_nor_in_a_state_that_has_no_town_of_the_name(index: Index) -> None:
    names = [name for name in NAMES if name not in OF_A_TOWN_TOO]
    found = [index.identify(f"{name} PD", state="us-nd") for name in names]
    assert [one for one in found if one.federal is False] == []


def _federal_or_mixed(id: str | None) -> bool:  # noqa: A002 - it is the id of the entry
    return id is not None and id.startswith("us/")
