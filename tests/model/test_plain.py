"""Data that is plainly right becomes a model without pydantic; all else is left to pydantic."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from array import array
from typing import Annotated, Any, Literal

import pytest
from pydantic import Strict, ValidationError

from lprpolicy.model.blocks import Block
from lprpolicy.model.plain import doubt, reader_of
from lprpolicy.model.rule import Version
from lprpolicy.model.scalars import Day, Flag, Line, Maybe, Period, Whole
from lprpolicy.model.sharing import Grant, Named
from lprpolicy.model.with_pydantic import adapter, twin
from lprpolicy.model.words import Purpose
from lprpolicy.model.written import Field, Written

GRANT = {
    "to": {"named": "ICE"},
    "data": ["reads"],
    "purposes": ["stolen-vehicle"],
    "basis": {"kind": "warrant", "signed": "2026-10-01"},
}
VERSION = {
    "from": "2026-10-01",
    "provision": {"citation": "Ex. 1", "url": "https://law.example/1", "verified": "text"},
    "days": 21,
}


class Steps(Written):
    few: Maybe[tuple[Line, ...]] = Field(None, title="Few", description="A few.", min_length=2)
    many: Annotated[int, Strict()] = Field(0, title="Many", description="Many.")
    limited: int = Field(3, title="Limited", description="With a limit of pydantic's.", le=5)
    notes: dict[Line, Line] = Field({}, title="Notes", description="Notes.")


class Blocks(Written):
    one: Maybe[Named] = Field(None, title="One", description="A block.")


@pytest.mark.parametrize(("model", "data"), [(Grant, GRANT), (Version, VERSION)])
def test_what_is_taken_plainly_is_what_pydantic_makes_of_it(model: Any, data: Any) -> None:
    plain, made = model.read_plain(data), adapter(model).validate_python(data)
    assert plain == made
    assert repr(plain) == repr(made)
    assert plain.model_fields_set == made.model_fields_set
    assert plain.model_dump(exclude_unset=True) == made.model_dump(exclude_unset=True)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Line, " text"),
        (Line, 1),
        (Day, "2026-02-30"),
        (Day, 20261001),
        (Period, "21 Days"),
        (Flag, 1),
        (int, True),
        (str, Purpose.STOLEN_VEHICLE),
        (dt.date, dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)),
        (Annotated[int, Whole(0, 5)], 6),
        (Annotated[int, Whole(0, 5)], True),
        (Annotated[int, Whole(0, 5)], 3.0),
        (Purpose, "no-purpose"),
        (Purpose, ["stolen-vehicle"]),
        (Literal["a", "b"], "c"),
        (Maybe[Line], None),
        (tuple[Line, ...], "text"),
        (tuple[Line, ...], {"text"}),
        (dict[Line, Line], {1: "text"}),
        (dict[Line, Line], ["text"]),
        (Named, {"named": "ICE", "other": 1}),
        (Named, {}),
        (Named, "ICE"),
        (str | Line, "text"),
    ],
)
def test_a_doubt_is_left_to_pydantic(kind: Any, value: Any) -> None:
    with pytest.raises(ValueError):
        reader_of(kind)(value)


@pytest.mark.parametrize("kind", [Annotated[int, Strict()], tuple[int, str], frozenset[str], bytes])
def test_a_type_that_no_reader_knows_is_left_to_pydantic(kind: Any) -> None:
    assert reader_of(kind) is doubt
    assert reader_of(kind | Line) is doubt, "it might take the same value"


@pytest.mark.parametrize("data", [{"few": ["one"]}, {"limited": 6}, {"many": True}])
def test_a_limit_of_a_field_holds(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Steps.model_validate(data)


def test_what_pydantic_takes_is_an_object_of_the_class_too() -> None:
    one = Steps.model_validate({"few": ["a", "b"], "many": 4})
    assert type(one) is Steps
    assert type(Grant.model_validate({"to": Named(named="ICE")}).to) is Named
    assert Steps(many=4) == Steps.model_validate({"many": 4})


def test_a_key_without_a_field_is_a_fault_and_in_an_open_format_kept() -> None:
    with pytest.raises(ValidationError, match="other"):
        Named.model_validate({"named": "ICE", "other": 1})
    assert Version.model_validate(VERSION).params == {"days": 21}
    with pytest.raises(ValidationError):
        Version.model_validate({**VERSION, 1: 2})


def test_a_default_that_can_change_is_no_ones_but_its_objects() -> None:
    assert Steps.model_validate({}).notes is not Steps.model_validate({}).notes


def test_a_block_is_made_once_for_the_same_data() -> None:
    data = {"named": "ICE"}
    blocks = {"one": Block("one: {named: ICE}\n", "one", data, array("I"), 0)}
    blocks["one"].shared = True
    first = Blocks.read_plain({"one": data}, blocks)
    assert Blocks.read_plain({"one": data}, blocks).one is first.one
    assert Blocks.read_plain({"one": {"named": "ICE"}}, blocks).one is not first.one
    assert Blocks.read_plain({"one": data}).one is not first.one


def test_a_model_stays_as_it_is() -> None:
    one = Grant.model_validate(GRANT)
    with pytest.raises(AttributeError, match="frozen"):
        one.to = "us/ice"
    with pytest.raises(AttributeError, match="frozen"):
        del one.to


def test_models_of_the_same_values_are_equal_and_only_those() -> None:
    one, two = Grant.model_validate(GRANT), Grant.model_validate(copy.deepcopy(GRANT))
    assert one == two
    assert hash(one) == hash(two)
    assert one != two.model_copy(update={"system": "reads"})
    assert Version.model_validate(VERSION) != Version.model_validate({**VERSION, "days": 22})
    assert one != GRANT


def test_a_model_goes_to_another_process_whole() -> None:
    for one in (Grant.model_validate(GRANT), Version.model_validate(VERSION)):
        back = pickle.loads(pickle.dumps(one))
        assert back == one
        assert back.model_fields_set == one.model_fields_set
        assert back.model_extra == one.model_extra


def test_a_twin_has_the_names_and_words_of_its_class() -> None:
    assert twin(Grant).__name__ == "Grant"
    assert Grant.model_fields["to"].description
    assert Grant.model_json_schema()["description"] == "One recipient's access."
