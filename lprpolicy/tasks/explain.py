"""Explain a rule, or who a text on a vendor's list is and why it is refused where it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.if_granted import MOST, Obstacle, if_granted
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.evaluate.subjects import GRANTS, recipient
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.explain import entry_says
from lprpolicy.identify.explain import explain as steps_of
from lprpolicy.identify.index import Index
from lprpolicy.model.places import Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import amount
from lprpolicy.model.report import Finding, Spot
from lprpolicy.model.sharing import Grant, Named
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding, Status, Verified
from lprpolicy.read.files import Read
from lprpolicy.repository.directories import federal
from lprpolicy.repository.known_lists import known_lists
from lprpolicy.repository.law import built_in
from lprpolicy.repository.repository import Repository, open_repository
from lprpolicy.tasks.rules import describe
from lprpolicy.write.escape import one_line
from lprpolicy.write.phrases import SECONDARY
from lprpolicy.write.width import wrap_columns

_ID: Final = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+")
"""The form of a rule's id, and of an agency's."""
_WIDTH: Final = 100
_NAMED: Final = 3
"""Agencies that are named before the others are counted."""


def explain(asked: str, tree: Tree | None, day: dt.date, *, lists: bool) -> str:
    """Explain a rule by its id, or a text; `tree` is the repository that it may stand in."""
    if not asked.strip():
        raise UsageError(
            "there is no name to explain",
            hint="write a rule's id, an agency's, or a text as the vendor's list has it",
            consequence="nothing was explained",
        )
    known = known_lists(imported=lists)
    repository = open_repository(tree, known) if tree is not None else None
    index = repository.index if repository is not None else Index.of(federal(), lists=known)
    known_here = index.agency(asked) is not None or any(_grants_to(repository, asked))
    if _ID.fullmatch(asked) and not known_here:
        rules = () if tree is None or tree.root is None else (tree.root,)
        return describe(asked, rules, day)
    lines = list(_who(asked, index))
    if tree is not None and repository is not None:
        lines += _here(asked, tree, repository, day, lists=lists)
    return "".join(f"{line}\n" for line in lines)


def _who(asked: str, index: Index) -> Iterator[str]:
    """Who it is: the steps from a text to an entry, and what the entry rests on."""
    entry = index.agency(asked)
    if entry is None:
        yield f"{one_line(asked)}:"
        for number, step in enumerate(steps_of(index, asked), 1):
            yield from _wrap(f"{number}. {step}", 2, hang=3)
        found = index.identify(asked)
        entry = index.agency(found.id or found.claims or "")
    if entry is not None:
        first, *others = entry_says(index, entry)
        yield from _wrap(first, 0)
        for line in others:
            yield from _wrap(line, 2)


def _here(
    asked: str, tree: Tree, repository: Repository, day: dt.date, *, lists: bool
) -> Iterator[str]:
    """What is found against it where it is granted access, or would be if it were."""
    granted = list(_grants_to(repository, asked))
    if not granted:
        yield from _if_granted(asked, repository, day)
        return
    report = check(tree, Options(as_of=day, today=day), lists=known_lists(imported=lists))
    for read, policy, number in granted:
        assert policy.sharing is not None
        assert policy.sharing.grants is not None
        at = GRANTS / number
        yield ""
        yield from _wrap(
            f"{read.document.locate(at)}: {_grant_says(policy.sharing.grants[number], policy)}", 0
        )
        found = list(_below(report.findings, read.document.file, at))
        for finding, spot in found:
            yield from _finding_says(finding, spot)
        if not found:
            yield "  nothing is found against it"


def _grants_to(
    repository: Repository | None, asked: str
) -> Iterator[tuple[Read[Policy], Policy, int]]:
    """Every grant to this id or text, or to whom the text is, over all policies."""
    if repository is None:
        return
    index = repository.index
    ids = {asked, index.identify(asked).id} - {None}
    text = " ".join(asked.split()).casefold()
    for agency in sorted(repository.policies):
        read = repository.policies[agency]
        policy = read.value
        grants = (policy.sharing.grants if policy and policy.sharing else None) or ()
        for number, grant in enumerate(grants):
            named = grant.to.named if isinstance(grant.to, Named) else grant.to
            texts = {" ".join(one.split()).casefold() for one in (named, grant.listed_as) if one}
            if text in texts or {named, recipient(grant, index).id} & ids:
                assert policy is not None
                yield read, policy, number


def _grant_says(grant: Grant, policy: Policy) -> str:
    mode = {None: "access", "standing": "standing access"}.get(grant.mode, "access per request")
    to = grant.to.named if isinstance(grant.to, Named) else grant.to
    data = f" to {', '.join(grant.data)}" if grant.data else ""
    draft = ", in a draft" if policy.status is Status.PROPOSED else ""
    return f"grants {to} {mode}{data}{draft}"


def _below(
    findings: Iterable[Finding], file: str, above: Pointer
) -> Iterator[tuple[Finding, Spot]]:
    """What was found at one grant."""
    for finding in findings:
        for spot in (finding.spot, *finding.also):
            within = spot.pointer.parts[: len(above.parts)] == above.parts
            if spot.location.file == file and within:
                yield finding, spot


def _finding_says(finding: Finding, spot: Spot) -> Iterator[str]:
    answer = "not enough information" if finding.answer is Answer.UNDECIDED else "violated"
    binding = "" if finding.rule.binding is Binding.MUST else " (recommended)"
    yield from _wrap(f"{finding.rule.id} {answer}{binding}: {spot.message}", 2)
    provision = finding.rule.provision
    if provision is not None:
        doubt = f" ({SECONDARY})" if provision.verified is Verified.SECONDARY else ""
        since = f", in effect since {finding.rule.since}" if finding.rule.since else ""
        yield from _wrap(f"law: {provision.citation}{since}{doubt}", 4)
    yield from _wrap(f"why: {finding.rule.says}", 4)
    if finding.waiver is not None:
        waiver = finding.waiver
        yield from _wrap(f"waived by {waiver.authority} until {waiver.expires}: {waiver.reason}", 4)
    else:
        yield from _wrap(f"fix: {finding.rule.remedy}", 4)


def _if_granted(asked: str, repository: Repository, day: dt.date) -> Iterator[str]:
    """What the rules would say of a grant to it, each rule with the policies where it would."""
    found = if_granted(asked, repository, day, built_in())
    yield ""
    if not found.agencies:
        yield "There is no policy here that could grant it access."
        return
    yield "No policy here grants it access. If one did (standing, to reads, for all its purposes):"
    count, refused, open_ = len(found.agencies), len(found.violators()), len(found.open())
    of_all = f"of {amount(count, 'policy', 'policies')} would"
    if refused:
        yield f"  {refused:,} {of_all} violate a required rule"
    if open_:
        yield f"  {open_:,} {of_all} be refused for lack of information"
    if left := count - refused - open_:
        yield f"  {left:,} {of_all} meet every required rule; a vote is needed"
    for one in found.obstacles:
        yield ""
        yield from _obstacle_says(one, count)
    if len(repository.policies) > MOST:
        yield ""
        yield f"Only the first {MOST} of {len(repository.policies):,} policies were asked."


def _obstacle_says(one: Obstacle, count: int) -> Iterator[str]:
    answer = "violated" if one.breaks else "not enough information"
    yield from _wrap(f"{one.reason.rule} {answer}: {one.reason.says}", 2)
    doubt = f" ({SECONDARY})" if one.reason.secondary else ""
    yield from _wrap(f"law: {one.reason.law}{doubt}", 4)
    if len(one.agencies) < count:
        named = ", ".join(one.agencies[:_NAMED])
        others = len(one.agencies) - _NAMED
        yield from _wrap(f"in: {named}{f' and {others:,} more' if others > 0 else ''}", 4)


def _wrap(text: str, by: int, hang: int = 2) -> Iterator[str]:
    """Yield lines of a limited width, the first indented, the others a little more."""
    first, *others = wrap_columns(one_line(text), _WIDTH - by - hang)
    yield f"{' ' * by}{first}"
    yield from (f"{' ' * (by + hang)}{line}" for line in others)
