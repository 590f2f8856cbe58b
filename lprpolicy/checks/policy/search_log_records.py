"""Record certain things of every search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from lprpolicy.model.case import Case
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Written
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.vocabulary import LogField
from lprpolicy.model.words import listed

AT: Final = ROOT / "audit" / "search_log_fields"


class Params(Written):
    fields: tuple[LogField, ...] = Field(
        min_length=1, title="Fields", description="What the log holds of each search."
    )


def check(case: Case, params: Params) -> Iterator[Verdict]:
    if case.policy.audit is None or case.policy.audit.search_log_fields is None:
        yield Undecided("does not say what the search log records", AT)
        return
    missing = [field for field in params.fields if field not in case.policy.audit.search_log_fields]
    if missing:
        yield Violation(f"keeps a search log without {listed(missing)}", AT)
