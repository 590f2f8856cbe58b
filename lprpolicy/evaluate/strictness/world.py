"""Policies made of values at places, in one state or another, and what rules say of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from lprpolicy.evaluate.examples import EXAMPLE_AGENCY, example_index
from lprpolicy.evaluate.strictness.sides import RuleSet, SideRule
from lprpolicy.evaluate.subjects import subject
from lprpolicy.identify.index import Index
from lprpolicy.judge.rules_in_force import Judged, RulesInForce, judge
from lprpolicy.model.form import AGENCY
from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Subject
from lprpolicy.model.words import AgencyKind
from lprpolicy.read.coherence import contradictions
from lprpolicy.read.schema import shape
from lprpolicy.repository.directories import federal
from lprpolicy.strictness.values import ONE, Ground

PAPER: Final = {"url": "https://www.example.org/paper", "sha256": "0" * 64}
_SOMEBODY: Final = "Example office"
_NOT_NAMED: Final = ("us-oh", "us-nv", "us-me")


@dataclass(frozen=True)
class Frame:
    """Where a policy stands: the day, the state, and the one agency if there is just one."""

    day: dt.date
    state: str
    agency: str | None = None

    def agency_of(self, kind: str | None) -> str:
        return self.agency or f"{self.state}/example-{kind or AgencyKind.MUNICIPAL_POLICE}"

    @property
    def ground(self) -> Ground:
        other = next(one for one in _NOT_NAMED if one != self.state)
        return Ground(self.day, self.state, other, federal_ids())


@lru_cache(maxsize=1)
def federal_ids() -> dict[AgencyKind, str]:
    """The first agency of each kind in the built-in directory."""
    found: dict[AgencyKind, str] = {}
    for agency in federal().agencies:
        if agency.kind is not None and agency.kind.federal:
            found.setdefault(agency.kind, agency.id)
    return found


def plain(values: Mapping[str, Any], frame: Frame) -> dict[str, Any]:
    """A policy as plain data, with these values at these places and nothing else of weight."""
    made: dict[str, Any] = {
        "schema": "lprpolicy/policy/v1",
        "agency": frame.agency_of(values.get(AGENCY)),
        "status": values.get("/status") or "proposed",
    }
    if made["status"] == "adopted":
        made["adopted"] = {"by": "Town Council", "on": str(frame.day), "record": PAPER}
    for place in sorted(values, key=lambda one: (one.count("/"), one)):
        value = values[place]
        if place in (AGENCY, "/status") or value is None:
            continue
        _put(made, place.split("/")[1:], _whole(place, value, frame))
    return made


def _put(made: Any, steps: list[str], value: Any) -> None:
    *above, last = steps
    for step in above:
        made = made[int(step)] if isinstance(made, list) else made.setdefault(step, {})
    made[last] = value


def _whole(place: str, value: Any, frame: Frame) -> Any:
    """A value with the fields that a file needs and no rule asks about."""
    said = {"by": _SOMEBODY, "on": str(frame.day), "record": PAPER}
    if value == ONE:
        return [dict(_FIRST[place]) or {"to": f"{frame.state}/example-municipal-police"}]
    if place == "/approvals":
        return [one | said for one in value]
    if place.endswith("/attested"):
        return said
    return value


_FIRST: Final[dict[str, dict[str, Any]]] = {
    "/systems": {"id": "plate-reads", "vendor": "other", "other": "Example vendor"},
    "/hot_lists": {"list": "ncic"},
    "/sharing/grants": {},
}


def exchange_places(data: Any, one: Frame, other: Frame) -> Any:
    """The same data as if the first frame's state and agency were the other's, and the reverse."""
    pairs = {one.state: other.state, other.state: one.state}
    whole = {one.agency_of(None): other.agency_of(None)} if one.agency or other.agency else {}
    pattern = re.compile(r"(us-[a-z]{2})(/.*)?")

    def change(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: change(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [change(inner) for inner in value]
        if isinstance(value, str) and value in whole:
            return whole[value]
        found = pattern.fullmatch(value) if isinstance(value, str) else None
        return f"{pairs.get(found[1], found[1])}{found[2] or ''}" if found else value

    return change(data)


@dataclass()
class World:
    """Judges made policies by rules, in the frame of the side that the rules are of."""

    frame: Frame
    home: Frame
    """The frame in which values are written; `frame` may be another state's."""
    _subjects: dict[str, Subject | None] = field(default_factory=dict)

    def subject(self, values: Mapping[str, Any]) -> Subject | None:
        """The policy of these values as rules see it; None where no file may say that."""
        data = plain(values, self.home)
        if self.frame != self.home:
            data = exchange_places(data, self.home, self.frame)
        policy, _ = shape(data, Policy)
        if policy is None or any(contradictions(policy)):
            return None
        return subject(policy, index_of(policy), self.frame.day)

    def accepts(self, rule: SideRule, values: Mapping[str, Any]) -> bool:
        """Whether a rule has nothing against a policy of these values alone."""
        asked = self.subject(values)
        if asked is None:
            return False
        return not rule.obligation.binds(asked.agency) or not any(rule.dated.decide(asked))


def index_of(policy: Policy) -> Index:
    """Who is who: examples by their ids, and everybody of the built-in directory."""
    grants = (policy.sharing.grants if policy.sharing else None) or ()
    named = {policy.agency, *(grant.to for grant in grants if isinstance(grant.to, str))}
    return example_index(frozenset(one for one in named if EXAMPLE_AGENCY.fullmatch(one)))


def judge_by(side: RuleSet, asked: Subject) -> Iterator[Judged]:
    """What the real judge says of a policy by all rules of a side."""
    rules = RulesInForce.of([one.obligation for one in side.rules], asked.day)
    yield from judge(asked, rules.that_bind(asked.agency).today)
