"""The facts that `who` shows of one name."""

from __future__ import annotations

from dataclasses import dataclass

from lprpolicy.model.identity import Identity


@dataclass(frozen=True, slots=True)
class Identified:
    """Who a name is, and the steps that led there, if the user asked for them."""

    identity: Identity
    steps: tuple[str, ...] = ()
