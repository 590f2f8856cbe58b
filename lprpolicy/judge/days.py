"""Days that cannot be: what is said to be done lies after the day judged, or long past, or over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from lprpolicy.judge.flaws import Flaw
from lprpolicy.model.directory import Directory, Source
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Recipient, Subject
from lprpolicy.model.verdicts import Undecided, Violation
from lprpolicy.model.words import Status

EARLIEST: Final = dt.date(2000, 1, 1)
"""Plate readers were in hardly any patrol car before; such a day is a slip, or made up."""
_Said = tuple[str, dt.date | None, tuple[str | int, ...], str | None]
"""What is said to be done, when, where that is written, and who {who} in it is."""


def wrong_days(subject: Subject) -> Iterator[Flaw]:
    """Everything in a policy whose day cannot be, or that is over on the day judged."""
    for says, on, steps, who in _dated_acts(subject):
        if on is None or EARLIEST <= on <= subject.day:
            continue
        at = Pointer(steps)
        if on > subject.day:
            verdict = Violation(f"{says} only on {on}, after the day judged", at, who=who)
            yield Flaw("day/still-to-come", verdict)
        else:
            verdict = Undecided(f"{says} on {on}, before plate readers were in use", at, who=who)
            yield Flaw("day/long-past", verdict)
    if subject.policy.status is not Status.SUPERSEDED:
        yield from _over(subject)
    yield from _unread(subject)


def _dated_acts(subject: Subject) -> Iterator[_Said]:
    policy = subject.policy
    if policy.adopted is not None:
        yield "is adopted", policy.adopted.on, ("adopted", "on"), None
    yield from _of_systems(policy)
    for number, approval in enumerate(policy.approvals or ()):
        yield f"has {approval.kind.plain}", approval.on, ("approvals", number, "on"), None
    if policy.transparency is not None:
        on = policy.transparency.public_notice
        yield "tells the public of its readers", on, ("transparency", "public_notice"), None
    for given in subject.grants:
        basis = given.grant.basis
        if basis is not None:
            says = f"lets {{who}} in on a {words(basis.kind)} signed"
            at = (*given.at.parts, "basis", "signed")
            yield says, basis.signed, at, given.recipient.name


def _of_systems(policy: Policy) -> Iterator[_Said]:
    for number, system in enumerate(policy.systems or ()):
        at = ("systems", number)
        if system.contract is not None:
            says = f"has a contract for {system.id} signed"
            yield says, system.contract.signed, (*at, "contract", "signed"), None
        if system.attested is not None:
            says = f"has the settings of {system.id} looked at"
            yield says, system.attested.on, (*at, "attested", "on"), None


def _over(subject: Subject) -> Iterator[Flaw]:
    policy, day = subject.policy, subject.day
    if policy.review_by is not None and policy.review_by < day:
        says = f"was due to be looked at again on {policy.review_by}"
        yield Flaw("policy/past-review", Violation(says, ROOT / "review_by"))
    for system, at in subject.systems():
        contract = system.contract
        if contract is not None and contract.expires is not None and contract.expires < day:
            says = f"has a contract for {system.id} that ran out on {contract.expires}"
            yield Flaw("policy/contract-ended", Violation(says, at / "contract" / "expires"))
    for given in subject.grants:
        basis = given.grant.basis
        if basis is not None and basis.expires is not None and basis.expires < day:
            says = f"lets {{who}} in on a {words(basis.kind)} that ran out on {basis.expires}"
            verdict = Violation(says, given.at / "basis" / "expires", who=given.recipient.name)
            yield Flaw("policy/paper-ended", verdict)


def unread_file(directory: Directory, day: dt.date) -> Flaw | None:
    """A whole file of a directory that rests on a source of a day after the one judged."""
    source = directory.source
    if source.on <= day:
        return None
    says = f"rests on {source.title} of {source.on}, after the day judged"
    return Flaw("day/still-to-come", Violation(says, ROOT / "source" / "on"))


def _unread(subject: Subject) -> Iterator[Flaw]:
    """Entries of the directory that rest on a source of a day after the one judged.

    What nobody has read yet is not known, so nobody can tell who that is.
    """
    says = "whose entry rests on {} of {}, after the day judged"
    later = _later_source(subject.agency, subject.day)
    if later is not None:
        told = f"is of an agency {says.format(later.title, later.on)}"
        yield Flaw("day/still-to-come", Undecided(told, ROOT / "agency"))
    for given in subject.grants:
        later = _later_source(given.recipient, subject.day)
        if later is not None:
            told = f"grants access to {{who}} {says.format(later.title, later.on)}"
            verdict = Undecided(told, given.to, who=given.recipient.name)
            yield Flaw("day/still-to-come", verdict)


def _later_source(who: Recipient, day: dt.date) -> Source | None:
    """The newest source of an entry, if it is of a day after this one."""
    source = who.newest_source
    return source if source is not None and source.on > day else None
