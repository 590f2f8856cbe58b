"""Let nobody who has access search for more than the policy's own purposes."""

from collections.abc import Iterator

from lprpolicy.model.form import GRANT, GRANTS, Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Purpose
from lprpolicy.model.written import Written


class Params(Written):
    """It has none: the policy's own list is the limit."""


def form(params: Params) -> tuple[Form, ...]:
    del params
    every = tuple(map(str, Purpose))
    return (GRANTS, SetForm(f"{GRANT}/purposes", every), SetForm("/purposes/allowed", every))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    del params
    own = subject.policy.purposes.allowed if subject.policy.purposes else None
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", ROOT / "sharing" / "grants")
    for given in subject.grants:
        at, who = given.at / "purposes", given.recipient.name
        if given.grant.purposes is None:
            yield Undecided("does not say what {who} may search for", at, who=who)
            continue
        if own is None and given.grant.purposes:
            yield Undecided("does not list its own purposes, to which {who} is held", at, who=who)
            continue
        beyond = [purpose for purpose in given.grant.purposes if purpose not in (own or ())]
        if beyond:
            yield Violation(
                f"lets {{who}} search for {words(beyond[0])}, which is not among its own purposes",
                at,
                who=who,
            )
