"""Allow recording certain things and no others."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Field as ReadField
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "collection" / "fields"


class Params(Written):
    allow: tuple[ReadField, ...] = Field(
        min_length=1, title="Allow", description="The only things that may be recorded."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (SetForm(str(AT), tuple(map(str, ReadField))),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.collection is None or subject.policy.collection.fields is None:
        yield Undecided("does not say what is recorded with a read", AT)
        return
    for number, field in enumerate(subject.policy.collection.fields):
        if field not in params.allow:
            yield Violation(
                f"records {words(field)}, which is not among the things allowed", AT / number
            )
