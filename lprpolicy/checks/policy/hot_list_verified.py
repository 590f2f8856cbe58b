"""Confirm a hot-list hit before a car is stopped."""

from collections.abc import Iterator

from lprpolicy.model.form import FLAGS, HOT_LIST, HOT_LISTS, ChoiceForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Written


class Params(Written):
    pass


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (HOT_LISTS, ChoiceForm(f"{HOT_LIST}/verified_before_stop", FLAGS))


def check(subject: Subject, _: Params) -> Iterator[Verdict]:
    if subject.policy.hot_lists is None:
        yield Undecided("does not say which hot lists are used", ROOT / "hot_lists")
    for number, hot_list in enumerate(subject.policy.hot_lists or ()):
        at = ROOT / "hot_lists" / number / "verified_before_stop"
        if hot_list.verified_before_stop is None:
            yield Undecided(
                f"does not say whether a hit on the {hot_list.list} hot list is confirmed before "
                "a stop",
                at,
            )
        elif not hot_list.verified_before_stop:
            yield Violation(f"stops cars on an unconfirmed hit on the {hot_list.list} hot list", at)
