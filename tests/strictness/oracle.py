"""What some checks refuse, said once more in the language of a solver: an oracle for comparisons.

Nothing here is taken from the checks or from the search. Only the law's own terms are shared: a
time is in minutes or in months, and a month is 28 to 31 days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import z3

DAY = 1440
UNITS = {"minute": 1, "hour": 60, "day": DAY, "week": 7 * DAY}
PAPERS = ("supervisor-approval", "case-number", "warrant")
EVENTS = ("case-closed", "final-disposition", "court-order-ends", "no-longer-evidence", "never")
KINDS = ("municipal-police", "county-sheriff", "task-force")
STATES = ("us-ct", "us-ny", "us-oh")
BASES = ("agreement", "warrant", "written-declaration")
PURPOSES = (
    "homicide",
    "stolen-vehicle",
    "immigration-enforcement",
    "civil-immigration-enforcement",
    "personal-use",
)
WIDER = {"civil-immigration-enforcement": "immigration-enforcement"}


def includes(first: Any, second: Sequence[Any]) -> bool:
    """Whether all that the first formula refuses is refused by one of the others."""
    solver = z3.Solver()
    solver.add(z3.Not(first), *second)
    answer = solver.check()
    assert answer in (z3.sat, z3.unsat)
    return bool(answer == z3.unsat)


class Time:
    """A time: `amount` minutes, or `amount` months."""

    def __init__(self, name: str) -> None:
        self.amount, self.months = z3.Int(f"{name} amount"), z3.Bool(f"{name} in months")
        self.sane = z3.And(self.amount >= 0, self.amount <= 10**9)

    def within(self, limit: str) -> Any:
        """Whether it is certainly no longer."""
        count, unit = number(limit)
        if unit in UNITS:
            most = count * UNITS[unit]
            return z3.If(self.months, self._longest() <= most, self.amount <= most)
        return z3.If(self.months, self.amount <= count, self.amount <= shortest(count))

    def beyond(self, floor: str) -> Any:
        """Whether it is certainly no shorter."""
        count, unit = number(floor)
        if unit in UNITS:
            least = count * UNITS[unit]
            return z3.If(self.months, self._shortest() >= least, self.amount >= least)
        return z3.If(self.months, self.amount >= count, self.amount >= longest(count))

    def _longest(self) -> Any:
        return (self.amount / 12) * 366 * DAY + (self.amount % 12) * 31 * DAY

    def _shortest(self) -> Any:
        return (self.amount / 12) * 365 * DAY + (self.amount % 12) * 28 * DAY


def number(text: str) -> tuple[int, str]:
    amount, unit = text.split()
    unit = unit.rstrip("s")
    return (int(amount) * 12, "month") if unit == "year" else (int(amount), unit)


def shortest(months: int) -> int:
    return (months // 12 * 365 + months % 12 * 28) * DAY


def longest(months: int) -> int:
    return (months // 12 * 366 + months % 12 * 31) * DAY


class Keeping:
    """What is written of one class of record: nothing, a time, or keeping with documents."""

    def __init__(self) -> None:
        self.said, self.plain, self.timed, self.again = z3.Bools("said plain timed again")
        self.time = Time("kept")
        self.papers = {paper: z3.Bool(f"asks {paper}") for paper in PAPERS}
        self.event = z3.Int("event")
        self.sane = z3.And(
            self.time.sane,
            self.event >= -1,
            self.event < len(EVENTS),
            z3.Implies(self.plain, z3.And(self.timed, z3.Not(self.again), self.event == -1)),
            *(z3.Implies(self.plain, z3.Not(one)) for one in self.papers.values()),
            z3.Implies(self.again, self.timed),
        )

    def at_most(self, params: Mapping[str, Any]) -> Any:
        within = self.time.within(params["limit"]) if "limit" in params else z3.BoolVal(True)
        simple = z3.And(self.timed, within)
        if "limit" in params:
            simple = z3.And(simple, z3.Not(self.again))
        exempt = [self._covers(one) for one in params.get("unless", ())]
        return z3.And(self.said, z3.Or(simple, z3.And(z3.Not(self.plain), z3.Or(*exempt))))

    def _covers(self, exempt: Mapping[str, Any]) -> Any:
        parts = [self.papers[paper] for paper in exempt.get("requires", ())]
        if exempt.get("until"):
            parts.append(z3.Or(*(self.event == EVENTS.index(one) for one in exempt["until"])))
        if "at_most" in exempt:
            parts += [self.timed, self.time.within(exempt["at_most"])]
            if not exempt.get("renewable"):
                parts.append(z3.Not(self.again))
        return z3.And(*parts)

    def at_least(self, params: Mapping[str, Any]) -> Any:
        never = z3.And(
            z3.Not(self.plain),
            self.event == EVENTS.index("never"),
            z3.Not(self.timed),
            *(z3.Not(one) for one in self.papers.values()),
        )
        if "floor" not in params:
            return z3.And(self.said, never)
        return z3.And(
            self.said, z3.Or(never, z3.And(self.plain, self.time.beyond(params["floor"])))
        )


class Purposes:
    """Purposes that a policy allows, prohibits and grants; each list may be missing."""

    def __init__(self) -> None:
        names = ("allowed", "prohibited", "granted")
        self.said = {name: z3.Bool(f"{name} said") for name in names}
        self.has = {name: {p: z3.Bool(f"{name} {p}") for p in PURPOSES} for name in names}
        self.grants_said, self.grant = z3.Bools("grants_said grant")
        sane = [z3.Implies(self.grant, self.grants_said)]
        sane += [z3.Implies(self.said["granted"], self.grant)]
        for name in names:
            sane += [z3.Implies(has, self.said[name]) for has in self.has[name].values()]
        for purpose in PURPOSES:
            sane.append(
                z3.Not(z3.And(self.has["allowed"][purpose], self.has["prohibited"][purpose]))
            )
        self.sane = z3.And(*sane)

    def _without(self, words: Sequence[str], *lists: str) -> Any:
        return z3.And(*(z3.Not(self.has[name][word]) for name in lists for word in words))

    def prohibited(self, forbid: Sequence[str]) -> Any:
        listed = [z3.Or(*(self.has["prohibited"][w] for w in {p, WIDER.get(p, p)})) for p in forbid]
        return z3.And(*listed, self._without(family(forbid), "allowed", "granted"))

    def within(self, allow: Sequence[str]) -> Any:
        others = [one for one in PURPOSES if one not in allow]
        return z3.And(
            self.said["allowed"],
            z3.Implies(self.grant, self.said["granted"]),
            self._without(others, "allowed", "granted"),
        )

    def granted(self, forbid: Sequence[str]) -> Any:
        return z3.And(
            self.grants_said,
            z3.Implies(self.grant, self.said["granted"]),
            self._without(family(forbid), "granted"),
        )

    def own(self) -> Any:
        each = [z3.Implies(self.has["granted"][p], self.has["allowed"][p]) for p in PURPOSES]
        return z3.And(self.grants_said, z3.Implies(self.grant, self.said["granted"]), *each)

    def stated(self) -> Any:
        return z3.Or(*self.has["allowed"].values())


def family(purposes: Sequence[str]) -> list[str]:
    """A purpose with the wider and the narrower ones."""
    found = set(purposes)
    for narrow, wide in WIDER.items():
        if found & {narrow, wide}:
            found |= {narrow, wide}
    return sorted(found)


class Grants:
    """No word on grants, none, or one to a recipient of a known kind and state."""

    def __init__(self) -> None:
        self.said, self.one = z3.Bools("grants_said one_grant")
        self.kind, self.state, self.mode, self.basis = z3.Ints("kind state mode basis")
        self.signed, self.ends = z3.Bools("signed ends")
        self.sane = z3.And(
            z3.Implies(self.one, self.said),
            *_between(self.kind, len(KINDS)),
            *_between(self.state, len(STATES)),
            self.mode >= -1,
            self.mode < 2,
            self.basis >= -1,
            self.basis < len(BASES),
        )

    def tiers(self, params: Mapping[str, Any]) -> Any:
        last = params.get("otherwise")
        met = self._terms(last) if last is not None else z3.BoolVal(False)
        for tier in reversed(params["tiers"]):
            inside = z3.And(
                _one_of(self.kind, KINDS, tier.get("kinds")),
                _one_of(self.state, STATES, tier.get("states")),
            )
            met = z3.If(inside, self._terms(tier.get("terms")), met)
        return z3.And(self.said, z3.Implies(self.one, met))

    def _terms(self, terms: Mapping[str, Any] | None) -> Any:
        if terms is None:
            return z3.BoolVal(True)
        parts = []
        if "mode" in terms:
            parts.append(self.mode == ("standing", "per-request").index(terms["mode"]))
        if terms.get("basis"):
            parts.append(_one_of(self.basis, BASES, terms["basis"]))
            parts += [self.signed] if terms.get("signed", True) else []
            parts += [self.ends] if terms.get("expires") else []
        return z3.And(*parts)

    def kinds(self, params: Mapping[str, Any]) -> Any:
        outside = z3.Not(_one_of(self.kind, KINDS, params["forbid"]))
        if params.get("standing_only"):
            outside = z3.Or(outside, self.mode == 1)
        return z3.And(self.said, z3.Implies(self.one, outside))


def _between(value: Any, many: int) -> tuple[Any, Any]:
    return value >= 0, value < many


def _one_of(value: Any, words: Sequence[str], chosen: Sequence[str] | None) -> Any:
    if chosen is None:
        return z3.BoolVal(True)
    return z3.Or(*(value == words.index(one) for one in chosen))
