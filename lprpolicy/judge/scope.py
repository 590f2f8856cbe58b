"""Whether a rule reaches a policy at all, by how readers are mounted and when contracts began.

What is not written counts as within the rule, so that silence never lets a policy out.
"""

from __future__ import annotations

from lprpolicy.model.policy import System
from lprpolicy.model.rule import Applies
from lprpolicy.model.subject import Subject


def reaches(applies: Applies | None, subject: Subject) -> bool:
    """Whether a policy has what a rule is about. Kinds of agency are asked about before."""
    if applies is None or (applies.mounts is None and applies.contracts_from is None):
        return True
    if not subject.systems_said:
        return True
    systems = [system for system, _ in subject.systems()]
    return any(_fits_mounts(applies, one) and _fits_contract(applies, one) for one in systems)


def _fits_mounts(applies: Applies, system: System) -> bool:
    if applies.mounts is None or system.readers is None:
        return True
    return any(getattr(system.readers, mount) != 0 for mount in applies.mounts)


def _fits_contract(applies: Applies, system: System) -> bool:
    if applies.contracts_from is None or system.contract is None or system.contract.signed is None:
        return True
    return system.contract.signed >= applies.contracts_from
