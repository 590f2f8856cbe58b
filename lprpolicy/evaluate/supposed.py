"""What the rules would find if a policy granted access to one more recipient."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from lprpolicy.compare.changes import compare
from lprpolicy.compare.of_policy import of_policy
from lprpolicy.evaluate.paths import paths
from lprpolicy.evaluate.states import form
from lprpolicy.evaluate.subjects import GRANTS, recipient, subject
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.rules_in_force import Judged, judge_changes, judge_policy
from lprpolicy.model.change import Comparison
from lprpolicy.model.characters import one_line
from lprpolicy.model.policy import Policy
from lprpolicy.model.request import Reason
from lprpolicy.model.rule import About
from lprpolicy.model.scalars import LONGEST_LINE
from lprpolicy.model.sharing import Grant, Sharing
from lprpolicy.model.state import State
from lprpolicy.model.subject import Given, Subject
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding, Status, Verified
from lprpolicy.repository.law import Law
from lprpolicy.repository.repository import Repository


@dataclass(frozen=True, slots=True)
class AskedPolicy:
    """The policy that answers, with what the rules find in it before anything is granted."""

    repository: Repository
    policy: Policy
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


def as_it_stands(repository: Repository, policy: Policy, day: dt.date, law: Law) -> AskedPolicy:
    """Judge a policy before anything is supposed of it."""
    own = (rule for rule in repository.rules if rule.pack.agencies == (policy.agency,))
    rules = (*law.obligations, *own)
    asked = subject(policy, repository.index, day, paths(repository)(policy.agency))
    found = tuple(one for one in judge_policy(asked, rules, day) if one.dated.contested is None)
    plain = subject(policy, repository.index, day)
    state = of_policy(plain, form)
    return AskedPolicy(repository, policy, day, rules, asked, found, plain, state)


def suppose(base: AskedPolicy, grant: Grant) -> tuple[Subject, list[Judged]]:
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


def as_written(raw: str) -> str:
    """A vendor's text as a policy may say it: hidden characters spelled out, cut at the longest."""
    return one_line(raw)[:LONGEST_LINE].rstrip()


def breaks(one: Judged) -> bool:
    """Whether a required rule forbids the grant; advice and rules that want a vote do not."""
    must = one.obligation.rule.binding is Binding.MUST
    about_it = one.obligation.asks is About.POLICY
    return must and about_it and one.verdict.answer is Answer.VIOLATION


def reason_of(one: Judged) -> Reason:
    provision = one.dated.provision
    return Reason(
        rule=one.obligation.id,
        says=one.verdict.message,
        law=f"{provision.citation}, in effect since {one.dated.start}",
        secondary=provision.verified is Verified.SECONDARY,
    )
