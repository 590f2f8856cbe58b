"""Bring every hot list up to date when a shift begins."""

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
    return (HOT_LISTS, ChoiceForm(f"{HOT_LIST}/refreshed_each_shift", FLAGS))


def check(subject: Subject, _: Params) -> Iterator[Verdict]:
    """A time between updates says nothing of shifts, whose length no policy gives."""
    if subject.policy.hot_lists is None:
        yield Undecided("does not say which hot lists are used", ROOT / "hot_lists")
    for number, hot_list in enumerate(subject.policy.hot_lists or ()):
        at, name = ROOT / "hot_lists" / number / "refreshed_each_shift", hot_list.list
        if hot_list.refreshed_each_shift is None:
            says = f"does not say whether the {name} hot list is refreshed when a shift begins"
            yield Undecided(says, at)
        elif not hot_list.refreshed_each_shift:
            yield Violation(f"does not refresh the {name} hot list when a shift begins", at)
