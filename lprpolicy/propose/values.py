"""One value that meets every ask of its place, as near to the narrow one as they let it be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lprpolicy.model.durations import Duration
from lprpolicy.model.proposal import Ask, Form
from lprpolicy.model.words import WIDER


def settled(value: Any, asks: Sequence[Ask], *, contract: str | None = None) -> Any:
    """The value that meets all asks; where none does, `check` finds what stays broken."""
    for form in Form:  # limits first, then floors: a floor that passes a limit shows in the check
        for ask in asks:
            if ask.form is form:
                value = _met(value, ask)
    if contract is not None and isinstance(value, str):
        value = _at_most(value, contract)
    return _without_narrower(value) if isinstance(value, list) else value


def _met(value: Any, ask: Ask) -> Any:
    match ask.form:
        case Form.AT_MOST:
            return _limited(value, ask)
        case Form.AT_LEAST:
            return _at_least(value, ask.values[0])
        case Form.WITHIN:
            return [word for word in value or () if word in ask.values] or list(ask.values[:1])
        case Form.HOLDS:
            return [*(value or ()), *(word for word in ask.values if word not in (value or ()))]
        case Form.LACKS if isinstance(value, list):
            return [word for word in value if word not in ask.values]
        case Form.ONE_OF if value not in ask.values:
            return ask.values[0]
    return value


def _limited(value: Any, ask: Ask) -> Any:
    if isinstance(value, Mapping):
        return _kept(value, ask)
    if not ask.values:
        return value
    return _at_most(value, ask.values[0]) if value is not None else ask.values[0]


def _kept(value: Mapping[str, Any], ask: Ask) -> Any:
    """Keeping until an event: one that the rule accepts, with every paper that it asks for."""
    if not ask.instead:
        return ask.values[0] if ask.values else value
    accepted = next((other for other in ask.instead if _covers(other, value)), ask.instead[0])
    events = tuple(accepted.get("until", ()))
    until = value.get("until") if not events or value.get("until") in events else events[0]
    papers = dict.fromkeys([*accepted.get("requires", ()), *value.get("requires", ())])
    return {"until": until, "requires": list(papers)}


def _covers(accepted: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    events = accepted.get("until", ())
    ends = not events or value.get("until") in events
    return ends and set(accepted.get("requires", ())) <= set(value.get("requires", ()))


def _at_most(value: str, limit: str) -> str:
    within = Duration.parse(value).at_most(Duration.parse(limit))
    return value if within else limit


def _at_least(value: Any, floor: str) -> Any:
    if isinstance(value, Mapping):
        return floor
    if value is None:
        return floor
    return value if Duration.parse(value).at_least(Duration.parse(floor)) else floor


def _without_narrower(words: Iterable[Any]) -> list[Any]:
    """Words of which none is part of another one in the list."""
    kept = list(words)
    return [word for word in kept if WIDER.get(word) not in kept]
