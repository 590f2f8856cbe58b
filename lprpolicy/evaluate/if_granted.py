"""Why a recipient that no policy lets in would be refused: one grant is supposed in each policy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from lprpolicy.evaluate.supposed import as_it_stands, as_written, breaks, reason_of, suppose
from lprpolicy.judge.rules_in_force import Judged
from lprpolicy.model.policy import Policy
from lprpolicy.model.request import Reason
from lprpolicy.model.rule import About
from lprpolicy.model.sharing import Grant
from lprpolicy.model.words import Binding, Data, Mode
from lprpolicy.repository.law import Law
from lprpolicy.repository.repository import Repository

MOST: Final = 100
"""The most policies that are asked; each takes a few hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What a required rule would say of a grant in some policies; `breaks` is a violation."""

    reason: Reason
    breaks: bool
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IfGranted:
    """Every obstacle, violations first, and the agencies whose policies were asked."""

    obstacles: tuple[Obstacle, ...]
    agencies: tuple[str, ...]

    def violators(self) -> frozenset[str]:
        """The agencies that would violate a required rule."""
        return frozenset(name for one in self.obstacles if one.breaks for name in one.agencies)

    def open(self) -> frozenset[str]:
        """The agencies where no violation is known, and a rule cannot tell."""
        return frozenset(name for one in self.obstacles for name in one.agencies) - self.violators()


def if_granted(asked: str, repository: Repository, day: dt.date, law: Law) -> IfGranted:
    """Suppose a standing grant to an id or a text, with all that a policy can say of it."""
    where: dict[tuple[bool, Reason], list[str]] = {}
    agencies = []
    for agency in sorted(repository.policies)[:MOST]:
        policy = repository.policies[agency].value
        if policy is None or agency == asked:
            continue
        agencies.append(agency)
        base = as_it_stands(repository, policy, day, law)
        _, found = suppose(base, _grant(asked, policy, repository))
        for one in filter(_is_required, found):
            held = where.setdefault((not breaks(one), reason_of(one)), [])
            held += [agency] if agency not in held else []
    obstacles = sorted(where.items(), key=lambda one: (one[0][0], -len(one[1])))
    return IfGranted(
        tuple(Obstacle(reason, not open_, tuple(names)) for (open_, reason), names in obstacles),
        tuple(agencies),
    )


def _is_required(one: Judged) -> bool:
    """Whether a rule is required of the policy; what a change takes is a vote, not a reason."""
    rule = one.obligation
    return rule.rule.binding is Binding.MUST and rule.asks is About.POLICY


def _grant(asked: str, policy: Policy, repository: Repository) -> Grant:
    fields: dict[str, object] = {"mode": Mode.STANDING, "data": (Data.READS,)}
    if repository.index.agency(asked) is not None:
        fields["to"] = asked
    else:
        found = repository.index.identify(asked)
        text = as_written(asked)
        fields |= {"to": found.id, "listed_as": text} if found.id else {"to": {"named": text}}
    if policy.systems and len(policy.systems) == 1:
        fields["system"] = policy.systems[0].id
    allowed = policy.purposes.allowed if policy.purposes else None
    if allowed:
        fields["purposes"] = allowed
    return Grant.model_validate(fields)
