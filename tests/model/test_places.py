"""Pointers follow RFC 6901."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.places import Pointer

keys = st.text(min_size=1).filter(lambda key: not key.isdecimal())


@given(st.lists(st.one_of(keys, st.integers(0, 10**6))))
def test_a_pointer_reads_back_as_it_is_written(parts: list[str | int]) -> None:
    assert Pointer.parse(str(Pointer(tuple(parts)))) == Pointer(tuple(parts))


def test_a_step_is_added_at_the_end() -> None:
    assert str(Pointer() / "a/b" / 0 / "m~n") == "/a~1b/0/m~0n"
