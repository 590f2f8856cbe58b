"""Keep readers away from certain places."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import join_terms
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Place
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "collection" / "avoids"


class Params(Written):
    places: tuple[Place, ...] = Field(
        min_length=1, title="Places", description="Places that readers are kept away from."
    )


def form(params: Params) -> tuple[Form, ...]:
    return (SetForm(str(AT), tuple(map(str, Place)), frozenset(map(str, params.places))),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.collection is None or subject.policy.collection.avoids is None:
        yield Undecided("does not say which places readers are kept away from", AT)
        return
    missing = [place for place in params.places if place not in subject.policy.collection.avoids]
    if missing:
        yield Violation(f"does not keep readers away from {join_terms(missing, 'or')}", AT)
