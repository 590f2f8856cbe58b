"""Answer each pending request by the policy and the law, judged as if it were granted.

Each request is judged by itself, in memory, as one more grant of the policy. Nothing is accepted at
the vendor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.supposed import (
    AskedPolicy,
    as_it_stands,
    as_written,
    breaks,
    reason_of,
    suppose,
)
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.rules_in_force import Judged
from lprpolicy.model.observation import Share
from lprpolicy.model.places import Pointer
from lprpolicy.model.report import Decision, Report
from lprpolicy.model.request import Answered, Reply, Requests
from lprpolicy.model.sharing import Grant, Named
from lprpolicy.model.subject import Given, Recipient
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Data, Mode, Tri
from lprpolicy.repository.exports import Export, Shown, StateError, policy_of, read_exports
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.national import national
from lprpolicy.repository.repository import open_repository
from lprpolicy.write.phrases import refusing_counts

MOST: Final = 200
"""The most requests that are answered in one run; a month of digests holds about 50."""


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
    base = as_it_stands(repository, policy, day, law or built_in())
    if (count := len(given.observation.pending_requests())) > MOST:
        raise StateError(
            f"{export.name}: it lists {count:,} requests, more than the {MOST:,} that are answered",
            hint="answer the requests of one digest at a time",
        )
    alone = replace(tree, selected=frozenset({f"{agency}/policy.yaml"}))
    report = check(alone, Options(day), law, lists=national())
    answered = [_answer(base, given, share) for share in given.observation.pending_requests()]
    return Requests(
        agency=agency,
        system=given.system,
        document=export.name,
        reported=given.observation.reported,
        as_of=day,
        answered=tuple(answered),
        notes=tuple(_notes(base, given, report)),
    )


def _answer(base: AskedPolicy, given: Shown, share: Share) -> Answered:
    """Answer one request: judge the policy as if it granted the request already."""
    unclear = _row_notes(given, share)
    data = tuple(kind for kind, said in share.data.items() if said is Tri.YES)
    asked, found = suppose(base, _grant(base, given.system, share, data))
    request = asked.grants[-1]
    held = [one for one in base.asked.grants if _covers(base, given.system, one, request, data)]
    if held and data:
        found = _findings_about(base, held[0])
    against = tuple(reason_of(one) for one in found if breaks(one))
    open_ = tuple(reason_of(one) for one in found if not breaks(one))
    if against:
        reply, why = Reply.REFUSED, "a rule is against it"
    elif doubt := _doubt(request.recipient, data):
        reply, why = Reply.CANNOT_TELL, doubt
    else:
        reply, why = _reply(base, held, found, unclear)
    asks = tuple(kind.value for kind in data)
    return Answered(share, request.recipient, asks, unclear, reply, why, against, open_)


def _findings_about(base: AskedPolicy, grant: Given) -> list[Judged]:
    """What the rules find in a grant that the policy has already."""
    return [one for one in base.found if _below(one.verdict.at, grant.at)]


def _row_notes(given: Shown, share: Share) -> tuple[str, ...]:
    """What the export leaves unclear about the row of one request."""
    mark = f"row {share.where.row}: "
    notes = given.observation.notes
    return tuple(note.removeprefix(mark) for note in notes if note.startswith(mark))


def _reply(
    base: AskedPolicy, held: Sequence[Given], found: Iterable[Judged], unclear: Sequence[str]
) -> tuple[Reply, str]:
    """The reply to a clear request that no rule is against: it takes a policy that is in force."""
    if not held or not base.adopted:
        return Reply.NOT_GRANTED, _vote_needed(base, held)
    if unclear:
        return Reply.CANNOT_TELL, f"the policy grants it but for this: {unclear[0]}"
    if any(one.verdict.answer is Answer.UNDECIDED for one in found):
        return Reply.CANNOT_TELL, "the policy grants it, and the rules cannot tell if it may"
    return Reply.GRANTED, "the policy grants it"


def _vote_needed(base: AskedPolicy, held: Sequence[Given]) -> str:
    if held:
        return (
            f"a policy that is {base.policy.status} grants it, and none in effect: a vote is needed"
        )
    return "the policy does not grant it, and no rule is known to be against it: a vote is needed"


def _doubt(who: Recipient, data: Sequence[Data]) -> str | None:
    """Return why the request cannot be answered; None if it is known who asks for what."""
    if who.kind is None or (who.state is None and not who.kind.federal):
        return f"it is not known who asks: {who.why}"
    return None if data else "what is asked for is not known"


def _grant(base: AskedPolicy, system: str, share: Share, data: tuple[Data, ...]) -> Grant:
    """Write the request as a grant, without what it does not say, so that rules find it missing."""
    raw = as_written(share.raw)
    who = base.repository.index.identify(share.raw, state=share.state)
    named: dict[str, object] = {"named": raw}
    if share.state is not None:
        named["state"] = share.state
    fields: dict[str, object] = {"to": Named.model_validate(named)}
    if who.id is not None:
        fields = {"to": who.id, "listed_as": raw}
    fields |= {"system": system, "mode": Mode.STANDING}
    fields |= {"data": data} if data else {}
    return Grant.model_validate(fields)


def _below(at: Pointer, above: Pointer) -> bool:
    return at.parts[: len(above.parts)] == above.parts


def _covers(base: AskedPolicy, system: str, one: Given, other: Given, data: Iterable[Data]) -> bool:
    """Whether a grant of the policy gives the one who asks all that the request asks for."""
    grant = one.grant
    if one.recipient.id is None or one.recipient.id != other.recipient.id:
        return False
    systems = base.policy.systems or ()
    only = systems[0].id if len(systems) == 1 else None
    here = (grant.system or only) == system
    return here and grant.mode is Mode.STANDING and set(data) <= set(grant.data or ())


def _notes(base: AskedPolicy, given: Shown, report: Report) -> Iterator[str]:
    rows = tuple(f"row {share.where.row}: " for share in given.observation.pending_requests())
    yield from (note for note in given.observation.notes if not note.startswith(rows))
    if not base.adopted:
        yield f"the policy is {base.policy.status} or not in effect yet, so it grants nothing today"
    if report.decision is Decision.REFUSE:
        yield (
            f"lprpolicy check refuses the policy as it is: {refusing_counts(report)}; fix these "
            "before approving any request"
        )
    yield "waivers are left out of account: they are decided for a grant, not for a request"
