"""Allow recording certain things and no others."""

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
    allow: tuple[ReadField, ...] = Field(
        min_length=1, title="Allow", description="The only things that may be recorded."
    )


def check(case: Case, params: Params) -> Iterator[Verdict]:
    if case.policy.collection is None or case.policy.collection.fields is None:
        yield Undecided("does not say what is recorded with a read", AT)
        return
    for number, field in enumerate(case.policy.collection.fields):
        if field not in params.allow:
            yield Violation(
                f"records {words(field)}, which is not among the things allowed", AT / number
            )
