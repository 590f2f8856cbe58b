"""Use certain hot lists and no others."""

from collections.abc import Iterator

from lprpolicy.model.form import HOT_LIST, HOT_LISTS, ChoiceForm, Form
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import Slug
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.written import Field, Written


class Params(Written):
    allow: tuple[Slug, ...] = Field(
        min_length=1, title="Allow", description="The only hot lists that may be used."
    )


def form(params: Params) -> tuple[Form, ...]:
    named = (*params.allow, "ncic", "another-list")
    return (HOT_LISTS, ChoiceForm(f"{HOT_LIST}/list", named))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.hot_lists is None:
        yield Undecided("does not say which hot lists are used", ROOT / "hot_lists")
    for number, hot_list in enumerate(subject.policy.hot_lists or ()):
        if hot_list.list not in params.allow:
            yield Violation(
                f"uses the {hot_list.list} hot list, which is not among the lists allowed",
                ROOT / "hot_lists" / number / "list",
            )
