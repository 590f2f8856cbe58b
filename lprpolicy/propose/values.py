"""Finds the value that meets every ask of its place and is nearest to the narrow default."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from lprpolicy.model.durations import Duration
from lprpolicy.model.proposal import Ask, Form
from lprpolicy.model.words import WIDER


def settle_value(value: Any, asks: Sequence[Ask], *, contract: str | None = None) -> Any:
    """Return the value that meets all asks; where none can, `check` finds what stays broken."""
    for form in Form:  # limits before floors, so `check` shows a floor that exceeds a limit
        for ask in asks:
            if ask.form is form:
                value = _meet(value, ask)
    if contract is not None and isinstance(value, str):
        value = _at_most(value, contract)
    return _without_narrower(value) if isinstance(value, list) else value


def _meet(value: Any, ask: Ask) -> Any:
    match ask.form:
        case Form.AT_MOST:
            return _limit(value, ask)
        case Form.AT_LEAST:
            return _at_least(value, ask.values[0])
        case Form.WITHIN:
            return _only(value or (), ask.values) or list(ask.values[:1])
        case Form.HOLDS:
            return [*(value or ()), *_without(ask.values, value or ())]
        case Form.LACKS if isinstance(value, list):
            return _without(value, ask.values)
        case Form.ONE_OF if value not in ask.values:
            return ask.values[0]
    return value


def _only(words: Iterable[Any], others: Collection[Any]) -> list[Any]:
    return [word for word in words if word in others]


def _without(words: Iterable[Any], others: Collection[Any]) -> list[Any]:
    return [word for word in words if word not in others]


def _limit(value: Any, ask: Ask) -> Any:
    if isinstance(value, Mapping):
        return _keep_until(value, ask)
    if not ask.values:
        return value
    return _at_most(value, ask.values[0]) if value is not None else ask.values[0]


def _keep_until(value: Mapping[str, Any], ask: Ask) -> Any:
    """Limit keeping to an event that the rule accepts, with every document that it asks for."""
    if not ask.instead:
        return ask.values[0] if ask.values else value
    accepted = next((other for other in ask.instead if _covers(other, value)), ask.instead[0])
    events = tuple(accepted.get("until", ()))
    until = value.get("until") if not events or value.get("until") in events else events[0]
    papers = dict.fromkeys([*accepted.get("requires", ()), *value.get("requires", ())])
    made = {"until": until, "requires": list(papers)}
    longest = accepted.get("at_most")
    return made | ({"at_most": longest} if longest else {})


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
    """Drop words that a wider word in the list includes."""
    kept = list(words)
    included = [narrow for narrow, wide in WIDER.items() if wide in kept]
    return [one for one in kept if one not in included]
