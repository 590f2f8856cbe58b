"""Limit how many recipients there are, so that each is one that somebody chose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Count, Written
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation

AT: Final = ROOT / "sharing" / "grants"


class Params(Written):
    at_most: Count = Field(title="At most", description="The largest number of recipients.")


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", AT)
        return
    recipients = {given.recipient.id or given.recipient.name for given in subject.grants}
    if len(recipients) > params.at_most:
        yield Violation(
            f"grants access to {len(recipients)} recipients, more than {params.at_most}", AT
        )
