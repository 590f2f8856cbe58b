"""Whether a rule reaches a policy at all: by readers, programs, and when contracts began.

What is not written counts as within the rule, so that silence never lets a policy out.
"""

from __future__ import annotations

from typing import Final, TypeGuard

from lprpolicy.model.policy import System
from lprpolicy.model.rule import Applies
from lprpolicy.model.subject import Subject


def reaches(applies: Applies | None, subject: Subject) -> bool:
    """Whether a policy has what a rule is about. Kinds of agency are asked about before."""
    if not asks_of_systems(applies):
        return True
    if not subject.systems_said:
        return True
    systems = [system for system, _ in subject.systems()]
    return any(all(fits(applies, one) for fits in _FITS) for one in systems)


def asks_of_systems(applies: Applies | None) -> TypeGuard[Applies]:
    """Whether it depends on a policy's systems if a rule reaches it."""
    return applies is not None and any(
        one is not None
        for one in (applies.mounts, applies.roads, applies.programs, applies.contracts_from)
    )


def _fits_mounts(applies: Applies, system: System) -> bool:
    if applies.mounts is None or system.readers is None:
        return True
    return any(getattr(system.readers, mount) != 0 for mount in applies.mounts)


def _fits_roads(applies: Applies, system: System) -> bool:
    if applies.roads is None or system.readers is None:
        return True
    return any(getattr(system.readers, road.replace("-", "_")) != 0 for road in applies.roads)


def _fits_program(applies: Applies, system: System) -> bool:
    if applies.programs is None or system.program is None:
        return True
    return system.program in applies.programs


def _fits_contract(applies: Applies, system: System) -> bool:
    if applies.contracts_from is None or system.contract is None or system.contract.signed is None:
        return True
    return system.contract.signed >= applies.contracts_from


_FITS: Final = (_fits_mounts, _fits_roads, _fits_program, _fits_contract)
"""What one and the same system must all fit."""
