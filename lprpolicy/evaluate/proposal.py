"""Draft a town's policy: ask every rule that binds it, and settle the answers into one text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from lprpolicy.checks import check_named
from lprpolicy.errors import UsageError
from lprpolicy.identify.states import STATES
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.proposal import Because, DraftEntry, RuleAsk, Told
from lprpolicy.model.rule import Pack
from lprpolicy.model.states import state_name
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import Binding
from lprpolicy.propose import asks
from lprpolicy.propose.settle import settle
from lprpolicy.repository.law import Law

AHEAD: Final = 180
"""Rules that begin within this many days shape a draft too: the vote may come after them."""


def state_of(text: str, law: Law) -> str:
    """Return the id of the state that a user named; a UsageError if it has no pack."""
    said = " ".join(text.casefold().replace("-", " ").split()).removeprefix("us ")
    code = said if said in STATES else next((c for c, name in STATES.items() if name == said), None)
    known = sorted(state_name(state) for state in law.states)
    if code is None:
        raise UsageError(
            f"{text!r} is no state",
            hint="write it like CT, us-ct or Connecticut",
            consequence="nothing was written",
        )
    if f"us-{code}" not in law.states:
        raise UsageError(
            f"nobody has written down the law of {state_name(code)} here, so no draft can "
            "follow it",
            hint=f"the states are {', '.join(known)}; CONTRIBUTING.md says how to add a pack",
            consequence="nothing was written",
        )
    return f"us-{code}"


def pack_of(state: str, law: Law) -> Pack:
    """Return the pack of a state: its rules, or the record that a search found no law."""
    return law.packs[state]


def rules_that_bind(told: Told, law: Law) -> tuple[Obligation, ...]:
    """Return the rules that bind the agency, whenever they begin."""
    agency = Recipient(told.agency, told.name, told.kind, told.state, federal=False)
    return tuple(rule for rule in law.obligations if rule.binds(agency))


def propose(told: Told, law: Law) -> tuple[DraftEntry, ...]:
    """Settle every place of the draft from the rules in force and those that begin soon."""
    return settle(rule_asks(rules_that_bind(told, law), told.day), told)


def rule_asks(rules: tuple[Obligation, ...], day: dt.date) -> Iterator[RuleAsk]:
    """Give what the rules ask of a policy on a day and soon after."""
    last = day + dt.timedelta(days=AHEAD)
    for rule in rules:
        for number, dated in enumerate(rule.versions):
            if not dated.in_force(day) and not day < dated.start <= last:
                continue
            because = Because(
                rule=rule.id,
                title=rule.rule.title,
                citation=dated.provision.citation,
                since=dated.start,
                must=rule.rule.binding is Binding.MUST,
                contested=dated.contested,
            )
            for ask in asks(rule.rule.check, params_of(rule, number)):
                yield RuleAsk(ask, because)


def params_of(rule: Obligation, number: int) -> dict[str, Any]:
    """Return the parameters of one version as plain data, with defaults filled in."""
    params = check_named(rule.rule.check).params
    read = params.model_validate(rule.rule.versions[number].params)
    return read.model_dump(mode="json", by_alias=True, exclude_none=True)
