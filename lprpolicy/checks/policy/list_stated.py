"""Write down a list that may not be empty: the purposes of searches, the content of the log."""

from collections.abc import Iterator
from typing import Final, Literal

from lprpolicy.model.form import Form, SetForm
from lprpolicy.model.places import Pointer
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import LogField, Purpose
from lprpolicy.model.written import Field, Written

Place = Literal["/purposes/allowed", "/audit/search_log_fields"]

_SILENT: Final[dict[Place, str]] = {
    "/purposes/allowed": "does not say what searches are for",
    "/audit/search_log_fields": "does not say what the search log records",
}
_EMPTY: Final[dict[Place, str]] = {
    "/purposes/allowed": "lists no purpose for which reads may be used",
    "/audit/search_log_fields": "keeps a search log that records nothing",
}


class Params(Written):
    at: Place = Field(title="At", description="The list, as a pointer into the policy.")


def form(params: Params) -> tuple[Form, ...]:
    every = {"/purposes/allowed": tuple(Purpose), "/audit/search_log_fields": tuple(LogField)}
    return (SetForm(params.at, tuple(map(str, every[params.at]))),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    block, name = params.at[1:].split("/")
    listed: tuple[object, ...] | None = getattr(getattr(subject.policy, block), name, None)
    if listed is None:
        yield Undecided(_SILENT[params.at], Pointer.parse(params.at))
    elif not listed:
        yield Violation(_EMPTY[params.at], Pointer.parse(params.at))
