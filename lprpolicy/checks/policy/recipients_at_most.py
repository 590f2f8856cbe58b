"""Limit how many recipients there are, so that each is one that somebody chose."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Count
from lprpolicy.model.subject import Recipient, Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "sharing" / "grants"


class Params(Written):
    at_most: Count = Field(title="At most", description="The largest number of recipients.")


def _who(recipient: Recipient) -> tuple[str | None, str | None]:
    """Two texts of a vendor are two rows on its list, and so two recipients."""
    text = recipient.text.casefold() if recipient.text else None
    return recipient.id or recipient.claims or recipient.name, text


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", AT)
        return
    recipients = {_who(given.recipient) for given in subject.grants}
    if len(recipients) > params.at_most:
        yield Violation(
            f"grants access to {len(recipients)} recipients, more than {params.at_most}", AT
        )
