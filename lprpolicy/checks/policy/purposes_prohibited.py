"""Refuse certain purposes: the policy prohibits each, and neither allows nor grants any."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from lprpolicy.model.form import GRANT, GRANTS, Form, SetForm
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import WIDER, Purpose
from lprpolicy.model.written import Field, Written


class Params(Written):
    forbid: tuple[Purpose, ...] = Field(
        min_length=1, title="Forbid", description="Purposes that nobody may search for."
    )


def form(params: Params) -> tuple[Form, ...]:
    every = tuple(map(str, Purpose))
    return (
        GRANTS,
        SetForm(f"{GRANT}/purposes", every),
        SetForm("/purposes/allowed", every),
        SetForm("/purposes/prohibited", every, frozenset(map(str, params.forbid))),
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    for purpose, at, who in stated_purposes(
        subject, forbidden_purposes(params.forbid).__contains__
    ):
        does = "allows {who} to search" if who else "allows searches"
        yield Violation(f"{does} for {words(purpose)}", at, who=who)
    prohibited = (subject.policy.purposes.prohibited if subject.policy.purposes else None) or ()
    for purpose in params.forbid:
        if purpose not in prohibited and WIDER.get(purpose) not in prohibited:
            yield Undecided(
                f"does not say that it prohibits {words(purpose)}", ROOT / "purposes" / "prohibited"
            )


@lru_cache(maxsize=256)
def forbidden_purposes(purposes: tuple[Purpose, ...]) -> frozenset[Purpose]:
    """Add each purpose's wider purpose and its narrower ones: forbidding one forbids them all."""
    forbidden = set(purposes)
    for narrow, wide in WIDER.items():
        if forbidden & {narrow, wide}:
            forbidden |= {narrow, wide}
    return frozenset(forbidden)


def stated_purposes(
    subject: Subject, wanted: Callable[[Purpose], bool]
) -> Iterator[tuple[Purpose, Pointer, str | None]]:
    """Yield the chosen purposes that are allowed, each with its place and a grant's recipient."""
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
