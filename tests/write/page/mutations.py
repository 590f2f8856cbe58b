"""Every change of one leaf of a policy that its format allows."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator
from enum import EnumType
from typing import Any

from pydantic import ValidationError

from lprpolicy.model import words as vocabulary
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.written import Written

WORDS = sorted(
    {
        word.value
        for kind in vars(vocabulary).values()
        if isinstance(kind, EnumType)
        for word in kind
    }
)
TEXTS = (
    "us-ct/shelton-pd",
    "us-ri",
    "https://other.example/",
    "other/place.md",
    "another",
    "11 months",
    "77 percent",
    "06-30",
    "Some other words",
)


def leaves(data: Any, at: Pointer = ROOT) -> Iterator[Pointer]:
    """The places of every value that holds no other."""
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in inside:
        if isinstance(value, (dict, list)) and value:
            yield from leaves(value, at / key)
        else:
            yield at / key


def value_at(data: Any, at: Pointer) -> Any:
    for step in at.parts:
        data = data[step]
    return data


def changed(
    data: Any, at: Pointer, most: int, kind: type[Written] = Policy
) -> Iterator[tuple[Any, Any]]:
    """The file with another value there, for a few values that its format takes."""
    found, taken = 0, None
    for other in _others(value_at(data, at)):
        if taken is not None and _word(other) not in taken:
            continue
        mutant = _with(data, at, other)
        try:
            model = kind.model_validate(mutant)
        except ValidationError as refusal:
            taken = _taken(refusal) if taken is None else taken
            continue
        yield mutant, model
        found += 1
        if found == most:
            return


def _word(other: Any) -> Any:
    return other[0] if isinstance(other, list) else other


def _taken(refusal: ValidationError) -> frozenset[str]:
    """What may stand there instead: the words that a refusal names, or any text of ours.

    Trying each of some 300 words where five are known costs most of the time.
    """
    named = [re.findall(r"'([^']+)'", str(e.get("ctx", {}))) for e in refusal.errors()]
    return frozenset(TEXTS).union(*named)


def removed(data: Any, at: Pointer, kind: type[Written] = Policy) -> tuple[Any, Any] | None:
    """The file without that leaf, if its format lets it go."""
    mutant = copy.deepcopy(data)
    del value_at(mutant, at.parent)[at.parts[-1]]
    model = accepted(mutant, kind)
    return None if model is None else (mutant, model)


def accepted(data: Any, kind: type[Written] = Policy) -> Any:
    try:
        return kind.model_validate(data)
    except ValidationError:
        return None


def _with(data: Any, at: Pointer, value: Any) -> Any:
    mutant = copy.deepcopy(data)
    value_at(mutant, at.parent)[at.parts[-1]] = value
    return mutant


def _others(value: Any) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            try:
                yield str(dt.date.fromisoformat(value) + dt.timedelta(days=1))
            except ValueError:
                yield from (word for word in WORDS if word != value)
                yield from (text for text in TEXTS if text != value)
        case list():
            yield from ([word] for word in WORDS)
