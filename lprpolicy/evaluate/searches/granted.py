"""Whether an agency was let in on a day: asked of the policy that stood then, as git has it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lprpolicy.evaluate.subjects import by_id, by_name, subject
from lprpolicy.identify.index import Index
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Named
from lprpolicy.model.subject import Given, Recipient
from lprpolicy.model.words import Mode, Status, Switch, Tri

NAMELESS: Final = "an agency without a name"
_ID: Final = re.compile(r"us(?:-[a-z]{2})?/[a-z0-9-]+")
Granted = Callable[[str, dt.date], tuple[Tri, str]]


@dataclass(frozen=True, slots=True)
class Stood:
    """A policy and its directory from a day on; no policy where none could be read.

    It may have stood from `earliest` on already, where clocks do not agree.
    """

    since: dt.date
    policy: Policy | None
    index: Index
    earliest: dt.date | None = None


def grants_lookup(stood: Sequence[Stood], agency: str) -> Granted:
    """Return a function of an agency's name in a log and a day: yes, no or unknown, and why."""
    days = [one.since for one in stood]
    earliest = [one.earliest or one.since for one in stood]

    @lru_cache(maxsize=100_000)
    def answer(name: str, day: dt.date) -> tuple[Tri, str]:
        at = bisect_right(days, day) - 1
        if at < 0:
            return Tri.UNKNOWN, "there is no policy of that day in the repository"
        found = _look_up(_last_begun(stood[: at + 1], day), name, agency, day)
        if found[0] is Tri.YES:
            perhaps = range(at + 1, bisect_right(earliest, day))
            others = (
                _look_up(_last_begun(stood[: n + 1], day), name, agency, day) for n in perhaps
            )
            if any(other is not Tri.YES for other, _ in others):
                return Tri.UNKNOWN, "the days of commits do not agree on which policy stood then"
        return found

    return answer


def _last_begun(stood: Sequence[Stood], day: dt.date) -> Stood:
    """The last policy that had begun on a day; the last of all where none had."""
    return next((one for one in reversed(stood) if _has_begun(one.policy, day)), stood[-1])


def _begins(policy: Policy) -> dt.date | None:
    """The first day on which a policy grants anything: it was adopted, and takes effect."""
    days = (policy.effective, policy.adopted.on if policy.adopted else None)
    return max((day for day in days if day is not None), default=None)


def _has_begun(policy: Policy | None, day: dt.date) -> bool:
    """Whether a policy had begun, so that none before it counts any more.

    One that nobody can read may have; a draft in its place is no policy that is still to come.
    """
    if policy is None or policy.status is not Status.ADOPTED:
        return True
    begins = _begins(policy)
    return begins is None or begins <= day


def looked_up(name: str, index: Index) -> Recipient:
    """Find who an agency of a log is, by the vendor's text or by an id; unknown is an answer."""
    if _ID.fullmatch(name):
        return by_id(name, index)
    text = "".join(one for one in name if one.isprintable()).strip() or NAMELESS
    return by_name(Named.model_construct(named=text, state=None), index)


def _look_up(stood: Stood, name: str, agency: str, day: dt.date) -> tuple[Tri, str]:
    policy = stood.policy
    if policy is None:
        return Tri.UNKNOWN, "the policy of that day cannot be read"
    if policy.status is not Status.ADOPTED:
        return Tri.UNKNOWN, f"the policy of that day is {policy.status} and grants nothing yet"
    if not _has_begun(policy, day):
        return Tri.UNKNOWN, f"the policy of that day takes effect only on {_begins(policy)}"
    if not name:
        return Tri.UNKNOWN, "the log does not name the agency"
    who = looked_up(name, stood.index)
    if who.id == agency:
        return Tri.YES, ""
    grants = subject(policy, stood.index, stood.since).grants
    held = grants_to(stood, name)
    good = [given for given in held if _is_good(given, day)]
    known = [given for given in good if given.recipient.id is not None]
    if any(given.grant.mode is Mode.STANDING for given in known):
        return Tri.YES, ""
    if good and not known:
        return Tri.UNKNOWN, "the policy grants access under that name, and nobody knows whose it is"
    if held and not good:
        return Tri.NO, ""
    if held:
        return Tri.UNKNOWN, "the grant is per request, and the log does not show the requests"
    if switches := _switched_on(policy):
        return Tri.UNKNOWN, f"the policy turns on {switches}"
    if who.id is None:
        return Tri.UNKNOWN, "the directory does not know who they are"
    if any(given.recipient.id is None for given in grants):
        return Tri.UNKNOWN, "the policy has grants to recipients that nobody can identify"
    return Tri.NO, ""


def grants_to(stood: Stood, name: str) -> list[Given]:
    """Return the grants of a policy to an agency, by its name in a log."""
    if stood.policy is None:
        return []
    who = looked_up(name, stood.index)
    grants = subject(stood.policy, stood.index, stood.since).grants
    return [given for given in grants if _is(given, who, name)]


def _is_good(given: Given, day: dt.date) -> bool:
    """Whether the paper of a grant was good on a day: signed by then, and not run out."""
    basis = given.grant.basis
    first, last = (None, None) if basis is None else (basis.signed, basis.expires)
    return (first is None or first <= day) and (last is None or day <= last)


def _is(given: Given, who: Recipient, name: str) -> bool:
    if who.id is not None and given.recipient.id == who.id:
        return True
    text = given.recipient.text
    return text is not None and text.casefold() == name.casefold()


def _switched_on(policy: Policy) -> str:
    found = {
        str(switch).replace("_", " ")
        for system in policy.systems or ()
        for switch in Switch
        if system.lookups and getattr(system.lookups, switch.value, False)
    }
    return ", ".join(sorted(found))
