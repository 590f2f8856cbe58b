"""Forbid grants to agencies that a dated list names as partners of a program, such as 287(g).

A recipient that no list speaks of is a question: the list may not have been looked at. Federal
agencies are no partners of such programs; other rules speak of them.
"""

from collections.abc import Iterator

from lprpolicy.model.form import GRANT, GRANTS, Form, RecipientForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Program
from lprpolicy.model.written import Field, Written


class Params(Written):
    forbid: tuple[Program, ...] = Field(
        min_length=1, title="Forbid", description="Programs whose partners may have no access."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (GRANTS, RecipientForm(f"{GRANT}/to", programs=True))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", ROOT / "sharing" / "grants")
    for given in subject.grants:
        if given.recipient.federal:
            continue
        for program in params.forbid:
            stated, who = given.recipient.membership(program), given.recipient.name
            if stated is None:
                yield Undecided(
                    f"grants access to {{who}}, and no list in the directory says whether it is a "
                    f"{program} partner",
                    given.to,
                    who=who,
                )
            elif stated.member:
                models = f" ({', '.join(stated.models)})" if stated.models else ""
                yield Violation(
                    f"grants access to {{who}}, a {program} partner{models} on the list of "
                    f"{stated.source.on}",
                    given.to,
                    who=who,
                )
