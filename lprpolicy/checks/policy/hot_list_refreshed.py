"""Refresh every hot list often enough."""

from collections.abc import Iterator

from lprpolicy.model.form import HOT_LIST, HOT_LISTS, Form, TimeForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Period
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written


class Params(Written):
    at_most: Period = Field(title="At most", description="The longest time between two updates.")


def form(params: Params) -> tuple[Form, ...]:
    return (HOT_LISTS, TimeForm(f"{HOT_LIST}/refreshed_every", (params.at_most,)))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.hot_lists is None:
        yield Undecided("does not say which hot lists are used", ROOT / "hot_lists")
    for number, hot_list in enumerate(subject.policy.hot_lists or ()):
        at, every = ROOT / "hot_lists" / number / "refreshed_every", hot_list.refreshed_every
        if every is None:
            yield Undecided(f"does not say how often the {hot_list.list} hot list is refreshed", at)
            continue
        within = every.at_most(params.at_most)
        if within is not True:
            make = Violation if within is False else Undecided
            yield make(
                f"refreshes the {hot_list.list} hot list every {every}, not every {params.at_most}",
                at,
            )
