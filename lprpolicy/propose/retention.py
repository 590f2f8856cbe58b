"""How long a class of record may, and must, be kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lprpolicy.model.places import ROOT
from lprpolicy.model.proposal import Ask, Form

FOR_GOOD: Final = {"until": "never"}


def retention_at_most(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for the limit, if there is one. Silence meets the rule where no search has its
    purpose, or where the class falls under a wider one."""
    limit = params.get("limit")
    yield Ask(
        ROOT / "retention" / params["record"],
        Form.AT_MOST,
        (limit,) if limit else (),
        tuple(params.get("unless", ())),
        optional=bool(params.get("falls_under") or params.get("purposes")),
    )


def retention_at_least(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for the floor; without one the record is kept for good."""
    floor = params.get("floor")
    at = ROOT / "retention" / params["record"]
    yield Ask(at, Form.AT_LEAST, (floor,)) if floor else Ask(at, Form.ONE_OF, (FOR_GOOD,))
