"""Let grants open certain data only per request, never standing."""

from collections.abc import Iterator

from lprpolicy.model.form import GRANT, GRANTS, ChoiceForm, Form, SetForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Data, Mode
from lprpolicy.model.written import Field, Written


class Params(Written):
    per_request: tuple[Data, ...] = Field(
        min_length=1, title="Per request", description="Data that no grant may open standing."
    )


def form(params: Params) -> tuple[Form, ...]:
    del params
    return (
        GRANTS,
        ChoiceForm(f"{GRANT}/mode", tuple(map(str, Mode))),
        SetForm(f"{GRANT}/data", tuple(map(str, Data))),
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", ROOT / "sharing" / "grants")
    for given in subject.grants:
        grant, at, who = given.grant, given.at / "data", given.recipient.name
        if grant.mode is Mode.PER_REQUEST:
            continue
        if grant.data is None:
            yield Undecided("does not say what the grant to {who} opens", at, who=who)
            continue
        opened = [data for data in grant.data if data in params.per_request]
        if opened and grant.mode is None:
            yield Undecided("does not say whether the grant to {who} is standing", at, who=who)
        elif opened:
            yield Violation(f"gives {{who}} standing access to {words(opened[0])}", at, who=who)
