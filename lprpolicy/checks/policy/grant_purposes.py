"""Keep certain purposes out of every grant, whatever the agency's own searches are for."""

from collections.abc import Iterator

from lprpolicy.checks.policy.purposes_prohibited import forbidden_purposes
from lprpolicy.model.form import GRANT, GRANTS, Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Purpose
from lprpolicy.model.written import Field, Written


class Params(Written):
    forbid: tuple[Purpose, ...] = Field(
        min_length=1, title="Forbid", description="Purposes that no recipient may search for."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (GRANTS, SetForm(f"{GRANT}/purposes", tuple(map(str, Purpose))))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", ROOT / "sharing" / "grants")
    forbidden = forbidden_purposes(params.forbid)
    for given in subject.grants:
        who = given.recipient.name
        if given.grant.purposes is None:
            says = "does not say what {who} may search for"
            yield Undecided(says, given.at / "purposes", who=who)
        for number, purpose in enumerate(given.grant.purposes or ()):
            if purpose in forbidden:
                says = f"allows {{who}} to search for {words(purpose)}"
                yield Violation(says, given.at / "purposes" / number, who=who)
