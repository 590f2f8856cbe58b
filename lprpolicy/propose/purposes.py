"""What searches may be for, and what never."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lprpolicy.model.places import ROOT
from lprpolicy.model.proposal import Ask, Form


def purposes_within(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "purposes" / "allowed", Form.WITHIN, tuple(params["allow"]))


def purposes_prohibited(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask that forbidden purposes are prohibited expressly and never allowed."""
    forbidden = tuple(params["forbid"])
    yield Ask(ROOT / "purposes" / "prohibited", Form.HOLDS, forbidden)
    yield Ask(ROOT / "purposes" / "allowed", Form.LACKS, forbidden, optional=True)
