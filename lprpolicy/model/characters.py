"""Characters that have no place in what people are to read and approve."""

from __future__ import annotations

from typing import Final

UNSEEN: Final = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
)
"""Those that a reader cannot see: controls, zero-width and direction marks, soft hyphen."""
