"""Have certain decisions and registrations on record, with their day."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from lprpolicy.model.case import Case
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Written
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.vocabulary import ApprovalKind
from lprpolicy.model.words import words


class Params(Written):
    kinds: tuple[ApprovalKind, ...] = Field(
        min_length=1, title="Kinds", description="What must be on record."
    )


def check(case: Case, params: Params) -> Iterator[Verdict]:
    for kind in params.kinds:
        on_record = [
            (approval.on, ROOT / "approvals" / number / "on")
            for number, approval in enumerate(case.policy.approvals or ())
            if approval.kind is kind
        ]
        if not on_record:
            yield Undecided(f"does not record a {words(kind)}", ROOT / "approvals")
        elif all(on > case.day for on, _ in on_record):
            on, at = min(on_record)
            yield Violation(f"has a {words(kind)} only on {on}", at)
