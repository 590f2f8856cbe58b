"""Settles what all rules ask into one draft: the narrow answer that meets all of them.

A rule of disputed law counts too, so that the draft is safe under every reading; but no disputed
law makes a draft keep reads for longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.proposal import Ask, Because, DraftEntry, Form, RuleAsk, Told
from lprpolicy.model.prose import words
from lprpolicy.propose.choices import ALIKE, DISPUTED_FLOOR, LISTED, NO_LIST, choice
from lprpolicy.propose.frame import FRAME, DraftPlace
from lprpolicy.propose.values import settle_value

APPROVALS: Final = ROOT / "approvals"
SYSTEMS: Final = ROOT / "systems"
HOT_LISTS: Final = ROOT / "hot_lists"
READS: Final = ROOT / "retention" / "reads"
HITS: Final = ROOT / "retention" / "hits"
GRANTS: Final = ROOT / "sharing" / "grants"
_CONTRACT_LIMIT: Final = ("contract", "retention")
ADOPTION: Final = {
    ROOT / "status": "Whether it is adopted.",
    ROOT / "adopted": "Who adopted it, on which day, and where that is recorded.",
}
"""The places with the same value in every draft until a town adopts it."""


def settle(asked: Iterable[RuleAsk], told: Told) -> tuple[DraftEntry, ...]:
    """Return every place of the draft, in the order of the format."""
    asked = tuple(asked)
    entries = list(_adoption(asked))
    entries += [entry for place in FRAME for entry in _entries(place, asked, told)]
    reads = next(entry for entry in entries if entry.at == READS)
    return tuple(_like_reads(entry, reads) for entry in entries)


def _adoption(asked: tuple[RuleAsk, ...]) -> Iterator[DraftEntry]:
    """Yield what rules ask of the adoption itself, which no draft can settle."""
    for at, about in ADOPTION.items():
        because = _below(at, asked)
        if because:
            yield DraftEntry(at, None, about, because)


def _like_reads(entry: DraftEntry, reads: DraftEntry) -> DraftEntry:
    """Keep hits as long as reads where no rule treats hits separately."""
    if entry.at != HITS or entry.because:
        return entry
    return replace(entry, value=reads.value, choice=ALIKE)


def _entries(place: DraftPlace, asked: tuple[RuleAsk, ...], told: Told) -> Iterator[DraftEntry]:
    if place.at == APPROVALS:
        yield from _approvals(asked, told)
        return
    if place.at == SYSTEMS and not told.systems:
        yield DraftEntry(SYSTEMS, None, place.about, _below(SYSTEMS, asked))
    if place.at == HOT_LISTS and not told.hot_lists:
        yield DraftEntry(HOT_LISTS, [], place.about, _below(HOT_LISTS, asked), NO_LIST)
    if place.at in (SYSTEMS, HOT_LISTS):
        return
    own = [one for one in asked if one.ask.at == place.at and _bears(one.ask, place.value)]
    for at in _each(place.at, told):
        found = _entry(place, at, own, told)
        if found is not None:
            yield found


def _each(at: Pointer, told: Told) -> Iterator[Pointer]:
    """Yield the place itself, or one place for each system or hot list that the town named."""
    if "*" not in at.parts:
        yield at
        return
    named = told.hot_lists if at.parts[0] == "hot_lists" else told.systems
    for number in range(len(named)):
        yield Pointer(tuple(number if step == "*" else step for step in at.parts))


def _entry(place: DraftPlace, at: Pointer, own: list[RuleAsk], told: Told) -> DraftEntry | None:
    because = _rules(own)
    key = str(at.parts[-1])
    if place.at.parent == SYSTEMS / "*" and key in (system := told.systems[int(at.parts[1])]):
        return DraftEntry(at, system[key], place.about, because)
    if place.path == "/hot_lists/*/list":
        return DraftEntry(at, told.hot_lists[int(at.parts[1])], place.about, because)
    if place.at == GRANTS and told.grants:
        return DraftEntry(at, list(told.grants), place.about, because, LISTED)
    for known in (at, place.at):
        if known in told.facts:
            return DraftEntry(at, told.facts[known], place.about, because)
    if place.fact or any(one.ask.form is Form.TOLD for one in own):
        return DraftEntry(at, None, place.about, because) if own else None
    if place.value is None and not _is_needed(own):
        return None
    asks = [one.ask for one in own if not _disputed_floor(one)]
    value = settle_value(place.value, asks, contract=_contract(place, told))
    longer = len(asks) < len(own)
    said = DISPUTED_FLOOR if longer else choice(place, value, asks)
    return DraftEntry(at, value, place.about, because, said)


def _disputed_floor(one: RuleAsk) -> bool:
    """Whether a disputed law asks that reads be kept; a log of searches is another matter."""
    at = one.ask.at.parts
    reads = at[0] == "retention" and at[-1] != "search-log"
    return reads and one.ask.form is Form.AT_LEAST and one.because.contested is not None


def _bears(ask: Ask, value: Any) -> bool:
    """Whether an ask matters here: a ban on words that are not in the value does not."""
    if ask.form is not Form.LACKS or not ask.optional:
        return True
    return any(word in ask.values for word in value or ())


def _is_needed(own: list[RuleAsk]) -> bool:
    """Whether a rule asks for a place that drafts otherwise leave out."""
    adds = (Form.HOLDS, Form.ONE_OF, Form.AT_LEAST, Form.AT_MOST, Form.WITHIN)
    return any(one.ask.form in adds and not one.ask.optional for one in own)


def _contract(place: DraftPlace, told: Told) -> str | None:
    """Return the shortest limit in a vendor's contract, which no class of reads may outlast."""
    if place.at.parts[0] != "retention" or place.at.parts[-1] == "search-log":
        return None
    said = [str(value) for at, value in told.facts.items() if at.parts[2:] == _CONTRACT_LIMIT]
    return min(said, key=lambda text: Duration.parse(text).bounds(), default=None)


def _approvals(asked: tuple[RuleAsk, ...], told: Told) -> Iterator[DraftEntry]:
    given: list[dict[str, Any]] = list(told.facts.get(APPROVALS, ()))
    wanted: dict[str, list[RuleAsk]] = {}
    for one in asked:
        if one.ask.at.parent == APPROVALS:
            wanted.setdefault(str(one.ask.at.parts[-1]), []).append(one)
    for number, approval in enumerate(given):
        because = _rules(wanted.pop(approval["kind"], []))
        yield DraftEntry(APPROVALS / number, approval, "On record.", because)
    for kind, own in wanted.items():
        about = f"Who decided, or with whom it is registered, and when: {words(kind)}."
        yield DraftEntry(APPROVALS / kind, None, about, _rules(own))


def _below(at: Pointer, asked: tuple[RuleAsk, ...]) -> tuple[Because, ...]:
    """Return the rules on a block that the draft leaves empty or out."""
    return _rules([one for one in asked if one.ask.at.parts[:1] == at.parts])


def _rules(own: list[RuleAsk]) -> tuple[Because, ...]:
    given = (replace(one.because, followed=not _disputed_floor(one)) for one in own)
    return tuple(dict.fromkeys(given))
