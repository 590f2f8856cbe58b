"""What a vendor's format is. A module with these five names is one, here or in another package."""

from __future__ import annotations

from typing import Protocol

from lprpolicy.model.observation import Observation
from lprpolicy.model.words import Vendor


class ExportFormat(Protocol):
    """What every export format can be asked."""

    @property
    def name(self) -> str: ...

    @property
    def vendor(self) -> Vendor: ...

    @property
    def title(self) -> str:
        """What a person calls such a file."""

    def recognises(self, name: str, raw: bytes) -> bool:
        """Whether the content looks like this format; a damaged one still does."""

    def read(self, name: str, raw: bytes) -> Observation:
        """Read it whole, or raise an ExportError that says where it is not what it claims."""
