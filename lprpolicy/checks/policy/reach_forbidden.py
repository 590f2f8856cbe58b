"""Forbid grants by where they lead: through whom the reads get to certain agencies.

A grant leads on for certain where a source says that its recipient passes on what it receives.
It leads on possibly where the recipient lets somebody in to its own reads, or is a partner of
somebody: then the reads follow only if the recipient passes them on.
"""

from collections.abc import Iterator
from typing import Annotated

from lprpolicy.model.network import Certainty, Lead, PathStep
from lprpolicy.model.places import ROOT
from lprpolicy.model.scalars import AgencyId, Flag, Maybe, Whole
from lprpolicy.model.subject import Given, Subject
from lprpolicy.model.verdicts import Undecided, Verdict, Violation
from lprpolicy.model.words import AgencyKind
from lprpolicy.model.written import Field, Written


class Params(Written):
    kinds: tuple[AgencyKind, ...] = Field(
        (), title="Kinds", description="Kinds of agency that the reads may not get to."
    )
    ids: tuple[AgencyId, ...] = Field(
        (), title="Ids", description="Agencies that the reads may not get to, with their parts."
    )
    max_hops: Maybe[Annotated[int, Whole(1, 100)]] = Field(
        None,
        title="Max hops",
        description="The longest path that counts, in steps; the grant is the first.",
    )
    possible: Flag = Field(
        title="Possible",
        description="Whether a path counts that is there only if a recipient passes reads on.",
    )
    despite_terms: Flag = Field(
        False,
        title="Despite terms",
        description="Whether it counts even where `sharing.onward` forbids the recipients that.",
    )
    published_only: Flag = Field(
        title="Published only",
        description="true: what nobody has published is left open; false: it is undecided.",
    )


def check(subject: Subject, params: Params) -> Iterator[Verdict]:
    at = ROOT / "sharing" / "grants"
    if subject.policy.sharing is None or subject.policy.sharing.grants is None:
        yield Undecided("does not say who has access", at)
        return
    if subject.paths is None or not (params.kinds or params.ids):
        yield Undecided("has grants, and nothing says where they may not lead", at)
        return
    leads = subject.paths(frozenset(params.kinds), frozenset(params.ids), params.max_hops)
    for given, lead in zip(subject.grants, leads, strict=True):
        verdict = _violation(given, lead, params) or _doubt(given, lead, params)
        if verdict is not None:
            yield verdict


def _counts(path: tuple[PathStep, ...], params: Params) -> bool:
    """Whether a path is certain enough for this rule to count it."""
    sorts = {step.certainty for step in path}
    if Certainty.AGAINST_TERMS in sorts:
        return params.possible and params.despite_terms
    return bool(path) and (params.possible or Certainty.POSSIBLE not in sorts)


def _violation(given: Given, lead: Lead, params: Params) -> Verdict | None:
    path = next((path for path in (lead.certain, lead.possible) if _counts(path, params)), None)
    if path is None:
        return None
    end = path[-1].edge.to.name
    if len(path) == 1:
        says = f"grants access to {{who}}, which is {end}" if given.recipient.name != end else ""
        says = says or "grants access to {who}, whom this rule keeps out"
    elif path is lead.certain:
        says = f"grants access to {{who}}, from whom the reads go on to {end}"
    else:
        says = f"grants access to {{who}}, from whom the reads reach {end} if they are passed on"
    return Violation(says, given.to, who=given.recipient.name, path=path)


def _doubt(given: Given, lead: Lead, params: Params) -> Verdict | None:
    who = given.recipient.name
    if _counts(lead.doubt, params):
        end = lead.doubt[-1].edge.to.name
        says = (
            "grants access to {who}, and the directory does not say what kind of agency that is"
            if len(lead.doubt) == 1
            else f"grants access to {{who}}, from whom the reads may reach {end}, and the "
            "directory does not say what kind of agency that is"
        )
        return Undecided(says, given.to, who=who, path=lead.doubt)
    if not params.published_only and lead.silent:
        end = lead.silent[-1].edge.to.name
        says = (
            "grants access to {who}, who has published nothing of whom it lets in"
            if len(lead.silent) == 1
            else f"grants access to {{who}}, from whom the reads may reach {end}, who has "
            "published nothing of whom it lets in"
        )
        return Undecided(says, given.to, who=who, path=lead.silent)
    return None
