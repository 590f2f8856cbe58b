"""What the law leaves open at a place, and that the draft took the narrower side of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.proposal import Ask, Form
from lprpolicy.model.prose import join_terms
from lprpolicy.propose.frame import DraftPlace

ALIKE: Final = "No rule here speaks of hits apart, so they are kept as long as other reads."
NOBODY: Final = (
    "Nobody else can search: the narrowest choice. Each grant is the council's to make, and "
    "`lprpolicy check` says whether the law lets it in."
)
DISPUTED_FLOOR: Final = (
    "By one reading of the disputed law this is too short. The draft keeps the narrower time; ask "
    "counsel before the vote."
)
LISTED: Final = (
    "They are those that a vendor lists today and no rule is known to keep out. Each is the "
    "council's to keep or to remove."
)
NO_LIST: Final = (
    "No list is the narrowest choice. A list that is added has to meet the rules on such lists."
)


def choice(place: DraftPlace, value: Any, asks: Sequence[Ask]) -> str | None:
    """Write a sentence for the council; None where the law leaves nothing to choose."""
    if place.path == "/sharing/grants":
        return NOBODY
    if isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
        return None
    if isinstance(value, list):
        return _of_list(value, asks)
    if isinstance(value, Mapping):
        return _of_keeping(place, value, asks)
    if isinstance(value, str) and value[:1].isdigit() and " " in value:
        return _of_time(value, asks)
    return _of_word(place, value, asks)


def _of_time(value: str, asks: Sequence[Ask]) -> str | None:
    limits = [ask.values[0] for ask in asks if ask.form is Form.AT_MOST and ask.values]
    floors = [ask.values[0] for ask in asks if ask.form is Form.AT_LEAST]
    shortest = min(limits, key=lambda text: Duration.parse(text).bounds(), default=None)
    if floors and limits:
        return None
    if floors:
        longest = max(floors, key=lambda text: Duration.parse(text).bounds())
        return f"The rules ask for {longest} or more; a longer time is allowed."
    if shortest is None:
        return "No rule here sets a time. This is a narrow one; the council can set another."
    if shortest == value:
        return "This is the longest time that the rules allow; a shorter one is allowed too."
    return f"The rules allow up to {shortest}. This is the narrower choice."


def _of_list(value: list[Any], asks: Sequence[Ask]) -> str | None:
    allowed = [set(ask.values) for ask in asks if ask.form is Form.WITHIN]
    needed = {word for ask in asks if ask.form is Form.HOLDS for word in ask.values}
    if allowed:
        more = sorted(set.intersection(*allowed) - set(value))
        if not more:
            return None
        return f"The rules also allow {join_terms(more)}. Fewer is the narrower choice."
    extra = [word for word in value if word not in needed]
    if not extra:
        return None
    if not needed:
        return "No rule here asks for this very list. It is a narrow choice."
    return f"No rule here asks for {join_terms(extra, 'or')}. To add that is the narrower choice."


def _of_keeping(place: DraftPlace, value: Mapping[str, Any], asks: Sequence[Ask]) -> str | None:
    if not asks:
        return f"No rule here asks for this. It is the {place.side} choice."
    papers = {paper for ask in asks for other in ask.instead for paper in other.get("requires", ())}
    extra = [paper for paper in value.get("requires", ()) if paper not in papers]
    if extra:
        added = join_terms(extra, "or")
        return f"No rule here asks for {added}. To ask for it is the narrower choice."
    return None


def _of_word(place: DraftPlace, value: Any, asks: Sequence[Ask]) -> str | None:
    accepted = [ask.values for ask in asks if ask.form is Form.ONE_OF]
    if not accepted:
        return f"No rule here asks for this. It is the {place.side} choice."
    others = [str(word) for word in accepted[0] if word != value]
    if not others:
        return None
    return f"The rules also accept {join_terms(others, 'or')}. This is the {place.side} choice."
