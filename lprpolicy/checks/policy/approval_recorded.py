"""Have certain decisions and registrations on record, with their day."""

from collections.abc import Iterator

from lprpolicy.model.form import EntriesForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import ApprovalKind
from lprpolicy.model.written import Field, Written


class Params(Written):
    kinds: tuple[ApprovalKind, ...] = Field(
        min_length=1, title="Kinds", description="What must be on record."
    )


def form(params: Params) -> tuple[Form, ...]:
    return (EntriesForm("/approvals", (tuple({"kind": str(one)} for one in params.kinds),)),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    for kind in params.kinds:
        on_record = [
            (approval.on, ROOT / "approvals" / number / "on")
            for number, approval in enumerate(subject.policy.approvals or ())
            if approval.kind is kind
        ]
        if not on_record:
            yield Undecided(f"does not record a {words(kind)}", ROOT / "approvals")
        elif all(on > subject.day for on, _ in on_record):
            on, at = min(on_record)
            yield Violation(f"has a {words(kind)} only on {on}", at)
