"""Revisions in a row: what holds however a record goes."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.evaluate.history.records import Record
from lprpolicy.evaluate.history.stretches import on, stretches
from lprpolicy.identify.index import Index
from lprpolicy.model.history import HistoryQuestion, Revision, Stretch
from lprpolicy.model.words import Tri
from lprpolicy.repository.directories import federal

INDEX = Index.of(federal())
FIRST = dt.date(2026, 1, 1)
answers = st.lists(st.sampled_from(Tri), min_size=1, max_size=12)


def _records(count: int, every: int = 1) -> list[Record]:
    days = [FIRST + dt.timedelta(days=number * every) for number in range(count)]
    return [
        Record(Revision(f"{number:040x}", day, day, day, Tri.YES), INDEX)
        for number, day in enumerate(days)
    ]


def _made(said: list[Tri], every: int = 1) -> list[Stretch]:
    by_commit = dict(zip((f"{n:040x}" for n in range(len(said))), said, strict=True))
    return list(
        stretches(
            _records(len(said), every),
            lambda record: Stretch(by_commit[record.revision.commit], record.revision, None),
        )
    )


@given(answers)
def test_stretches_cover_the_record_without_a_gap_and_none_is_like_the_next(
    said: list[Tri],
) -> None:
    made = _made(said)
    assert made[0].since.day == FIRST
    assert made[-1].until is None
    for one, other in pairwise(made):
        assert one.until == other.since
        assert one.answer is not other.answer


@given(answers, st.integers(-3, 40), st.integers(0, 40))
def test_a_range_of_days_keeps_every_answer_that_held_on_one_of_them(
    said: list[Tri], start: int, length: int
) -> None:
    first = FIRST + dt.timedelta(days=start)
    days = first, first + dt.timedelta(days=length)
    kept = {one.answer for one in on(days)(_made(said, every=3))}
    held = set()
    for number in range(length + 1):
        day = start + number
        if day >= 0:
            held.add(said[min(day // 3, len(said) - 1)])
    assert held <= kept


@given(answers)
def test_a_no_needs_every_list_to_be_read(said: list[Tri]) -> None:
    ever = HistoryQuestion("a", "a", tuple(_made(said))).ever
    assert (ever is Tri.NO) == (set(said) == {Tri.NO})
    assert (ever is Tri.YES) == (Tri.YES in said)
