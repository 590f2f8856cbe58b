"""What entries of a directory write alike is made once, and nothing else is taken for it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from lprpolicy.model import directory
from lprpolicy.model.directory import Agency

LIST = {"title": "a list", "on": "2026-10-31"}


def entry(member: object, source: dict[str, Any]) -> Agency:
    programs = [{"program": "287g", "member": member, "source": dict(source)}]
    said = {"id": "us-ny/a-pd", "name": "A", "programs": programs, "source": dict(source)}
    return Agency.model_validate(said)


def test_entries_that_write_the_same_share_it() -> None:
    one, other = entry(False, LIST), entry(False, LIST)
    assert one.programs is other.programs
    assert one.source is other.source


@pytest.mark.parametrize("other", [0, 1, "true", "false", 0.0, None])
def test_what_only_equals_a_right_word_is_still_refused(other: object) -> None:
    entry(False, LIST)
    entry(True, LIST)
    with pytest.raises(ValidationError):
        entry(other, LIST)


def test_another_day_is_another_source() -> None:
    days = [entry(False, LIST | {"on": f"2026-10-{day}"}).programs[0].source.on for day in (30, 31)]
    assert [day.day for day in days] == [30, 31]


def test_models_are_taken_as_they_are() -> None:
    made = entry(True, LIST)
    again = Agency(id=made.id, name=made.name, programs=made.programs, source=made.source)
    assert again.programs == made.programs
    assert again.source == made.source


def test_no_more_than_a_limit_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory, "MOST_ALIKE", 2)
    first = entry(False, LIST)
    for number in range(4):
        entry(False, LIST | {"title": f"list {number}"})
    assert entry(False, LIST).programs == first.programs
    assert entry(False, LIST).programs is not first.programs
