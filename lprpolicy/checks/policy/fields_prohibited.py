"""Forbid recording certain things about a vehicle or the people in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from lprpolicy.model.case import Case
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Written
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.vocabulary import Field as ReadField
from lprpolicy.model.words import words

AT: Final = ROOT / "collection" / "fields"


class Params(Written):
    forbid: tuple[ReadField, ...] = Field(
        min_length=1, title="Forbid", description="What may not be recorded."
    )


def check(case: Case, params: Params) -> Iterator[Verdict]:
    if case.policy.collection is None or case.policy.collection.fields is None:
        yield Undecided("does not say what is recorded with a read", AT)
        return
    for number, field in enumerate(case.policy.collection.fields):
        if field in params.forbid:
            yield Violation(f"records {words(field)}", AT / number)
