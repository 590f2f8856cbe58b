"""Our dataclasses do what the standard ones do; they only compile their methods later."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    left: int
    right: str | None = None
    many: tuple[int, ...] = ()
    hidden: int = field(default=0, repr=False, compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    left: int
    right: str | None = None
    many: tuple[int, ...] = ()
    hidden: int = field(default=0, repr=False, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class OurMark:
    line: int
    column: int = 1


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class TheirMark:
    line: int
    column: int = 1


@dataclass(slots=True)
class Growing:
    found: list[int] = field(default_factory=list)
    count: int = field(init=False, default=3)
    later: int = field(init=False)

    def grow(self) -> None:
        self.found.append(self.count)


@dataclass(frozen=True)
class Doubled:
    given: int
    twice: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "twice", 2 * self.given)


@dataclass(frozen=True, slots=True)
class Named:
    name: str

    def __repr__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Named) and other.name.lower() == self.name.lower()

    def __hash__(self) -> int:
        return hash(self.name.lower())


_values = st.tuples(
    st.integers(), st.none() | st.text(), st.tuples(st.integers()) | st.just(()), st.integers()
)


@given(_values, _values)
def test_two_objects_are_the_same_exactly_where_standard_ones_are(
    one: tuple[Any, ...], other: tuple[Any, ...]
) -> None:
    assert (Ours(*one) == Ours(*other)) == (Theirs(*one) == Theirs(*other))
    assert hash(Ours(*one)) == hash(Theirs(*one))
    assert repr(Ours(*one)).removeprefix("Ours") == repr(Theirs(*one)).removeprefix("Theirs")
    assert Ours(*one) != one
    assert Ours(*one) != Theirs(*one)


@given(_values, st.integers())
def test_the_standard_functions_treat_one_as_a_dataclass(one: tuple[Any, ...], new: int) -> None:
    ours, theirs = Ours(*one), Theirs(*one)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)  # type: ignore[call-overload]
    assert dataclasses.astuple(dataclasses.replace(ours, left=new)) == (new, *one[1:])
    assert pickle.loads(pickle.dumps(ours)) == ours
    assert pickle.loads(pickle.dumps(ours)).hidden == one[3]


@given(st.tuples(st.integers(), st.integers()), st.tuples(st.integers(), st.integers()))
def test_marks_stand_in_the_order_of_their_fields(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    ours, theirs = (OurMark(*one), OurMark(*other)), (TheirMark(*one), TheirMark(*other))
    assert (ours[0] < ours[1]) == (theirs[0] < theirs[1])
    assert (ours[0] <= ours[1]) == (theirs[0] <= theirs[1])
    assert (ours[0] > ours[1]) == (theirs[0] > theirs[1])
    assert (ours[0] >= ours[1]) == (theirs[0] >= theirs[1])


def test_a_field_says_of_itself_what_a_standard_one_says() -> None:
    for ours, theirs in zip(dataclasses.fields(Ours), dataclasses.fields(Theirs), strict=True):
        assert (ours.name, ours.type, ours.default) == (theirs.name, theirs.type, theirs.default)
    assert Ours.__match_args__ == Theirs.__match_args__  # type: ignore[attr-defined]


def test_a_frozen_object_is_not_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Ours(1).left = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Ours(1).left
    with pytest.raises(dataclasses.FrozenInstanceError):
        Doubled(1).given = 2  # type: ignore[misc]


def test_no_two_objects_share_what_a_factory_makes() -> None:
    one, other = Growing(), Growing()
    one.grow()
    assert (one.found, other.found) == ([3], [])
    assert not hasattr(one, "later")
    assert Growing([1]).found == [1]


def test_what_can_change_has_no_hash() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Growing())


def test_what_follows_the_making_is_done() -> None:
    assert Doubled(4).twice == 8
    assert pickle.loads(pickle.dumps(Doubled(4))).twice == 8


def test_a_method_of_the_class_itself_stays() -> None:
    assert repr(Named("A")) == "A"
    assert Named("A") == Named("a")
    assert len({Named("A"), Named("a")}) == 1


def test_a_slot_is_all_that_an_object_has() -> None:
    assert not hasattr(Ours(1), "__dict__")
    with pytest.raises(AttributeError):
        Growing().other = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("given", [(), (1, 2, 3, 4, 5)])
def test_too_few_and_too_many_arguments_are_refused(given: tuple[int, ...]) -> None:
    with pytest.raises(TypeError):
        Ours(*given)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Ours(1, unknown=2)  # type: ignore[call-arg]


def test_a_default_that_all_objects_would_share_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Sharing\.found"):

        @dataclass(slots=True)
        class Sharing:
            found: list[int] = []  # noqa: RUF012


def test_a_method_is_compiled_when_it_is_first_called() -> None:
    @dataclass(frozen=True, slots=True)
    class Fresh:
        one: int

    before = Fresh.__init__
    Fresh(1)
    assert Fresh.__init__ is not before
    assert Fresh(2) == Fresh(2)
