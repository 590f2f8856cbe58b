"""Let recipients in by tiers: some free, some on a signed document, everyone else not at all.

The first tier that a recipient belongs to decides. Where the directory cannot tell which tier
that is, the answer is certain only if every tier that it may be would give the same.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from lprpolicy.model.form import GRANT, GRANTS, BasisForm, ChoiceForm, Form, RecipientForm
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import join_terms, words
from lprpolicy.model.scalars import Flag, Line, Maybe, StateId
from lprpolicy.model.sharing import Basis
from lprpolicy.model.subject import Given, Recipient, Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import Affirmation, AgencyKind, BasisKind, Mode
from lprpolicy.model.written import Field, Written

_NOT_ITS_OWN: Final = frozenset(
    {BasisKind.WARRANT, BasisKind.COURT_ORDER, BasisKind.SUBPOENA, BasisKind.STATUTE}
)
"""Papers in which a recipient promises nothing: a court or a legislature wrote them."""


class Terms(Written):
    """What a grant of this tier must show."""

    basis: tuple[BasisKind, ...] = Field(
        (), title="Basis", description="Documents one of which it must rest on."
    )
    signed: Flag = Field(True, title="Signed", description="Whether the document needs a date.")
    expires: Flag = Field(False, title="Expires", description="Whether it needs a last day.")
    mode: Maybe[Mode] = Field(None, title="Mode", description="The only mode that is accepted.")
    affirms: tuple[Affirmation, ...] = Field(
        (),
        title="Affirms",
        description="What the recipient must promise in a document of its own; a court's has none.",
    )
    question: Maybe[Line] = Field(
        None,
        title="Question",
        description="What is not known of such a recipient, as 'which may …': without one of "
        "the documents the answer is then undecided.",
    )


class Tier(Written):
    """A group of recipients and what a grant to one of them must show."""

    states: Maybe[tuple[StateId, ...]] = Field(
        None, title="States", description="Recipients of these states; left out: any."
    )
    kinds: Maybe[tuple[AgencyKind, ...]] = Field(
        None, title="Kinds", description="Recipients of these kinds; left out: any."
    )
    terms: Maybe[Terms] = Field(
        None, title="Terms", description="What the grant must show; left out: nothing."
    )

    def holds(self, who: Recipient) -> bool | None:
        """Whether the recipient belongs to this tier; None where the directory does not say."""
        kind = True if self.kinds is None else _kind_among(who, self.kinds)
        state = True if self.states is None else _state_among(who, self.states)
        if kind is False or state is False:
            return False
        return None if kind is None or state is None else True


class Params(Written):
    tiers: tuple[Tier, ...] = Field(
        title="Tiers", description="The tiers; the first that a recipient belongs to decides."
    )
    otherwise: Maybe[Terms] = Field(
        None, title="Otherwise", description="Terms for everyone else; left out: no access."
    )


def form(params: Params) -> tuple[Form, ...]:
    asked = [tier.terms for tier in params.tiers if tier.terms] + [params.otherwise]
    terms = [one for one in asked if one is not None]
    who = RecipientForm(
        f"{GRANT}/to",
        tuple(frozenset(tier.kinds) for tier in params.tiers if tier.kinds is not None),
        tuple(frozenset(tier.states) for tier in params.tiers if tier.states is not None),
    )
    paper = BasisForm(
        f"{GRANT}/basis",
        frozenset(str(kind) for one in terms for kind in one.basis),
        frozenset(str(word) for one in terms for word in one.affirms),
    )
    return (GRANTS, who, ChoiceForm(f"{GRANT}/mode", tuple(map(str, Mode))), paper)


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", ROOT / "sharing" / "grants")
    for given in subject.grants:
        if _claims_no_tier(given.recipient, params):
            yield _forbid(given, subject)
            continue
        outcomes = [_judge(given, terms, subject) for terms in _possible(params, given.recipient)]
        if all(outcome is None for outcome in outcomes):
            continue
        answers = {outcome.answer if outcome else None for outcome in outcomes}
        certain = outcomes[-1]
        if len(answers) == 1 and certain is not None:
            yield certain
        else:
            yield _cannot_tell(given)


_FORBIDDEN = object()


def _possible(params: Params, who: Recipient) -> list[object]:
    """Return the terms of every tier that the recipient may belong to."""
    found: list[object] = []
    for tier in params.tiers:
        holds = tier.holds(who)
        if holds is not False:
            found.append(tier.terms)
        if holds:
            return found
    return [*found, params.otherwise or _FORBIDDEN]


def _judge(given: Given, terms: object, subject: Subject) -> Verdict | None:
    who, basis = given.recipient, given.grant.basis
    if terms is _FORBIDDEN:
        return _forbid(given, subject)
    if not isinstance(terms, Terms):
        return None
    if terms.question and (basis is None or basis.kind not in terms.basis):
        says = (
            f"grants access to {{who}}, {_description(who, subject.agency.state)}, {terms.question}"
        )
        return Undecided(says, given.to, who=_name_with_state(who))
    return _judge_mode(given, terms) or _judge_basis(given, terms, subject.day)


def _forbid(given: Given, subject: Subject) -> Verdict:
    who = given.recipient
    says = f"grants access to {{who}}, {_description(who, subject.agency.state)}"
    return Violation(says, given.to, who=_name_with_state(who))


def _claims_no_tier(who: Recipient, params: Params) -> bool:
    """Whether a recipient that nobody can place would be let in by no tier, were its claim true."""
    if who.kind is not None or not who.may_be:
        return False
    claimed = (replace(who, kind=kind, federal=kind.federal or None) for kind in who.may_be)
    return all(_possible(params, one) == [_FORBIDDEN] for one in claimed)


def _judge_mode(given: Given, terms: Terms) -> Verdict | None:
    mode, who = given.grant.mode, given.recipient
    if terms.mode is None or mode is terms.mode:
        return None
    if mode is None:
        return Undecided(
            "does not say whether the access of {who} stands or is asked for each time",
            given.at / "mode",
            who=who.name,
        )
    return Violation(
        f"gives {{who}} {words(mode)} access, where only {words(terms.mode)} access is allowed",
        given.at / "mode",
        who=who.name,
    )


def _judge_basis(given: Given, terms: Terms, day: dt.date) -> Verdict | None:
    found = _fault(given.grant.basis, terms, day) if terms.basis else None
    if found is None:
        return None
    make, says, key = found
    at = given.at / "basis"
    return make(says, at / key if key else at, who=given.recipient.name)


def _fault(
    basis: Basis | None, terms: Terms, day: dt.date
) -> tuple[Callable[..., Verdict], str, str | None] | None:
    """Return what is wrong with the document: verdict, sentence, and the key it points at."""
    if basis is None:
        asked = join_terms(terms.basis, "or")
        return Undecided, f"does not say on which {asked} {{who}} has access", None
    paper = words(basis.kind)
    if basis.kind not in terms.basis:
        asked = join_terms(terms.basis, "or")
        return Violation, f"lets {{who}} in on a {paper}, not on a {asked}", "kind"
    if terms.signed and basis.signed is None:
        return Undecided, f"lets {{who}} in on a {paper} without a date", "signed"
    if basis.signed is not None and basis.signed > day:
        return Violation, f"lets {{who}} in on a {paper} signed only on {basis.signed}", "signed"
    if basis.expires is not None and basis.expires < day:
        says = f"lets {{who}} in on a {paper} that ran out on {basis.expires}"
        return Violation, says, "expires"
    if terms.expires and basis.expires is None:
        return Undecided, f"lets {{who}} in on a {paper} without a last day", "expires"
    return _promise(basis, terms, paper)


def _promise(
    basis: Basis, terms: Terms, paper: str
) -> tuple[Callable[..., Verdict], str, str | None] | None:
    """Return what the recipient does not promise in the document, if it is its own."""
    if not terms.affirms or basis.kind in _NOT_ITS_OWN:
        return None
    if basis.affirms is None:
        says = f"does not say what {{who}} promises in the {paper}"
        return Undecided, says, "affirms"
    missing = [one.plain for one in terms.affirms if one not in basis.affirms]
    if missing:
        says = f"lets {{who}} in on a {paper} that does not promise {join_terms(missing, 'or')}"
        return Violation, says, "affirms"
    return None


def _cannot_tell(given: Given) -> Verdict:
    who = given.recipient
    unknown = "what kind of agency that is" if who.kind is None else "what state that is in"
    return Undecided(
        f"grants access to {{who}}, and the directory does not say {unknown}",
        given.to,
        who=who.name,
    )


def _kind_among(who: Recipient, kinds: tuple[AgencyKind, ...]) -> bool | None:
    if who.kind is not None:
        return who.kind in kinds
    if who.federal and not any(kind.federal for kind in kinds):
        return False
    return None


def _state_among(who: Recipient, states: tuple[str, ...]) -> bool | None:
    if who.federal:
        return False
    return None if who.state is None else who.state in states


def _description(who: Recipient, own_state: str | None) -> str:
    """Describe a recipient by kind alone, so that all of one kind share one finding."""
    claimed = next(iter(who.certainly_one_of)) if len(who.certainly_one_of) == 1 else None
    federal = who.federal or (bool(who.may_be) and all(kind.federal for kind in who.may_be))
    kind = claimed.noun if claimed else "a federal agency" if federal else "an agency"
    return f"{kind} of another state" if who.state not in (None, own_state) else kind


def _name_with_state(who: Recipient) -> str:
    """Return a recipient's name with its state, unless the name already shows it."""
    state = who.state.removeprefix("us-").upper() if who.state else ""
    return (
        who.name if not state or state in re.findall(r"\w+", who.name) else f"{who.name} ({state})"
    )
