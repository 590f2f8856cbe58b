"""What a draft would still need on the day it takes effect, if it were adopted as it stands.

A draft is spared what nobody can have yet: a vote, a person's word for the live settings, the
documents behind it. `check` says so before the vote, so that none of it comes as a surprise after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lprpolicy.checks import ASK_STATUS
from lprpolicy.evaluate.own_rules import PapersAskedFor
from lprpolicy.judge.no_names import acts_of_nobody
from lprpolicy.judge.papers import unseen_papers
from lprpolicy.judge.rules_in_force import Judged, RulesInForce, judge
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Adopted
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Violation
from lprpolicy.model.words import Status
from lprpolicy.repository.findings import Findings, Ungrouped, file_rule, of_verdict
from lprpolicy.repository.folder import Folder

_BY_NOBODY = "policy/adopted-by-nobody"


def when_adopted(
    folder: Folder,
    asked: Subject,
    in_force: RulesInForce,
    today: Sequence[Judged],
    findings: Findings,
    seen: PapersAskedFor,
) -> Iterator[Ungrouped]:
    """Give what adoption adds to the findings of today; nothing for a policy that is no draft."""
    policy = asked.policy
    if policy.status is not Status.PROPOSED:
        return
    if policy.adopted is None:
        says = "does not say who adopted it, and on which day"
        yield findings.of(file_rule(_BY_NOBODY), Undecided(says, ROOT / "adopted"))
    day = max(policy.effective or asked.day, asked.day)
    vote = Adopted(by="the vote", on=day, record="minutes.md")
    then = replace(
        asked,
        policy=policy.model_copy(update={"status": Status.ADOPTED, "adopted": vote}),
        day=day,
    )
    entries = [
        entry
        for entry in (*in_force.today, *in_force.coming)
        if entry.obligation.rule.check in ASK_STATUS
        and entry.dated.in_force(day)
        and entry.dated.contested is None
    ]
    asked_again = {entry.info.id for entry in entries}
    told = {(one.entry.info.id, one.verdict) for one in today if one.entry.info.id in asked_again}
    for one in judge(then, entries):
        if (one.entry.info.id, one.verdict) not in told:
            yield findings.of(one.entry.info, one.verdict)
    for flaw in unseen_papers(then, seen):
        if flaw.verdict.at.parts[:1] != ("adopted",):
            yield findings.of(file_rule(flaw.code), flaw.verdict)
    told_now = set(acts_of_nobody(policy))
    for flaw in acts_of_nobody(then.policy):
        if flaw not in told_now:
            yield findings.of(file_rule(flaw.code), flaw.verdict)
    yield from _of_waivers(folder)


def _of_waivers(folder: Folder) -> Iterator[Ungrouped]:
    """A waiver that is only proposed covers nothing beside an adopted policy."""
    read = folder.waivers
    if read is None or read.value is None or read.value.status != "proposed":
        return
    verdict = Violation("is proposed, beside a policy that is adopted", ROOT / "status")
    rule = file_rule("waiver/only-proposed")
    yield of_verdict(rule, verdict, read.document, folder.agency)
