"""Waivers: which findings they cover, and what is wrong with the waivers themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from lprpolicy.judge.flaws import Flaw
from lprpolicy.judge.no_names import unless_named
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.rules_in_force import Judged
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import suggestion
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.waiver import LONGEST_DAYS, Waiver
from lprpolicy.model.words import Layer


def flaws(
    number: int, waiver: Waiver, agency: str, rules: Iterable[Obligation], day: dt.date
) -> Iterator[Flaw]:
    """Yield every reason why a waiver covers nothing on this day."""
    at = ROOT / "waivers" / number
    known = _by_id(rules)
    rule = known.get(waiver.rule)
    if rule is None:
        says = f"waives {waiver.rule}, which is no rule here"
        says += suggestion(waiver.rule, sorted(known))
        yield _flaw("waiver/unknown-rule", says, at / "rule")
    elif not _is_own(rule, agency):
        says = f"waives {waiver.rule}, a rule of {rule.pack.authority}, which no town can waive"
        yield _flaw("waiver/over-reaching", says, at / "rule")
    nameless = unless_named(waiver.authority, "who granted a waiver", at / "authority")
    if nameless is not None:
        yield nameless
    if not (waiver.scope.block or waiver.scope.to or waiver.scope.system):
        says = f"waives {waiver.rule} without saying for what"
        yield _flaw("waiver/no-scope", says, at / "scope")
    if (waiver.expires - waiver.granted).days > LONGEST_DAYS:
        days = (waiver.expires - waiver.granted).days
        says = f"waives {waiver.rule} for {days} days, longer than {LONGEST_DAYS}"
        yield _flaw("waiver/too-long", says, at / "expires")
    if waiver.expires < waiver.granted:
        says = f"waives {waiver.rule} until {waiver.expires}, before it was granted"
        yield _flaw("waiver/too-long", says, at / "expires")
    elif waiver.expires < day:
        says = f"waives {waiver.rule} only until {waiver.expires}"
        yield _flaw("waiver/expired", says, at / "expires")


def _by_id(rules: Iterable[Obligation]) -> dict[str, Obligation]:
    """Rules by id; where a town's rule has the id of a law's, the id is the law's."""
    known: dict[str, Obligation] = {}
    for rule in rules:
        if rule.id not in known or known[rule.id].pack.layer is Layer.TOWN:
            known[rule.id] = rule
    return known


def _is_own(rule: Obligation, agency: str) -> bool:
    """Whether it is a rule that the agency made for itself, and so one that it can waive."""
    return rule.pack.layer is Layer.TOWN and rule.pack.agencies == (agency,)


def unused_flaw(number: int, waiver: Waiver) -> Flaw:
    """Report a waiver that covers nothing: its finding was fixed or never existed."""
    says = f"waives {waiver.rule} where nothing breaks it"
    return _flaw("waiver/unused", says, ROOT / "waivers" / number)


def covers(waiver: Waiver, judged: Judged, subject: Subject) -> bool:
    """Whether the waiver names this rule and covers the place of this verdict."""
    scope, at = waiver.scope, judged.verdict.at
    rule = judged.entry.obligation
    if waiver.rule != rule.id or not _is_own(rule, subject.policy.agency):
        return False
    if scope.block is not None and (not at.parts or at.parts[0] != scope.block):
        return False
    to, system = _about(at, subject)
    if scope.to is not None and scope.to != to:
        return False
    return scope.system is None or scope.system == system


def _about(at: Pointer, subject: Subject) -> tuple[str | None, str | None]:
    """Return the recipient and the system that a place belongs to, None where it has none."""
    match at.parts:
        case ("sharing", "grants", int(number), *_):
            given = subject.grants[number]
            return given.recipient.id, given.grant.system
        case ("systems", int(number), *_) if subject.policy.systems:
            return None, subject.policy.systems[number].id
    return None, None


def _flaw(code: str, says: str, at: Pointer) -> Flaw:
    return Flaw(code, Verdict(Answer.VIOLATION, says, at))
