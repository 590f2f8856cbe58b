"""A name on a vendor's list of recipients: its rows, who it is, and what is decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lprpolicy.model.identity import Identity
from lprpolicy.model.observation import Share


class Choice(StrEnum):
    """What can be decided about a recipient. Only `keep` leaves it in the policy."""

    KEEP = "keep"
    REMOVE = "remove"
    ASK = "ask"


Decisions = Mapping[tuple[str, str], Choice]
"""What somebody decided about a recipient, by its system and the vendor's text on one line."""


FORMULA: Final = "'*[=+@\uff1d\uff0b\uff0d-]"
"""How a name begins that a spreadsheet might run; a cell with it begins with an apostrophe more."""


@dataclass(frozen=True, slots=True)
class ListedRecipient:
    """One recipient of one system. `share` is what its `rows` say together."""

    system: str
    share: Share
    identity: Identity
    rows: tuple[Share, ...]
