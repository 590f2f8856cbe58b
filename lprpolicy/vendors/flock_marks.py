"""What Flock's lists write into a name about its account. A marked name is still on the list."""

from __future__ import annotations

import re

from lprpolicy.model.words import RowStatus

_INACTIVE = re.compile(
    r"[\[(](?:inactive|deactivated|turned off|disabled|closed|revoked[^\])]*)[\])]"
    r"|\b(?:inactive|deactivated|decommissioned|do not use)\b|\b(?-i:DNU|DUPLICATE)\b",
    re.I,
)


def status(name: str) -> RowStatus:
    """Read an account's status from the marks in its name."""
    return RowStatus.INACTIVE if _INACTIVE.search(name) else RowStatus.ACTIVE
