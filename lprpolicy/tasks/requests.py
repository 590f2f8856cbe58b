"""Answer each pending request by the policy and the law, judged as if it were granted.

Each request is judged by itself, in memory, as one more grant of the policy. Nothing is accepted at
the vendor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lprpolicy.compare.changes import compare
from lprpolicy.compare.of_policy import of_policy
from lprpolicy.evaluate.paths import paths
from lprpolicy.evaluate.states import form
from lprpolicy.evaluate.subjects import GRANTS, recipient, subject
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.rules_in_force import Judged, judge_changes, judge_policy
from lprpolicy.model.change import Comparison
from lprpolicy.model.characters import one_line
from lprpolicy.model.observation import Share
from lprpolicy.model.places import Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.request import Answered, Reason, Reply, Requests
from lprpolicy.model.rule import About
from lprpolicy.model.sharing import Grant, Named, Sharing
from lprpolicy.model.state import State
from lprpolicy.model.subject import Given, Recipient, Subject
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding, Data, Mode, Status, Tri, Verified
from lprpolicy.repository.exports import Export, Shown, StateError, policy_of, read_exports
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import Repository, open_repository

MOST: Final = 200
"""The most requests that are answered in one run; a month of digests holds about 50."""


@dataclass(frozen=True, slots=True)
class _AskedPolicy:
    """The policy that answers, with what the rules find in it before anything is granted."""

    repository: Repository
    policy: Policy
    system: str
    day: dt.date
    rules: tuple[Obligation, ...]
    asked: Subject
    found: tuple[Judged, ...]
    plain: Subject
    state: State
    """What the policy decides. It is computed once, and each request is compared with it."""

    @property
    def adopted(self) -> bool:
        """Whether the policy lets anybody in today."""
        begun = self.policy.effective is None or self.policy.effective <= self.day
        return self.policy.status is Status.ADOPTED and begun


def requests(
    tree: Tree, agency: str, export: Export, day: dt.date, law: Law | None = None
) -> Requests:
    """Answer every pending request of an export."""
    repository = open_repository(tree, national())
    policy = policy_of(repository, agency)
    given = read_exports((export,), policy, None)[0]
    if given.observation.outbound() and not given.observation.pending_requests():
        raise StateError(
            f"{export.name}: it lists who is let in, and no request",
            hint="lprpolicy plan and drift compare such a list with the policy",
        )
    base = _base(repository, policy, given.system, day, law or built_in())
    if (count := len(given.observation.pending_requests())) > MOST:
        raise StateError(
            f"{export.name}: it lists {count:,} requests, more than the {MOST:,} that are answered",
            hint="answer the requests of one digest at a time",
        )
    answered = [_answer(base, given, share) for share in given.observation.pending_requests()]
    return Requests(
        agency=agency,
        system=given.system,
        document=export.name,
        reported=given.observation.reported,
        as_of=day,
        answered=tuple(answered),
        notes=tuple(_notes(base, given)),
    )


def _base(
    repository: Repository, policy: Policy, system: str, day: dt.date, law: Law
) -> _AskedPolicy:
    own = (rule for rule in repository.rules if rule.pack.agencies == (policy.agency,))
    rules = (*law.obligations, *own)
    asked = subject(policy, repository.index, day, paths(repository)(policy.agency))
    found = tuple(one for one in judge_policy(asked, rules, day) if one.dated.contested is None)
    plain = subject(policy, repository.index, day)
    state = of_policy(plain, form)
    return _AskedPolicy(repository, policy, system, day, rules, asked, found, plain, state)


def _answer(base: _AskedPolicy, given: Shown, share: Share) -> Answered:
    """Answer one request: judge the policy as if it granted the request already."""
    unclear = _row_notes(given, share)
    data = tuple(kind for kind, said in share.data.items() if said is Tri.YES)
    asked, found = _suppose(base, _grant(base, share, data))
    request = asked.grants[-1]
    held = [one for one in base.asked.grants if _covers(base, one, request, data)]
    if held and data:
        found = _findings_about(base, held[0])
    against = tuple(_reason(one) for one in found if _breaks(one))
    open_ = tuple(_reason(one) for one in found if not _breaks(one))
    if against:
        reply, why = Reply.REFUSED, "a rule is against it"
    elif doubt := _doubt(request.recipient, data):
        reply, why = Reply.CANNOT_TELL, doubt
    else:
        reply, why = _reply(base, held, found, unclear)
    asks = tuple(kind.value for kind in data)
    return Answered(share, request.recipient, asks, unclear, reply, why, against, open_)


def _findings_about(base: _AskedPolicy, grant: Given) -> list[Judged]:
    """What the rules find in a grant that the policy has already."""
    return [one for one in base.found if _below(one.verdict.at, grant.at)]


def _row_notes(given: Shown, share: Share) -> tuple[str, ...]:
    """What the export leaves unclear about the row of one request."""
    mark = f"row {share.where.row}: "
    notes = given.observation.notes
    return tuple(note.removeprefix(mark) for note in notes if note.startswith(mark))


def _reply(
    base: _AskedPolicy, held: Sequence[Given], found: Iterable[Judged], unclear: Sequence[str]
) -> tuple[Reply, str]:
    """The reply to a clear request that no rule is against: it takes a policy that is in force."""
    if not held or not base.adopted:
        return Reply.NOT_GRANTED, _vote_needed(base, held)
    if unclear:
        return Reply.CANNOT_TELL, f"the policy grants it but for this: {unclear[0]}"
    if any(one.verdict.answer is Answer.UNDECIDED for one in found):
        return Reply.CANNOT_TELL, "the policy grants it, and the rules cannot tell if it may"
    return Reply.GRANTED, "the policy grants it"


def _vote_needed(base: _AskedPolicy, held: Sequence[Given]) -> str:
    if held:
        return (
            f"a policy that is {base.policy.status} grants it, and none in force: a vote is needed"
        )
    return "the policy does not grant it, and no rule is known to be against it: a vote is needed"


def _doubt(who: Recipient, data: Sequence[Data]) -> str | None:
    """Return why the request cannot be answered; None if it is known who asks for what."""
    if who.kind is None or (who.state is None and not who.kind.federal):
        return f"nobody can say who asks: {who.why}"
    return None if data else "what is asked for is not known"


def _grant(base: _AskedPolicy, share: Share, data: tuple[Data, ...]) -> Grant:
    """Write the request as a grant, without what it does not say, so that rules find it missing."""
    raw = one_line(share.raw)
    who = base.repository.index.identify(share.raw, state=share.state)
    named: dict[str, object] = {"named": raw}
    if share.state is not None:
        named["state"] = share.state
    fields: dict[str, object] = {"to": Named.model_validate(named)}
    if who.id is not None:
        fields = {"to": who.id, "listed_as": raw}
    fields |= {"system": base.system, "mode": Mode.STANDING}
    fields |= {"data": data} if data else {}
    return Grant.model_validate(fields)


def _suppose(base: _AskedPolicy, grant: Grant) -> tuple[Subject, list[Judged]]:
    """Add one grant to the policy, and return what the rules find only because of it."""
    policy, repository, day = base.policy, base.repository, base.day
    sharing = policy.sharing or Sharing.model_validate({})
    more = sharing.model_copy(update={"grants": (*(sharing.grants or ()), grant)})
    then = policy.model_copy(update={"sharing": more})
    read = replace(repository.policies[policy.agency], value=then)
    supposed = replace(repository, policies={**repository.policies, policy.agency: read})
    more_given = Given(grant, recipient(grant, repository.index), GRANTS / len(base.asked.grants))
    asked = replace(
        base.asked,
        policy=then,
        grants=(*base.asked.grants, more_given),
        paths=paths(supposed)(policy.agency),
    )
    known = {(one.obligation.id, one.verdict) for one in base.found}
    found = [*judge_policy(asked, base.rules, day)]
    plain = replace(asked, paths=None)
    changes = compare(base.state, of_policy(plain, form))
    found += judge_changes(Comparison(base.plain, plain, changes), base.rules, day)
    return asked, [
        one
        for one in found
        if (one.obligation.id, one.verdict) not in known and one.dated.contested is None
    ]


def _breaks(one: Judged) -> bool:
    """Whether a required rule forbids the grant; advice and rules that want a vote do not."""
    must = one.obligation.rule.binding is Binding.MUST
    about_it = one.obligation.asks is About.POLICY
    return must and about_it and one.verdict.answer is Answer.VIOLATION


def _below(at: Pointer, above: Pointer) -> bool:
    return at.parts[: len(above.parts)] == above.parts


def _covers(base: _AskedPolicy, one: Given, other: Given, data: Iterable[Data]) -> bool:
    """Whether a grant of the policy gives the one who asks all that the request asks for."""
    grant = one.grant
    if one.recipient.id is None or one.recipient.id != other.recipient.id:
        return False
    systems = base.policy.systems or ()
    only = systems[0].id if len(systems) == 1 else None
    here = (grant.system or only) == base.system
    return here and grant.mode is Mode.STANDING and set(data) <= set(grant.data or ())


def _reason(one: Judged) -> Reason:
    provision = one.dated.provision
    return Reason(
        rule=one.obligation.id,
        says=one.verdict.message,
        law=f"{provision.citation}, in force since {one.dated.start}",
        secondary=provision.verified is Verified.SECONDARY,
    )


def _notes(base: _AskedPolicy, given: Shown) -> Iterator[str]:
    rows = tuple(f"row {share.where.row}: " for share in given.observation.pending_requests())
    yield from (note for note in given.observation.notes if not note.startswith(rows))
    if not base.adopted:
        yield f"the policy is {base.policy.status} or not in effect yet, so it grants nothing today"
    blocks = [one for one in base.found if one.obligation.rule.binding is Binding.MUST]
    if blocks:
        yield (
            f"the rules find {len(blocks):,} faults in the policy as it is; lprpolicy check lists "
            "them, to be fixed before any request is approved"
        )
    yield "waivers are left out of account: they are decided for a grant, not for a request"
