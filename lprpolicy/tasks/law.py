"""Say what of the law is written down: which provisions have a rule, and why others have none."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lprpolicy.errors import UsageError
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.durations import PATTERN as PERIOD
from lprpolicy.model.instrument import Instrument
from lprpolicy.model.rule import Pack
from lprpolicy.model.scalars import MONTH_DAY_PATTERN, PERCENT_PATTERN
from lprpolicy.model.states import STATE_NAMES
from lprpolicy.model.words import Binding, Verified
from lprpolicy.repository.law import Law
from lprpolicy.write.law.facts import (
    CarriedBy,
    CoveredInstrument,
    CoveredPack,
    CoveredPassage,
    Jurisdiction,
    LawCoverage,
)

TERRITORIES: Final = frozenset({"pr", "gu", "vi"})
STATES: Final = tuple(sorted(code for code in STATE_NAMES if code not in TERRITORIES))
"""The 50 states and the District of Columbia."""
_NUMBER: Final = re.compile(f"{PERIOD}|{PERCENT_PATTERN}|{MONTH_DAY_PATTERN}")


def law_coverage(law: Law, state: str | None = None, *, unread: bool = False) -> LawCoverage:
    """Gather the law of the nation and of all states, or of one state by its code, as `ct`."""
    codes = ("us", *(f"us-{code}" for code in STATES))
    if state is None:
        return LawCoverage(tuple(_jurisdiction(law, code) for code in codes), unread)
    code = _code(state)
    return LawCoverage((_jurisdiction(law, code),), unread, one=True)


def _code(state: str) -> str:
    """The id of a state by its code, its id or its name."""
    said = state.casefold().removeprefix("us-")
    by_name = {name.casefold(): code for code, name in STATE_NAMES.items()}
    code = by_name.get(said, said)
    if code == "us":
        return code
    if code not in STATE_NAMES:
        raise UsageError(
            f"there is no state {state!r}", hint="write it like ct, us-ct or Connecticut; or us"
        )
    return f"us-{code}"


def _jurisdiction(law: Law, code: str) -> Jurisdiction:
    own = [name for name in sorted(law.packs) if name == code or name.startswith(f"{code}/")]
    name = "United States" if code == "us" else STATE_NAMES[code.removeprefix("us-")]
    return Jurisdiction(code, name, tuple(_pack(law, one) for one in own))


def _pack(law: Law, name: str) -> CoveredPack:
    pack = law.packs[name]
    rules = {
        rule.id.rpartition("/")[2]: rule
        for rule in (*law.obligations, *law.on_searches)
        if rule.id.rpartition("/")[0] == name
    }
    return CoveredPack(
        id=name,
        name=pack.name,
        complete=pack.complete,
        no_law=pack.no_law,
        instruments=tuple(_instrument(one, rules) for one in pack.instruments),
        rules=tuple(made for rule in rules.values() for made in _carriers(rule)),
        left_out=pack.left_out,
        faults=tuple(_faults(pack, rules)),
    )


def _instrument(one: Instrument, rules: Mapping[str, Obligation]) -> CoveredInstrument:
    passages = tuple(
        CoveredPassage(
            passage,
            tuple(
                made for name in passage.rules if name in rules for made in _carriers(rules[name])
            ),
            passage.verified or one.verified,
            passage.until or one.until,
        )
        for passage in one.provisions
    )
    return CoveredInstrument(one, passages)


def _carriers(rule: Obligation) -> Iterator[CarriedBy]:
    for dated, version in zip(rule.versions, rule.rule.versions, strict=True):
        yield CarriedBy(
            rule.id,
            rule.rule.title,
            rule.rule.says,
            rule.rule.binding is Binding.MUST,
            dated.start,
            dated.until,
            dated.contested is not None,
            dated.provision,
            tuple(numbers(version.params)),
        )


def numbers(params: Any) -> Iterator[str]:
    """Every number of a rule, with the keys that lead to it: a length of time, a share, a day.

    >>> list(numbers({"record": "reads", "limit": "21 days"}))
    ['limit: 21 days']
    """
    if isinstance(params, Mapping):
        for key, value in params.items():
            for found in numbers(value):
                yield found if ": " in found else f"{key}: {found}"
    elif isinstance(params, (list, tuple)):
        for value in params:
            yield from numbers(value)
    elif isinstance(params, int) and not isinstance(params, bool):
        yield str(params)
    elif isinstance(params, str) and _NUMBER.fullmatch(params):
        yield params


def _faults(pack: Pack, rules: Mapping[str, Obligation]) -> Iterator[str]:
    """What keeps the law from being accounted for, provision by provision."""
    if not pack.instruments and rules:
        yield "has rules and lists no instrument"
    named: set[str] = set()
    for one in pack.instruments:
        if one.verified is Verified.TEXT and one.read_at is None:
            yield f"{one.citation}: is read as text, and `read_at` does not say which copy"
        for passage in one.provisions:
            named |= set(passage.rules)
            where = f"{one.citation}, {passage.at}"
            if bool(passage.rules) is (passage.no_rule is not None):
                both = "a rule and a reason for none" if passage.rules else "no rule and no reason"
                yield f"{where}: has {both}"
            if passage.verified is Verified.TEXT and one.read_at is None:
                yield f"{where}: is read as text, and `read_at` does not say which copy"
            for missing in sorted(set(passage.rules) - rules.keys()):
                yield f"{where}: names the rule {missing}, which this pack does not have"
    for name in sorted(rules.keys() - named) if pack.instruments else ():
        yield f"{name}: is a rule that no provision names"
    yield from _unread_copies(rules)
    yield from _told_twice(pack)
    yield from _wrong_days(pack, rules)


def _told_twice(pack: Pack) -> Iterator[str]:
    """Find provisions that an instrument lists twice, word for word."""
    for one in pack.instruments:
        seen: set[tuple[str, str]] = set()
        for passage in one.provisions:
            said = passage.at, passage.says
            if said in seen:
                yield f"{one.citation}, {passage.at}: is listed twice"
            seen.add(said)


def _wrong_days(pack: Pack, rules: Mapping[str, Obligation]) -> Iterator[str]:
    """Find rules in force when none of the law that they carry is, and law that ends unbegun."""
    spans: dict[str, list[tuple[dt.date, dt.date]]] = defaultdict(list)
    for one in pack.instruments:
        for passage in one.provisions:
            last = passage.until or one.until or dt.date.max
            if last < one.from_:
                yield f"{one.citation}, {passage.at}: ends on {last}, before it begins"
            for name in passage.rules:
                spans[name].append((one.from_, last))
    for name in sorted(spans.keys() & rules.keys()):
        first, last = min(day for day, _ in spans[name]), max(day for _, day in spans[name])
        for dated in rules[name].versions:
            if dated.start < first:
                yield f"{name}: begins on {dated.start}, before its law does on {first}"
            if (dated.until or dt.date.max) > last:
                yield f"{name}: goes on after its law ends on {last}"


def _unread_copies(rules: Mapping[str, Obligation]) -> Iterator[str]:
    for name, rule in sorted(rules.items()):
        for dated in rule.versions:
            read = dated.provision.verified is Verified.TEXT
            if read and dated.provision.read_at is None:
                yield f"{name}, {dated.start}: is read as text, and `read_at` names no copy"
