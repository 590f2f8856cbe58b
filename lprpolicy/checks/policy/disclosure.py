"""Publish certain things: the policy, an annual report, where readers stand, the search logs."""

from collections.abc import Iterator
from typing import Final, Literal

from lprpolicy.model.form import EXAMPLE_ADDRESS, ChoiceForm, DayForm, Form
from lprpolicy.model.oversight import Transparency
from lprpolicy.model.places import ROOT
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Visibility
from lprpolicy.model.written import Field, Written

Item = Literal["policy", "annual-report", "reader-locations", "search-logs", "public-notice"]

AT: Final = ROOT / "transparency"
_OPEN: Final = tuple(map(str, Visibility))
_FORMS: Final[dict[Item, Form]] = {
    "policy": ChoiceForm(f"{AT}/policy_published", (EXAMPLE_ADDRESS,)),
    "annual-report": ChoiceForm(f"{AT}/annual_report/published", (EXAMPLE_ADDRESS,)),
    "reader-locations": ChoiceForm(f"{AT}/reader_locations", _OPEN),
    "search-logs": ChoiceForm(f"{AT}/search_logs", _OPEN),
    "public-notice": DayForm(f"{AT}/public_notice"),
}


class Params(Written):
    publishes: tuple[Item, ...] = Field(
        min_length=1, title="Publishes", description="What the public must be able to read."
    )


def form(params: Params) -> tuple[Form, ...]:
    return tuple(_FORMS[item] for item in params.publishes)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    said = subject.policy.transparency or Transparency()
    for item in params.publishes:
        match item:
            case "policy":
                if said.policy_published is None:
                    yield Undecided("does not say where it is published", AT / "policy_published")
            case "annual-report":
                report = said.annual_report
                if report is None or report.published is None:
                    yield Undecided(
                        "does not say where an annual report appears", AT / "annual_report"
                    )
            case "public-notice":
                yield from _notice(subject, said)
            case "reader-locations":
                yield from _open(said.reader_locations, "where readers stand", "reader_locations")
            case "search-logs":
                yield from _open(said.search_logs, "the logs of searches", "search_logs")


def _notice(subject: Subject, said: Transparency) -> Iterator[Verdict]:
    at = AT / "public_notice"
    if said.public_notice is None:
        yield Undecided("does not say when the public was told of the readers", at)
    elif said.public_notice > subject.day:
        yield Violation(f"tells the public of the readers only on {said.public_notice}", at)


def _open(visibility: Visibility | None, what: str, key: str) -> Iterator[Verdict]:
    if visibility is None:
        yield Undecided(f"does not say whether people can learn {what}", AT / key)
    elif visibility is Visibility.CONFIDENTIAL:
        yield Violation(f"keeps secret {what}", AT / key)
