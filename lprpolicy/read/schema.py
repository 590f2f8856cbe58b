"""Data into a model: every misfit of a file at once, each with its place and a way out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast, get_args

from lprpolicy.model.blocks import Blocks
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import suggestion
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.words import Vendor
from lprpolicy.model.written import Written, fields_of
from lprpolicy.read.homes import belongs

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=Written)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something that a file's format does not allow; `code` is one of the file rules."""

    code: str
    verdict: Verdict


def shape(
    data: Any, model: type[Model], blocks: Blocks | None = None
) -> tuple[Model | None, tuple[Misfit, ...]]:
    """Make the model of this data, or return everything that keeps it from being one.

    `blocks` are those that the data was put together from; each remembers its own model.
    """
    if not isinstance(data, dict):
        return None, (_misfit("format/wrong-shape", f"is {_shape(data)}, not a mapping", ROOT),)
    version = _version(data, model)
    if version is not None:
        return None, (version,)
    try:
        return model.model_validate(data, context=blocks), ()
    except ValueError as error:  # pydantic's, which is not loaded where all is right
        details = cast("ValidationError", error).errors(include_url=False)
        return None, tuple(_explain(detail, data, model) for detail in details)


def _version(data: dict[str, Any], model: type[Written]) -> Misfit | None:
    """Check the format and version first: every other message depends on them."""
    expected = known_format(model)
    if expected is None:
        return None
    if "schema" not in data:
        return _misfit("format/version", f"does not say its format (schema: {expected})", ROOT)
    if data["schema"] != expected:
        said = f"says it is written in the format {data['schema']!r}"
        return _misfit(
            "format/version", f"{said}, which this version does not know", ROOT / "schema"
        )
    return None


@cache
def known_format(model: type[Written]) -> str | None:
    """Return the one format and version that the model reads."""
    fields = fields_of(model)
    return str(get_args(fields["format"][0])[0]) if "format" in fields else None


def _explain(detail: ErrorDetails, data: dict[str, Any], model: type[Written]) -> Misfit:
    kind, value = detail["type"], detail["input"]
    at, missing = _place(detail["loc"], data)
    if kind == "extra_forbidden":
        key = str(detail["loc"][-1])
        known = _keys_at(model, detail["loc"][:-1])
        schema = model.model_json_schema()
        definitions = schema.get("$defs", {})
        there = belongs(key, schema, lambda here, step: _resolve(here, definitions, step))
        hint = f"{' here' if there else ''}{there}{suggestion(key, known)}"
        says = f"has a key {key!r} that the format does not know{hint}"
        return _misfit("format/unknown-key", says, at / key if missing else at, key=True)
    if kind == "missing":
        return _misfit("format/missing-key", f"has no {detail['loc'][-1]!r} here", at)
    if kind in ("enum", "literal_error"):
        return _unknown_word(detail, at)
    if value is None:
        return _misfit(
            "format/null", f"has null for {_name(at)!r}, where what is unknown is left out", at
        )
    if kind == "value_error":
        meaning = detail["msg"].removeprefix("Value error, ")
        quote = f"{value!r}" if isinstance(value, (str, int, float)) else _shape(value)
        return _misfit(
            "format/wrong-value", f"has {_cut(quote)} where {_due_name(meaning)} is due", at
        )
    due = _DUE.get(kind, detail["msg"])
    return _misfit("format/wrong-shape", f"has {_quote_value(value)} where {due} is due", at)


def _unknown_word(detail: ErrorDetails, at: Pointer) -> Misfit:
    value = detail["input"]
    known = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
    if not isinstance(value, str):
        says = f"has {_quote_value(value)} where one of the words {', '.join(known[:8])} is due"
        return _misfit("format/wrong-shape", says, at)
    says = f"has {_cut(repr(value))} for {_name(at)!r}, a word the format does not know"
    vendor = Vendor.from_name(value)
    meant = f"; write {str(vendor)!r}" if vendor in known else suggestion(value, known)
    return _misfit("format/unknown-word", says + meant, at)


def _place(loc: tuple[int | str, ...], data: Any) -> tuple[Pointer, bool]:
    """Return the pointer of an error, and whether its last step is missing from the data.

    Steps in parentheses name a member of a union and are not in the data.
    """
    at, here = ROOT, data
    for step in loc:
        if isinstance(step, str) and step.startswith("("):
            continue
        present = (isinstance(here, dict) and step in here) or (
            isinstance(here, list) and isinstance(step, int) and step < len(here)
        )
        if not present:
            return at, True
        at, here = at / step, here[step]
    return at, False


def _keys_at(model: type[Written], loc: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the format allows at this place."""
    schema = model.model_json_schema()
    definitions, here = schema.get("$defs", {}), schema
    for step in loc:
        here = _resolve(here, definitions, step)
        if isinstance(step, str) and not step.startswith("("):
            here = here.get("properties", {}).get(step, {})
        elif isinstance(step, int):
            here = _resolve(here, definitions, step).get("items", {})
    return list(_resolve(here, definitions, "").get("properties", {}))


def _resolve(here: dict[str, Any], definitions: dict[str, Any], step: object) -> dict[str, Any]:
    """Follow a schema reference; of several shapes, take the one with keys or items."""
    while "$ref" in here:
        here = definitions[here["$ref"].rsplit("/", 1)[1]]
    for option in here.get("anyOf", here.get("oneOf", ())):
        found = _resolve(option, definitions, step)
        if "items" in found if isinstance(step, int) else "properties" in found:
            return found
    return here


def _misfit(code: str, says: str, at: Pointer, *, key: bool = False) -> Misfit:
    return Misfit(code, Verdict(Answer.VIOLATION, says, at, key=key))


def _name(at: Pointer) -> str:
    names = [part for part in at.parts if isinstance(part, str)]
    return names[-1] if names else "this file"


def _due_name(meaning: str) -> str:
    return meaning.removeprefix("is ")


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _quote_value(value: object) -> str:
    return _cut(repr(value)) if isinstance(value, (str, int, float)) else _shape(value)


def _shape(value: object) -> str:
    for kind, name in _SHAPES.items():
        if isinstance(value, kind):
            return name
    return "nothing"


_SHAPES: Final = {
    dict: "a mapping",
    list: "a list",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
}
_DUE: Final = {
    "bool_type": "true or false (without quotes)",
    "int_type": "a whole number (without quotes)",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "string_type": "text",
    "greater_than_equal": "a larger number",
    "less_than_equal": "a smaller number",
    "too_short": "at least one entry",
}
