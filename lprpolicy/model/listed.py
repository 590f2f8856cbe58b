"""A name on a vendor's list of recipients: the rows that bear it, and who it is."""

from __future__ import annotations

from dataclasses import dataclass

from lprpolicy.model.identity import Identity
from lprpolicy.model.observation import Share


@dataclass(frozen=True, slots=True)
class Listed:
    """One recipient of one system. `share` is what its `rows` say together."""

    system: str
    share: Share
    identity: Identity
    rows: tuple[Share, ...]
