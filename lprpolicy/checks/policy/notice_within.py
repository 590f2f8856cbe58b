"""Tell somebody of an event within a time."""

from collections.abc import Iterator
from typing import Final

from lprpolicy.model.form import EntriesForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import NoticeEvent, Receiver
from lprpolicy.model.written import Field, Written

AT: Final = ROOT / "transparency" / "notices"


class Params(Written):
    of: NoticeEvent = Field(title="Of", description="What is told.")
    to: Receiver = Field(title="To", description="Who must be told.")
    within: Period = Field(title="Within", description="The longest time after the event.")


def form(params: Params) -> tuple[Form, ...]:
    entry = {"of": str(params.of), "to": str(params.to)}
    ways = tuple((entry | {"within": str(most)},) for most in params.within.longest_within())
    return (EntriesForm(str(AT), ways),)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.transparency
    if said is None or said.notices is None:
        yield Undecided(f"does not say whether it tells {params.to.plain} of {params.of.plain}", AT)
        return
    own = [
        (one.within.at_most(params.within), one.within, AT / number / "within")
        for number, one in enumerate(said.notices)
        if one.of is params.of and one.to is params.to
    ]
    if not own:
        yield Violation(f"does not tell {params.to.plain} of {params.of.plain}", AT)
    elif not any(within is True for within, _, _ in own):
        unclear = [one for one in own if one[0] is None]
        _, time, at = (unclear or own)[0]
        make = Undecided if unclear else Violation
        says = f"tells {params.to.plain} of {params.of.plain} within {time}, not {params.within}"
        yield make(says, at)
