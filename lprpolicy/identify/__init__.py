"""A raw vendor name → a directory entry, or an honest "unknown"."""

from __future__ import annotations

from lprpolicy.identify.answers import federal_of
from lprpolicy.identify.collisions import Collision, Duplicate, collisions, duplicates
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import Name, read_name

__all__ = [
    "Collision",
    "Duplicate",
    "Index",
    "Name",
    "collisions",
    "duplicates",
    "federal_of",
    "read_name",
]
