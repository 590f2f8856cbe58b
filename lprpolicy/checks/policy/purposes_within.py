"""Allow certain purposes and no others, for the agency's own searches and for every grant."""

from collections.abc import Iterator

from lprpolicy.checks.policy.purposes_prohibited import stated_purposes
from lprpolicy.model.form import GRANT, GRANTS, Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Purpose
from lprpolicy.model.written import Field, Written


class Params(Written):
    allow: tuple[Purpose, ...] = Field(
        min_length=1, title="Allow", description="The only purposes of a search."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    every = tuple(map(str, Purpose))
    return (GRANTS, SetForm(f"{GRANT}/purposes", every), SetForm("/purposes/allowed", every))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.purposes is None or subject.policy.purposes.allowed is None:
        yield Undecided("does not say what searches are for", ROOT / "purposes" / "allowed")
    for given in subject.grants:
        if given.grant.purposes is None:
            yield Undecided(
                "does not say what {who} may search for",
                given.at / "purposes",
                who=given.recipient.name,
            )
    for purpose, at, who in stated_purposes(subject, lambda purpose: purpose not in params.allow):
        does = "allows {who} to search" if who else "allows searches"
        yield Violation(
            f"{does} for {words(purpose)}, which is not among the purposes allowed", at, who=who
        )
