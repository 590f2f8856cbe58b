"""Requests to be let in, and what the policy and the law answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lprpolicy.model.observation import Share
from lprpolicy.model.subject import Recipient


class Reply(StrEnum):
    """The answer to a request. None of them lets anybody in."""

    GRANTED = "granted"  # the adopted policy grants it, and no rule is against it
    REFUSED = "refused"  # a rule is against it
    NOT_GRANTED = "not-granted"  # no rule is against it, and the policy does not grant it
    CANNOT_TELL = "cannot-tell"  # nobody knows who asks, what for, or whether it may be


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule says to a request; `law` is its citation and first day."""

    rule: str
    says: str
    law: str
    secondary: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One request with its answer.

    `against` are the rules that it breaks; `open` are those that a grant would have to meet and
    that nobody can judge from what the request says; `unclear` is what it asks for besides.
    """

    share: Share
    recipient: Recipient
    asks: tuple[str, ...]
    unclear: tuple[str, ...]
    reply: Reply
    why: str
    against: tuple[Reason, ...] = ()
    open: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Requests:
    """Every request of an export, in its order."""

    agency: str
    system: str
    document: str
    reported: dt.date | None
    as_of: dt.date
    answered: tuple[Answered, ...]
    notes: tuple[str, ...] = ()

    def of(self, reply: Reply) -> tuple[Answered, ...]:
        return tuple(one for one in self.answered if one.reply is reply)


def counts(answered: Iterable[Answered]) -> dict[Reply, int]:
    """Count the requests by their answers."""
    replies = [one.reply for one in answered]
    return {reply: replies.count(reply) for reply in Reply}
