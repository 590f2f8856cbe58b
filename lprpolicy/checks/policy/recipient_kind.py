"""Forbid grants to certain kinds of recipient."""

from collections.abc import Iterator

from lprpolicy.model.form import GRANT, GRANTS, ChoiceForm, Form, RecipientForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import join_terms
from lprpolicy.model.scalars import Flag
from lprpolicy.model.subject import Given, Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import AgencyKind, Mode
from lprpolicy.model.written import Field, Written


class Params(Written):
    forbid: tuple[AgencyKind, ...] = Field(
        min_length=1, title="Forbid", description="Kinds of recipient that may have no access."
    )
    standing_only: Flag = Field(
        False,
        title="Standing only",
        description="Whether access that is asked for each time is left to other rules.",
    )


def form(params: Params) -> tuple[Form, ...]:
    who = RecipientForm(f"{GRANT}/to", (frozenset(params.forbid),))
    return (GRANTS, who, ChoiceForm(f"{GRANT}/mode", tuple(map(str, Mode))))


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", ROOT / "sharing" / "grants")
    for given in subject.grants:
        if not (params.standing_only and given.grant.mode is Mode.PER_REQUEST):
            yield from _judge_recipient(given, params)


def _judge_recipient(given: Given, params: Params) -> Iterator[Verdict]:
    who = given.recipient
    if who.kind is None:
        yield from _of_unknown_kind(given, params)
    elif who.kind in params.forbid and params.standing_only and given.grant.mode is None:
        yield Undecided(
            f"grants access to {{who}}, {who.kind.noun}, and does not say whether it "
            "stands or is asked for each time",
            given.at / "mode",
            who=who.name,
        )
    elif who.kind in params.forbid:
        yield Violation(f"grants access to {{who}}, {who.kind.noun}", given.to, who=who.name)


def _of_unknown_kind(given: Given, params: Params) -> Iterator[Verdict]:
    who, forbidden = given.recipient, frozenset(params.forbid)
    if who.may_be and who.may_be <= forbidden:
        yield Violation(
            "grants access to {who}, which by its own words or its entry is "
            f"{join_terms([kind.noun for kind in sorted(who.may_be)], 'or')}",
            given.to,
            who=who.name,
        )
    elif not (all(kind.federal for kind in forbidden) and who.federal is False):
        yield Undecided(
            "grants access to {who}, and the directory does not say what kind of agency that is",
            given.to,
            who=who.name,
        )
