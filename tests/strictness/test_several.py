"""One system, one grant and one hot list are enough to compare rules.

A search tries lists with one entry. That is exact if a rule accepts a list just when it accepts
each entry alone: whatever a rule refuses in a longer list it then refuses in one entry, and what
the other rules accept of the list they accept of that entry too.

Rules that apply by a system's readers or its contract's first day are the exception: one system may
make a rule apply and another break it. There a system with those facts of the one, and all else of
the other, is refused too; and no rule that accepts both refuses it. For such a rule either does not
apply to the two, and then not to the merged one, whose facts are the first's; or its check accepts
each. A check that does not read those facts sees the second there, one that reads nothing else the
first, and the one that reads both, contract-terms, judges them apart: it accepts just where it
accepts the facts with something and the rest with something.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

import pytest

from lprpolicy.checks import check_named
from lprpolicy.evaluate.strictness.apart import SAYS
from lprpolicy.evaluate.strictness.compare import compare
from lprpolicy.evaluate.strictness.example import NotConfirmed, least_example
from lprpolicy.evaluate.strictness.ready import Comparing, frames
from lprpolicy.evaluate.strictness.sides import MAKES_APPLY, SideRule, side
from lprpolicy.evaluate.strictness.world import Frame, index_of, plain
from lprpolicy.evaluate.subjects import subject
from lprpolicy.model.policy import Policy
from lprpolicy.model.strictness import StrictnessAnswer
from lprpolicy.model.subject import Subject
from lprpolicy.read.coherence import contradictions
from lprpolicy.read.schema import shape
from lprpolicy.repository.law import built_in
from lprpolicy.strictness.search import list_of
from lprpolicy.strictness.values import ONE, values
from tests.strict_sides import obligation, of

DAY = dt.date(2026, 11, 28)
LISTS = ("/systems", "/hot_lists", "/sharing/grants")
DRAWS = 12
Asked = Callable[[Subject], bool]
"""Whether a rule has nothing against a policy."""


def rules_on_lists() -> dict[str, tuple[SideRule, Frame]]:
    """One rule of the law for each thing that is asked of the entries of lists."""
    found: dict[object, tuple[SideRule, Frame]] = {}
    law = built_in()
    for name, pack in law.packs.items():
        if len(pack.agencies or ()) > 1:
            continue
        rules = [one for one in law.obligations if one.id.rpartition("/")[0] == name]
        made = side(name, rules, DAY, recommended=True)
        frame = Frame(DAY, made.state or "us-ct", made.agency)
        for rule in made.rules:
            if any(list_of(form.at) for form in rule.forms or ()):
                found.setdefault(rule.asks, (rule, frame))
    return {rule.id: (rule, frame) for rule, frame in found.values()}


RULES = rules_on_lists()


def at(data: Mapping[str, Any], place: str) -> Any:
    for step in place.strip("/").split("/"):
        data = data[step]
    return data


def with_entries(data: Mapping[str, Any], entries: Mapping[str, list[Any]]) -> dict[str, Any]:
    """The same policy with these entries of its lists, each system under an id of its own."""
    made = deepcopy(dict(data))
    for place, held in entries.items():
        *above, last = place.strip("/").split("/")
        here = made
        for step in above:
            here = here[step]
        here[last] = deepcopy(held)
        if place == "/systems":
            here[last] = [one | {"id": f"system-{n}"} for n, one in enumerate(here[last])]
    return made


def once(entries: list[Any]) -> list[Any]:
    """The entries of a list that may stand in it together: nobody is granted access twice."""
    return list({str(one.get("to") or one.get("list") or id(one)): one for one in entries}.values())


def accepted(data: Mapping[str, Any], accepts: Asked) -> bool | None:
    """What a rule says of a policy; None where no file may say that."""
    policy, _ = shape(dict(data), Policy)
    if policy is None or any(contradictions(policy)):
        return None
    return accepts(subject(policy, index_of(policy), DAY))


@dataclass(frozen=True)
class Said:
    """What a rule says of two entries in each list, of every choice of one, and of both merged."""

    both: bool
    each: bool
    merged: tuple[bool, ...]


def pairs(rule: SideRule, frame: Frame, accepts: Asked, random: Random) -> Iterator[Said]:
    """Draw two entries of each list again and again, and ask a rule about them."""
    forms = rule.forms or ()
    places = sorted({form.at for form in forms})
    lists = [place for place in LISTS if place in places]
    tried = {}
    for place in places:
        own = [form for form in forms if form.at == place]
        tried[place] = values(own, own, frame.ground)
    for _ in range(DRAWS):
        around = {one: random.choice(tried[one]) for one in places if not list_of(one)}
        around |= dict.fromkeys(lists, ONE)
        inside = [{p: random.choice(tried[p]) for p in places if list_of(p)} for _ in range(2)]
        two = [plain(around | one, frame) for one in inside]
        held = {place: once([at(one, place)[0] for one in two]) for place in lists}
        both = accepted(with_entries(two[0], held), accepts)
        alone = [
            accepted(
                with_entries(two[0], {p: [e] for p, e in zip(lists, chosen, strict=True)}), accepts
            )
            for chosen in product(*(held[place] for place in lists))
        ]
        merged = [
            accepted(with_entries(two[0], held | {"/systems": [at(one, "/systems")[0]]}), accepts)
            for one in _merged(around, inside, frame)
            if "/systems" in lists
        ]
        if None not in (both, *alone, *merged):
            yield Said(bool(both), all(alone), tuple(map(bool, merged)))


def _merged(
    around: Mapping[str, Any], inside: list[dict[str, Any]], frame: Frame
) -> Iterator[dict[str, Any]]:
    """Policies whose system has what makes a rule apply of one, and all else of the other."""
    for one, other in (inside, inside[::-1]):
        yield plain({**around, **other, **applying(one)}, frame)


def applying(values_: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a system by which a rule applies or does not."""
    return {place: value for place, value in values_.items() if place.startswith(MAKES_APPLY)}


def by(rule: SideRule) -> Asked:
    return lambda asked: (
        not rule.obligation.binds(asked.agency) or not any(rule.dated.decide(asked))
    )


def test_every_rule_of_the_law_takes_the_entries_of_a_list_one_by_one() -> None:
    random, seen, apart = Random(19), set(), 0
    for name, (rule, frame) in sorted(RULES.items()):
        for said in pairs(rule, frame, by(rule), random):
            seen.add(said.both)
            if said.both:
                assert said.each, name
                assert all(said.merged), name
            elif said.each:  # one system makes it apply, and another breaks it
                assert not all(said.merged), name
                assert not rule.takes_two, name
                apart += 1
    assert len(RULES) > 100
    assert (seen, apart > 0) == ({True, False}, True)


def test_what_makes_rules_apply_is_judged_apart_from_all_else() -> None:
    """So the merged system needs no sampling: see above."""
    terms = {"forbids": ["sale"], "retention": "30 days", "in_force": True}
    (terms_rule,) = of("a", [obligation("a", ("contract-terms", terms))]).rules
    mixed = {}
    for name, (rule, frame) in (RULES | {"a": (terms_rule, Frame(DAY, "us-ct"))}).items():
        read = rules_own_places(rule)
        if 0 < sum(place.startswith(MAKES_APPLY) for place in read) < len(read):
            mixed[name] = (rule, frame, read)
    assert {rule.obligation.rule.check for rule, *_ in mixed.values()} == {"contract-terms"}
    for name, (rule, frame, read) in mixed.items():
        own = {place: [f for f in rule.forms or () if f.at == place] for place in read}
        tried = {place: values(forms, forms, frame.ground) for place, forms in own.items()}
        facts = [place for place in read if place.startswith(MAKES_APPLY)]
        rest = [place for place in read if place not in facts]
        found = {}
        for x in product(*(tried[place] for place in facts)):
            for y in product(*(tried[place] for place in rest)):
                inside = dict(zip(facts, x, strict=True)) | dict(zip(rest, y, strict=True))
                data = plain({"/systems": ONE} | inside, frame)
                found[str(x), str(y)] = accepted(data, by(rule))
        facts_met = {x for (x, _), said in found.items() if said}
        rest_met = {y for (_, y), said in found.items() if said}
        assert facts_met, name
        for (x, y), said in found.items():
            assert said in (None, x in facts_met and y in rest_met), (name, x, y)


def rules_own_places(rule: SideRule) -> list[str]:
    """The places of a system that the check of a rule reads, whatever makes the rule apply."""
    check = check_named(rule.obligation.rule.check)
    own = check.form(rule.params) if check.form is not None else ()
    return sorted({form.at for form in own if list_of(form.at) == "/systems"})


def test_a_rule_that_one_entry_of_a_list_could_meet_would_be_seen() -> None:
    """Such a check must not say that it can be compared by one entry."""
    name = next(one for one in RULES if RULES[one][0].obligation.rule.check == "lookups-off")
    rule, frame = RULES[name]

    def some(asked: Subject) -> bool:
        return any(one.lookups is not None for one in asked.policy.systems or ())

    found = list(pairs(rule, frame, some, Random(19)))
    assert any(said.both and not said.each for said in found)


def test_a_rule_that_reads_what_makes_it_apply_gets_a_yes_only_without_the_condition() -> None:
    """With a system that has fixed readers and one that has portable ones, it is broken by two."""
    fixed = {"mounts": ["fixed"]}
    rule = obligation("a", ("reader-mounts", {"forbid": ["portable"]}), applies=fixed)
    always = obligation("b", ("reader-mounts", {"forbid": ["portable"]}))
    more = obligation("c", ("reader-mounts", {"forbid": ["portable", "vehicle"]}), applies=fixed)
    (held,) = compare(of("a", [rule]), of("b", [always]), DAY).rules
    assert held.answer is StrictnessAnswer.YES
    (held,) = compare(of("a", [rule]), of("c", [more]), DAY).rules
    assert (held.answer, held.why) == (StrictnessAnswer.CANNOT_TELL, f"it depends on {SAYS}")
    first, second = of("a", [rule]), of("c", [more])
    with pytest.raises(NotConfirmed):
        least_example(first.rules[0], Comparing(first, second, *frames(first, second, DAY)))
