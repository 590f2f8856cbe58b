"""Allow certain purposes and no others, for the agency's own searches and for every grant."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from lprpolicy.checks.policy.purposes_prohibited import stated
from lprpolicy.model.case import Case
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Written
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.vocabulary import Purpose
from lprpolicy.model.words import words


class Params(Written):
    allow: tuple[Purpose, ...] = Field(
        min_length=1, title="Allow", description="The only purposes of a search."
    )


def check(case: Case, params: Params) -> Iterator[Verdict]:
    if case.policy.purposes is None or case.policy.purposes.allowed is None:
        yield Undecided("does not say what searches are for", ROOT / "purposes" / "allowed")
    for given in case.grants:
        if given.grant.purposes is None:
            yield Undecided(
                "does not say what {who} may search for",
                given.at / "purposes",
                who=given.recipient.name,
            )
    for purpose, at, who in stated(case, lambda purpose: purpose not in params.allow):
        whom = "allows {who} to search" if who else "allows searches"
        yield Violation(
            f"{whom} for {words(purpose)}, which is not among the purposes allowed", at, who=who
        )
