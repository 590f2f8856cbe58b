"""Refuse certain purposes: the policy prohibits each, and neither allows nor grants any."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from pydantic import Field

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import words
from lprpolicy.model.scalars import Written
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import WIDER, Purpose


class Params(Written):
    forbid: tuple[Purpose, ...] = Field(
        min_length=1, title="Forbid", description="Purposes that nobody may search for."
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    for purpose, at, who in stated(subject, _forbidden(params.forbid).__contains__):
        whom = "allows {who} to search" if who else "allows searches"
        yield Violation(f"{whom} for {words(purpose)}", at, who=who)
    prohibited = (subject.policy.purposes.prohibited if subject.policy.purposes else None) or ()
    for purpose in params.forbid:
        if purpose not in prohibited and WIDER.get(purpose) not in prohibited:
            yield Undecided(
                f"does not say that it prohibits {words(purpose)}", ROOT / "purposes" / "prohibited"
            )


@lru_cache(maxsize=256)
def _forbidden(purposes: tuple[Purpose, ...]) -> frozenset[Purpose]:
    """With a purpose also the one that it is a part of, and the one that is a part of it."""
    forbidden = set(purposes)
    for narrow, wide in WIDER.items():
        if forbidden & {narrow, wide}:
            forbidden |= {narrow, wide}
    return frozenset(forbidden)


def stated(
    subject: Subject, wanted: Callable[[Purpose], bool]
) -> Iterator[tuple[Purpose, Pointer, str | None]]:
    """Such purposes as the policy or a grant allows, their places, and for a grant to whom."""
    if not any(map(wanted, subject.purposes)):
        return
    allowed = (subject.policy.purposes.allowed if subject.policy.purposes else None) or ()
    for number, purpose in enumerate(allowed):
        if wanted(purpose):
            yield purpose, ROOT / "purposes" / "allowed" / number, None
    for given in subject.grants:
        for number, purpose in enumerate(given.grant.purposes or ()):
            if wanted(purpose):
                yield purpose, given.at / "purposes" / number, given.recipient.name
