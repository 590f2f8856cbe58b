"""Two sets of rules made ready to compare: the values of every place, and each rule as a question.

Policies are written in the second side's place. Where the first is another state's, its rules see
them with the two states exchanged, so that "our own state" means the same to both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from lprpolicy.evaluate.strictness.sides import RuleSet, SideRule, on_policies
from lprpolicy.evaluate.strictness.world import Frame, World, exchange_places
from lprpolicy.model.durations import Duration
from lprpolicy.model.form import SYSTEM, Form, KeepForm, RecipientForm, TimeForm
from lprpolicy.strictness.search import LIMIT, RuleQuestion, Search
from lprpolicy.strictness.values import values

_WITHOUT_STATE: Final = "us-ct"
CONTRACT: Final = f"{SYSTEM}/contract/retention"
TIMES: Final = (KeepForm, TimeForm)
_ALLOWED, _PROHIBITED = "/purposes/allowed", "/purposes/prohibited"


@dataclass()
class Comparing:
    """Two sides made ready: the values of every place, and each rule as a question about them."""

    first: RuleSet
    second: RuleSet
    home: Frame
    """Where policies are written: the second side's place."""
    away: Frame
    """The first side's place; the same where both sides are of one state."""
    limit: int = LIMIT
    beside: RuleSet | None = None

    def __post_init__(self) -> None:
        first, second = on_policies(self.first).rules, on_policies(self.second).rules
        here, there = World(self.home, self.home), World(self.away, self.home)
        tied = _tied_marks([rule.forms or () for rule in (*first, *second)])
        needed = [_tie(form, tied) for rule in second for form in rule.forms or ()]
        known = [_tie(self._move(form), tied) for rule in first for form in rule.forms or ()]
        named = tuple(dict.fromkeys(one for rule in (*first, *second) for one in rule.named))
        ground = replace(self.home.ground, named=named)
        self.domains: dict[str, list[Any]] = {}
        for place in sorted({form.at for form in (*needed, *known)}):
            own = [form for form in needed if form.at == place]
            forms = [*own, *(form for form in known if form.at == place)]
            self.domains[place] = values(forms, own, ground)
        self.accept = [self._question(rule, here) for rule in second if rule.forms is not None]
        if {_ALLOWED, _PROHIBITED} <= self.domains.keys():
            both = (_ALLOWED, _PROHIBITED)
            self.accept.append(
                RuleQuestion("", both, lambda held: here.subject(held) is not None, self.domains)
            )
        self.refuse = {
            rule.id: self._question(rule, there) for rule in first if rule.forms is not None
        }
        self.search = Search(self.accept, self.domains, self.limit)

    def _move(self, form: Form) -> Form:
        """A form of the first side, in the terms of the place where policies are written."""
        if not isinstance(form, RecipientForm) or self.home == self.away:
            return form
        moved = (
            frozenset(exchange_places(sorted(one), self.away, self.home)) for one in form.states
        )
        return replace(form, states=tuple(moved))

    def _question(self, rule: SideRule, world: World) -> RuleQuestion:
        places = tuple(sorted({form.at for form in rule.forms or ()}))
        return RuleQuestion(rule.id, places, partial(world.accepts, rule), self.domains)

    def choices(self, rule: str) -> Iterator[dict[str, Any]]:
        """Values of all places that one rule of the first side refuses, and no question does."""
        for chosen in self.search.find(self.refuse[rule]):
            yield {place: self.domains[place][number] for place, number in chosen.items()}


_Tied = tuple[frozenset[str], tuple[Duration, ...]]


def _tied_marks(rules: Sequence[Sequence[Form]]) -> _Tied:
    """The places whose times are compared with a contract's, and the marks of all of them.

    A limit at one of them then counts at the others: what is kept no longer than the contract, and
    the contract than another limit. No time at all is shorter than whatever is kept.
    """
    tied = [forms for forms in rules if any(form.at == CONTRACT for form in forms)]
    at = frozenset(form.at for forms in tied for form in forms if isinstance(form, TIMES))
    marks = dict.fromkeys(
        mark
        for forms in rules
        for form in forms
        if form.at in at and isinstance(form, TIMES)
        for mark in form.marks
    )
    return at, (*marks, Duration(0, "day"))


def _tie(form: Form, tied: _Tied) -> Form:
    """A form with the marks of all places that its own is tied to."""
    at, marks = tied
    if form.at not in at or not isinstance(form, TIMES):
        return form
    return replace(form, marks=tuple(dict.fromkeys((*form.marks, *marks))))


def frames(first: RuleSet, second: RuleSet, day: dt.date) -> tuple[Frame, Frame]:
    """Where a policy is written, and where the first side's rules see it."""
    home = Frame(day, second.state or first.state or _WITHOUT_STATE, second.agency)
    if first.state in (None, home.state) and None in (first.agency, second.agency):
        home = replace(home, agency=second.agency or first.agency)
        return home, home
    away = Frame(day, first.state or home.state, first.agency)
    return home, home if away == home else away
