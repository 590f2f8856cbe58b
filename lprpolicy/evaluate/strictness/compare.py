"""Is everything that one set of rules refuses refused by another one too?

The question falls apart into one for each rule of the first set. Each is searched over values
that tell all rules apart; a policy that is found is judged once more as a whole, by the judge that
`check` has, before anybody is shown it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, Final

from lprpolicy.evaluate.strictness.files import check_files, refused_by, repository
from lprpolicy.evaluate.strictness.sides import RuleSet, SideRule, on_policies
from lprpolicy.evaluate.strictness.world import Frame, World, exchange_places, judge_by, plain
from lprpolicy.model.form import Form, RecipientForm
from lprpolicy.model.rule import About
from lprpolicy.model.strictness import Counterexample, RuleAnswer, Strictness, StrictnessAnswer
from lprpolicy.strictness.search import LIMIT, RuleQuestion, Search, TooManySteps, list_of
from lprpolicy.strictness.values import ONE, values

_WITHOUT_STATE: Final = "us-ct"
_ALLOWED, _PROHIBITED = "/purposes/allowed", "/purposes/prohibited"
_TRIES: Final = 40
_NICER: Final = 12
"""So many policies are judged to find one that lprpolicy's own rules have nothing against."""


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
        needed = [form for rule in second for form in rule.forms or ()]
        known = [self._move(form) for rule in first for form in rule.forms or ()]
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


def compare(
    first: RuleSet,
    second: RuleSet,
    day: dt.date,
    *,
    beside: RuleSet | None = None,
    limit: int = LIMIT,
) -> Strictness:
    """Answer for each rule of the first side whether the second refuses all that it refuses.

    `beside` are rules that bind everybody anyway, as federal ones: a policy that meets them too is
    a plainer example, and one that breaks them is shown only where there is no other.
    """
    home, away = frames(first, second, day)
    alone = Comparing(first, second, home, away, limit, beside)
    ready = [alone]
    if beside is not None:
        both = replace(second, rules=(*second.rules, *beside.rules))
        ready.insert(0, Comparing(first, both, home, away, limit, beside))
    answers = tuple(_of_all(rule, ready) for rule in first.rules)
    return Strictness(first.name, second.name, day, answers, len(second.rules))


def _of_all(rule: SideRule, ready: Sequence[Comparing]) -> RuleAnswer:
    """A no with what binds everybody holds without it too; any other answer may not."""
    for one in ready[:-1]:
        found = _answer(rule, one)
        if found.answer is StrictnessAnswer.NO:
            return found
    return _answer(rule, ready[-1])


def frames(first: RuleSet, second: RuleSet, day: dt.date) -> tuple[Frame, Frame]:
    """Where a policy is written, and where the first side's rules see it."""
    home = Frame(day, second.state or first.state or _WITHOUT_STATE, second.agency)
    if first.state in (None, home.state) and None in (first.agency, second.agency):
        home = replace(home, agency=second.agency or first.agency)
        return home, home
    away = Frame(day, first.state or home.state, first.agency)
    return home, home if away == home else away


def _answer(rule: SideRule, ready: Comparing) -> RuleAnswer:
    made = partial(RuleAnswer, rule.id, rule.obligation.rule.title, rule.dated.provision.citation)
    same = next((one.id for one in ready.second.rules if one.asks == rule.asks), None)
    if same is not None and ready.home == ready.away:
        return made(StrictnessAnswer.YES, f"{same} asks the same")
    if rule.obligation.asks is not About.POLICY:
        what = "how a policy changes" if rule.obligation.asks is About.CHANGE else "a search log"
        return made(
            StrictnessAnswer.CANNOT_TELL, f"it asks about {what}, and only policies are compared"
        )
    if rule.forms is None:
        check = rule.obligation.rule.check
        return made(
            StrictnessAnswer.CANNOT_TELL, f"what the check {check} refuses cannot be compared"
        )
    try:
        shown, stopped = _find_example(rule, ready)
    except TooManySteps:
        return made(
            StrictnessAnswer.CANNOT_TELL, f"more than {ready.limit:,} values would have to be tried"
        )
    if shown is not None:
        return made(StrictnessAnswer.NO, "", shown)
    if stopped:
        return made(StrictnessAnswer.CANNOT_TELL, f"it depends on {', '.join(stopped)}")
    return made(StrictnessAnswer.YES, "")


_Example = tuple[Counterexample | None, tuple[str, ...]]


def _find_example(rule: SideRule, ready: Comparing) -> _Example:
    """The smallest policy that one rule refuses and the other side does not, judged as a whole.

    Without one, the rules on which it failed whenever the search had found something.
    """
    stopped: dict[str, None] = {}
    best: Counterexample | None = None
    for number, chosen in enumerate(islice(ready.choices(rule.id), _TRIES)):
        wrong = _refusals(chosen, rule, ready)
        if wrong:
            stopped |= dict.fromkeys(wrong)
            continue
        made = _counterexample(_smaller(chosen, rule, ready), rule, ready)
        wrong = _by_check(made, rule, ready)
        if wrong:
            stopped |= dict.fromkeys(wrong)
            continue
        if best is None or len(made.also) < len(best.also):
            best = made
        if not best.also or number >= _NICER:
            break
    return best, tuple(stopped)


def _refusals(chosen: Mapping[str, Any], rule: SideRule, ready: Comparing) -> list[str]:
    """The rules that keep a policy from being a counterexample, by the real judge."""
    here, there = World(ready.home, ready.home), World(ready.away, ready.home)
    asked, moved = here.subject(chosen), there.subject(chosen)
    if asked is None or moved is None:
        return ["the format of policies"]
    refused = [one.entry.info.id for one in judge_by(on_policies(ready.second), asked)]
    if refused:
        return refused
    return (
        []
        if any(one.entry.info.id == rule.id for one in judge_by(_only(rule, ready), moved))
        else [rule.id]
    )


def _by_check(made: Counterexample, rule: SideRule, ready: Comparing) -> list[str]:
    """The rules that keep it from being one once it is a file beside a directory, for `check`.

    An agency whose kind no official list bears out is bound by more rules than its kind is.
    """
    second = {one.id for one in ready.second.rules}
    wrong = [one for one in made.also if one in second]
    return wrong if rule.id in made.refused_by else [*wrong, rule.id]


def _only(rule: SideRule, ready: Comparing) -> RuleSet:
    return replace(ready.first, rules=(rule,))


def _smaller(chosen: dict[str, Any], rule: SideRule, ready: Comparing) -> dict[str, Any]:
    """Leave out, one after another, the places without which it is still a counterexample."""
    for place in sorted(chosen, key=lambda one: (-one.count("/"), one)):
        fewer = {key: value for key, value in chosen.items() if key != place}
        if chosen[place] == ONE and any(list_of(key) == place for key in fewer):
            fewer = {key: value for key, value in fewer.items() if list_of(key) != place}
        if chosen[place] is None or not _refusals(fewer, rule, ready):
            chosen = fewer
    return chosen


def _counterexample(chosen: Mapping[str, Any], rule: SideRule, ready: Comparing) -> Counterexample:
    data = plain(chosen, ready.home)
    files = repository(data, ready.home)
    everybody = ready.beside.rules if ready.beside is not None else ()
    held = on_policies(replace(ready.second, rules=(*ready.second.rules, *everybody)))
    also = refused_by(check_files(files, held, ready.home))
    moved = exchange_places(data, ready.home, ready.away) if ready.home != ready.away else data
    there = files if ready.home == ready.away else repository(moved, ready.away)
    refused = refused_by(check_files(there, on_policies(ready.first), ready.away))
    said = {place: value for place, value in chosen.items() if value is not None}
    own = [place for place in ready.refuse[rule.id].places if list_of(place) not in said]
    return Counterexample(
        files=files,
        moved=None if there is files else there,
        refused_by=refused,
        also=also,
        shows={place: _at(data, place) for place in own if place in said},
        silent=tuple(place for place in own if place not in said),
    )


def _at(data: Any, place: str) -> Any:
    for step in place.strip("/").split("/"):
        data = data[step]
    return data
