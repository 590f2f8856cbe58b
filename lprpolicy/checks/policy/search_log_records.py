"""Record certain things of every search."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import join_terms
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import LogField
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "audit" / "search_log_fields"


class Params(Written):
    fields: tuple[LogField, ...] = Field(
        min_length=1, title="Fields", description="What the log holds of each search."
    )


def form(params: Params) -> tuple[Form, ...]:
    asked = frozenset(map(str, params.fields))
    return (SetForm(str(AT), tuple(map(str, LogField)), asked),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.audit is None or subject.policy.audit.search_log_fields is None:
        yield Undecided("does not say what the search log records", AT)
        return
    missing = [
        field for field in params.fields if field not in subject.policy.audit.search_log_fields
    ]
    if missing:
        yield Violation(f"keeps a search log without {join_terms(missing)}", AT)
