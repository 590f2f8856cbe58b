"""States of recipients from another export of the same agency: what one leaves out, another prints.

A vendor calls an agency by one name in all its reports to a customer. Where two states have
agencies of the name there, or the other export prints none, nothing is settled.

Two names are one agency's though they differ: a division of it in brackets behind the name, and a
state in brackets behind it where the same hot list comes from both. A state alone is not enough,
since a vendor puts it behind the name of the second agency that is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from lprpolicy.errors import ExportError
from lprpolicy.evaluate.export_owner import OwnerAnswer, export_owner
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.model.characters import one_line
from lprpolicy.model.observation import Observation, Share
from lprpolicy.model.places import Where

_DIVISION: Final = re.compile(r"(.+?) ?\([^()]+ (?:division|district|bureau|station|unit|troop)\)")
_WITH_STATE: Final = re.compile(r"(.+?) ?\([a-z]{2}\)")


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
    known = _Known([share for other in others for share in other.shares])
    lists = _hot_lists(observation.shares)
    return replace(
        observation, shares=tuple(_with_state(share, lists, known) for share in observation.shares)
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


class _Known:
    """What the other exports show of each name: its states, and the hot lists that it gives."""

    def __init__(self, shares: Sequence[Share]) -> None:
        self.states = _states(shares)
        self.hot_lists = _hot_lists(shares)
        self.names = {_text(share) for share in shares}

    def of(self, name: str, hot_lists: frozenset[str]) -> dict[str, Where]:
        """Return the states of an agency, with the place of each."""
        if name in self.names:
            return self.states.get(name, {})
        division = _DIVISION.fullmatch(name)
        if division is not None:
            return self.states.get(division[1], {})
        found: dict[str, Where] = {}
        for other, states in self.states.items():
            with_state = _WITH_STATE.fullmatch(other)
            if with_state is not None and with_state[1] == name:
                if not hot_lists & self.hot_lists.get(other, frozenset()):
                    return {}
                found |= states
        return found


def _hot_lists(shares: Iterable[Share]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for share in shares:
        if share.hot_lists:
            name = _text(share)
            found[name] = found.get(name, frozenset()) | frozenset(share.hot_lists)
    return found


def _states(shares: Iterable[Share]) -> dict[str, dict[str, Where]]:
    """Return the states that stand with each name, and where each stands first."""
    found: dict[str, dict[str, Where]] = {}
    for share in shares:
        state = share.state or read_name(share.raw).state
        if state is not None:
            found.setdefault(_text(share), {}).setdefault(state, share.state_from or share.where)
    return found


def _with_state(share: Share, lists: dict[str, frozenset[str]], known: _Known) -> Share:
    if share.state is not None or read_name(share.raw).state is not None:
        return share
    name = _text(share)
    states = known.of(name, lists.get(name, frozenset()))
    if len(states) != 1:
        return share
    ((state, where),) = states.items()
    return replace(share, state=state, state_from=where)


def _text(share: Share) -> str:
    return one_line(share.raw).casefold()
