"""States of recipients from another export of the same agency: what one leaves out, another prints.

A vendor calls an agency by one name in all its reports to a customer. Where two states have
agencies of the name there, or the other export prints none, nothing is settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lprpolicy.errors import ExportError
from lprpolicy.evaluate.export_owner import OwnerAnswer, export_owner
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.model.characters import one_line
from lprpolicy.model.observation import Observation, Share, Where


def with_states_of(
    observation: Observation, others: Sequence[Observation], agency: str, index: Index
) -> Observation:
    """Return the observation with the states that other exports print for the same names.

    An ExportError says that another one is not of this vendor and this agency.
    """
    for other in others:
        _same_customer(observation, other, agency, index)
    if not others:
        return observation
    found = _states(share for other in others for share in other.shares)
    return replace(
        observation, shares=tuple(_with_state(share, found) for share in observation.shares)
    )


def _same_customer(one: Observation, other: Observation, agency: str, index: Index) -> None:
    if other.vendor is not one.vendor:
        raise ExportError(
            f"{other.document}: it is of {other.vendor.plain}, and {one.document} is of "
            f"{one.vendor.plain}",
            hint="--beside takes exports of one vendor, which calls an agency by one name",
        )
    whose = export_owner(other, agency, index)
    if whose.answer is not OwnerAnswer.SAME:
        raise ExportError(
            f"{other.document}: {whose.says}",
            hint=f"--beside takes other exports of {agency}",
        )


def _states(shares: Iterable[Share]) -> dict[str, dict[str, Where]]:
    """Return the states that stand with each name, and where each stands first."""
    found: dict[str, dict[str, Where]] = {}
    for share in shares:
        state = share.state or read_name(share.raw).state
        if state is not None:
            found.setdefault(_text(share), {}).setdefault(state, share.state_from or share.where)
    return found


def _with_state(share: Share, found: dict[str, dict[str, Where]]) -> Share:
    if share.state is not None or read_name(share.raw).state is not None:
        return share
    states = found.get(_text(share), {})
    if len(states) != 1:
        return share
    ((state, where),) = states.items()
    return replace(share, state=state, state_from=where)


def _text(share: Share) -> str:
    return one_line(share.raw).casefold()
