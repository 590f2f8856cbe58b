"""One system, one grant and one hot list are enough to compare rules.

A search tries lists with one entry. That is exact if a rule accepts a list just when it accepts
each entry alone: whatever a rule refuses in a longer list it then refuses in one entry, and what
the other rules accept of the list they accept of that entry too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from itertools import product
from random import Random
from typing import Any

from lprpolicy.evaluate.strictness.sides import SideRule, side
from lprpolicy.evaluate.strictness.world import Frame, index_of, plain
from lprpolicy.evaluate.subjects import subject
from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Subject
from lprpolicy.read.coherence import contradictions
from lprpolicy.read.schema import shape
from lprpolicy.repository.law import built_in
from lprpolicy.strictness.search import list_of
from lprpolicy.strictness.values import ONE, values

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


def accepted(data: Mapping[str, Any], accepts: Asked) -> bool | None:
    """What a rule says of a policy; None where no file may say that."""
    policy, _ = shape(dict(data), Policy)
    if policy is None or any(contradictions(policy)):
        return None
    return accepts(subject(policy, index_of(policy), DAY))


def pairs(
    rule: SideRule, frame: Frame, accepts: Asked, random: Random
) -> Iterator[tuple[bool, bool]]:
    """What the rule says of two entries in each list, and whether it accepts every choice of one."""
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
        two = [
            plain(around | {p: random.choice(tried[p]) for p in places if list_of(p)}, frame)
            for _ in range(2)
        ]
        held = {place: [at(one, place)[0] for one in two] for place in lists}
        both = accepted(with_entries(two[0], held), accepts)
        alone = [
            accepted(
                with_entries(two[0], dict(zip(lists, [[e] for e in chosen], strict=True))), accepts
            )
            for chosen in product(*(held[place] for place in lists))
        ]
        if both is not None and None not in alone:
            yield both, all(alone)


def by(rule: SideRule) -> Asked:
    return lambda asked: (
        not rule.obligation.binds(asked.agency) or not any(rule.dated.decide(asked))
    )


def test_every_rule_of_the_law_takes_the_entries_of_a_list_one_by_one() -> None:
    seen, random = [], Random(19)
    for name, (rule, frame) in sorted(RULES.items()):
        for both, each in pairs(rule, frame, by(rule), random):
            assert both == each, name
            seen.append(both)
    assert len(RULES) > 100
    assert min(seen.count(True), seen.count(False)) > 50


def test_a_rule_that_one_entry_of_a_list_could_meet_would_be_seen() -> None:
    """Such a check must not say that it can be compared by one entry."""
    name = next(one for one in RULES if RULES[one][0].obligation.rule.check == "lookups-off")
    rule, frame = RULES[name]

    def some(asked: Subject) -> bool:
        return any(one.lookups is not None for one in asked.policy.systems or ())

    found = list(pairs(rule, frame, some, Random(19)))
    assert any(both != each for both, each in found)
