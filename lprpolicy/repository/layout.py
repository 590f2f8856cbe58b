"""Whose folder a file is in."""

from __future__ import annotations

import re
from typing import Final

AGENCY: Final = re.compile(r"(us-[a-z]{2}/[a-z0-9]+(?:-[a-z0-9]+)*)/")


def owner(path: str) -> str | None:
    """The agency whose folder a file is in.

    >>> owner("us-ct/westport-pd/rules/no-faces.yaml"), owner("directory/us-ct.yaml")
    ('us-ct/westport-pd', None)
    """
    found = AGENCY.match(path)
    return found[1] if found else None
