"""Leave parts out of hot lists, such as NCIC's file of immigration violators."""

from collections.abc import Iterator

from lprpolicy.model.form import HOT_LIST, HOT_LISTS, ChoiceForm, Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.scalars import Maybe, Slug
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import HotListFile
from lprpolicy.model.written import Field, Written


class Params(Written):
    exclude: tuple[HotListFile, ...] = Field(
        min_length=1, title="Exclude", description="Parts that may not be loaded."
    )
    lists: Maybe[tuple[Slug, ...]] = Field(
        None, title="Lists", description="Only these lists; left out: every list."
    )


def form(params: Params) -> tuple[Form, ...]:
    named = (*(params.lists or ()), "ncic", "another-list")
    parts = SetForm(
        f"{HOT_LIST}/excludes",
        tuple(map(str, HotListFile)),
        frozenset(map(str, params.exclude)),
    )
    return (HOT_LISTS, ChoiceForm(f"{HOT_LIST}/list", named), parts)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.hot_lists is None:
        yield Undecided("does not say which hot lists are used", ROOT / "hot_lists")
    for number, hot_list in enumerate(subject.policy.hot_lists or ()):
        at = ROOT / "hot_lists" / number / "excludes"
        if params.lists is not None and hot_list.list not in params.lists:
            continue
        if hot_list.excludes is None:
            yield Undecided(f"does not say what is left out of the {hot_list.list} hot list", at)
            continue
        for part in params.exclude:
            if part not in hot_list.excludes:
                yield Violation(
                    f"loads {words(part)} records with the {hot_list.list} hot list", at
                )
