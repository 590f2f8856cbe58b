"""What no draft can decide: documents that are signed, votes taken, days set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lprpolicy.model.places import ROOT
from lprpolicy.model.proposal import Ask, Form

CONTRACT = ROOT / "systems" / "*" / "contract"


def approval_recorded(params: Mapping[str, Any]) -> Iterator[Ask]:
    for kind in params["kinds"]:
        yield Ask(ROOT / "approvals" / kind, Form.TOLD)


def contract_terms(params: Mapping[str, Any]) -> Iterator[Ask]:
    if params.get("forbids"):
        yield Ask(CONTRACT / "forbids", Form.TOLD, tuple(params["forbids"]))
    if params.get("retention"):
        yield Ask(CONTRACT / "retention", Form.TOLD, (params["retention"],))
    if params.get("in_force", True):
        yield Ask(CONTRACT / "signed", Form.TOLD)
        yield Ask(CONTRACT / "expires", Form.TOLD)


def contract_requires(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(CONTRACT / "requires", Form.TOLD, tuple(params["requires"]))


def contract_delivers(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(CONTRACT / "delivers", Form.TOLD, (dict(params),))


def review_date(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "effective", Form.TOLD)
    yield Ask(ROOT / "review_by", Form.TOLD, (params["every"],))


def policy_adopted(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for nothing that a draft could write: only a vote adopts it."""
    del params
    yield Ask(ROOT / "status", Form.LACKS)


def adoption_reported(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for nothing that a draft could write: it reports what has not happened yet."""
    del params
    yield Ask(ROOT / "approvals", Form.LACKS)
