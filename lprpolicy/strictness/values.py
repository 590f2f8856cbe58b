"""The values of each place that are tried, so few and so chosen that no other would tell more.

What a set of rules accepts of a time has a longest and a shortest member, of a set a smallest one
and those with one word more, of a document the least of its kind. A rule that refuses anything
the others accept refuses one of these.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Final

from lprpolicy.model.durations import Duration
from lprpolicy.model.form import (
    BasisForm,
    ChoiceForm,
    DayForm,
    EntriesForm,
    Form,
    KeepForm,
    LatestForm,
    ListForm,
    RecipientForm,
    SetForm,
    TimeForm,
)
from lprpolicy.model.words import WIDER, AgencyKind, BasisKind, Until

ONE: Final = "(one)"
"""A list with one entry, whose fields are places of their own."""
_MOST: Final = 256
"""The most ways to combine the entries or documents that rules ask for which are tried."""
_FAMILIES: Final = {str(one): str(one) for one in (*WIDER, *WIDER.values())}
"""Words that mean something to each other, so that none of them is like another word."""
_DEFAULT: Final = Duration(1, "year")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where and when policies are compared: a day, a state, and an id for each sort of recipient.

    `federal` has an id of the built-in directory for each federal kind that it lists. `named` are
    the sets of words that rules name: words that are in the same of them are alike to all rules.
    """

    day: dt.date
    state: str
    other_state: str
    federal: Mapping[AgencyKind, str]
    named: tuple[frozenset[str], ...] = ()


def values(forms: Sequence[Form], needed: Sequence[Form], ground: Ground) -> list[Any]:
    """All values of one place that are tried, the least first; None leaves the place out.

    `forms` are those of all rules at the place, `needed` those of the rules that must accept it.
    """
    found: list[Any] = []
    for make in dict.fromkeys(map(type, forms)):
        found += _MAKERS[make](
            [one for one in forms if type(one) is make],
            [one for one in needed if type(one) is make],
            ground,
        )
    return _once(found)


def _once(found: Iterable[Any]) -> list[Any]:
    kept: dict[str, Any] = {}
    for one in found:
        kept.setdefault(json.dumps(one, sort_keys=True), one)
    return list(kept.values())


def times(marks: Iterable[Duration]) -> list[Duration]:
    """The marks, one more and one less of each, and what comes nearest to them in other units."""
    found: list[Duration] = []
    for mark in dict.fromkeys(marks):
        found += [*mark.longest_within(), *mark.shortest_beyond()]
        found += [Duration(mark.amount + 1, mark.unit)]
        found += [Duration(mark.amount - 1, mark.unit)] if mark.amount else []
    return list(dict.fromkeys(found)) or [_DEFAULT]


def _times(forms: list[TimeForm], needed: list[TimeForm], ground: Ground) -> Iterator[Any]:
    del needed, ground
    yield None
    yield from map(str, times(mark for form in forms for mark in form.marks))


def _keeps(forms: list[KeepForm], needed: list[KeepForm], ground: Ground) -> Iterator[Any]:
    del ground
    yield None
    lengths = list(map(str, times(mark for form in forms for mark in form.marks)))
    yield from lengths
    named = dict.fromkeys(event for form in forms for event in form.events)
    others = [str(one) for one in Until if one not in named and one is not Until.NEVER]
    events = [None, *named, str(Until.NEVER), *others[:1]]
    papers = _unions([one for form in needed for one in form.papers])
    for event, held, most in product(events, papers, [None, *lengths]):
        for again in (None, True) if most else (None,):
            keep = {"at_most": most, "until": event, "requires": held or None, "renewable": again}
            written = {key: value for key, value in keep.items() if value is not None}
            if written:
                yield written


def _unions(sets: Sequence[frozenset[str]]) -> list[list[str]]:
    """Every union of some of these sets, none included, the smallest first."""
    kinds = list(dict.fromkeys(one for one in sets if one))
    found = {frozenset[str]()}
    for one in kinds:
        found |= {held | one for held in found} if len(found) < _MOST else {one}
    return [sorted(one) for one in sorted(found, key=lambda one: (len(one), sorted(one)))]


def _sets(forms: list[SetForm], needed: list[SetForm], ground: Ground) -> Iterator[Any]:
    words = forms[0].vocabulary
    yield None
    smallest = frozenset().union(*(form.asked for form in needed))
    yield [word for word in words if word in smallest]
    for more in sorts(words, ground.named, _FAMILIES.get):
        yield [word for word in words if word in smallest or word == more]
    yield []


def _choices(forms: list[ChoiceForm], needed: list[ChoiceForm], ground: Ground) -> Iterator[Any]:
    del needed, ground
    yield None
    for form in forms:
        yield from form.values


def _days(forms: list[DayForm], needed: list[DayForm], ground: Ground) -> Iterator[Any]:
    del needed
    yield None
    day = dt.timedelta(days=1)
    marks = (ground.day, *(mark for form in forms for mark in form.marks))
    for mark in marks:
        yield from (str(mark), str(mark - day), str(mark + day))


def _latest(forms: list[LatestForm], needed: list[LatestForm], ground: Ground) -> Iterator[Any]:
    del needed, ground
    yield None
    yield from (by for form in forms for by in form.by)
    yield from ("12-31", "01-01")


def _entries(forms: list[EntriesForm], needed: list[EntriesForm], ground: Ground) -> Iterator[Any]:
    del forms, ground
    yield None
    for number, chosen in enumerate(product(*(form.ways for form in needed))):
        if number >= _MOST:
            return
        entries = [dict(entry) for way in chosen for entry in way]
        if entries:
            yield _once(entries)


def _lists(forms: list[ListForm], needed: list[ListForm], ground: Ground) -> Iterator[Any]:
    del forms, needed, ground
    yield from (None, [], ONE)


_PREFERRED: Final = (
    AgencyKind.MUNICIPAL_POLICE,
    AgencyKind.COUNTY_SHERIFF,
    AgencyKind.STATE_POLICE,
    AgencyKind.CAMPUS_POLICE,
    AgencyKind.FEDERAL_IMMIGRATION,
)


def _recipients(
    forms: list[RecipientForm], needed: list[RecipientForm], ground: Ground
) -> Iterator[Any]:
    """One recipient of each sort that these rules could tell apart, and one of no known kind."""
    del needed
    kinds = sorts(_in_order(), [one for form in forms for one in form.kinds], _is_federal)
    sets = [one for form in forms for one in form.states]
    named = sorted({state for one in sets for state in one} - {ground.state})
    states = [ground.state, *sorts([*named, ground.other_state], sets, lambda _: True)]
    listed = ("", "-off-287g-list", "-on-287g-list") if any(f.programs for f in forms) else ("",)
    yield None
    for kind in kinds:
        if kind.federal and kind in ground.federal:
            yield ground.federal[kind]
    local = [str(kind) for kind in kinds if not kind.federal]
    for name, state, ending in product([*local, "unclassified"], states, listed):
        yield f"{state}/example-{name}{ending}"
    for kind in kinds:
        if kind not in ground.federal:
            yield f"us/example-{kind}"


def _in_order() -> list[AgencyKind]:
    return [*_PREFERRED, *(kind for kind in AgencyKind if kind not in _PREFERRED)]


def _is_federal(kind: AgencyKind) -> object:
    return kind.federal


def sorts(
    members: Iterable[Any], sets: Sequence[frozenset[Any]], more: Callable[[Any], object]
) -> list[Any]:
    """The first member of each sort: those of one sort are in the same of the sets."""
    first: dict[tuple[object, ...], Any] = {}
    for one in members:
        first.setdefault((more(one), *(one in held for held in sets)), one)
    return list(first.values())


def _papers(forms: list[BasisForm], needed: list[BasisForm], ground: Ground) -> Iterator[Any]:
    yield None
    named = sorted({kind for form in forms for kind in form.kinds})
    other = next((str(kind) for kind in BasisKind if kind not in named), None)
    promised = sorted({word for form in needed for word in form.affirms})
    promises: list[list[str] | None] = [None, *([promised] if promised else []), []]
    fewer = combinations(promised, len(promised) - 1) if len(promised) > 1 else ()
    promises += [list(some) for some in fewer]
    day = str(ground.day)
    for kind, signed, ends, affirms in product(
        [*named, *([other] if other else [])], (None, day), (None, day), promises
    ):
        paper = {"kind": kind, "signed": signed, "expires": ends, "affirms": affirms}
        yield {key: value for key, value in paper.items() if value is not None}


_MAKERS: Final[dict[type, Callable[..., Iterator[Any]]]] = {
    TimeForm: _times,
    KeepForm: _keeps,
    SetForm: _sets,
    ChoiceForm: _choices,
    DayForm: _days,
    LatestForm: _latest,
    EntriesForm: _entries,
    ListForm: _lists,
    RecipientForm: _recipients,
    BasisForm: _papers,
}
