"""Have a written policy that treats certain topics."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import join_terms
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import PolicyTopic
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "transparency" / "policy_covers"


class Params(Written):
    topics: tuple[PolicyTopic, ...] = Field(
        min_length=1, title="Topics", description="What the written policy must treat."
    )


def form(params: Params) -> tuple[Form, ...]:
    asked = frozenset(map(str, params.topics))
    return (SetForm(str(AT), tuple(map(str, PolicyTopic)), asked),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.transparency
    if said is None or said.policy_covers is None:
        yield Undecided("does not say which topics the written policy treats", AT)
        return
    missing = [topic for topic in params.topics if topic not in said.policy_covers]
    if missing:
        yield Violation(f"has a written policy without {join_terms(missing)}", AT)
