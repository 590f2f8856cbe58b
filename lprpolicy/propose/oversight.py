"""What a search needs, what its log holds, and how often somebody looks it over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.proposal import Ask, Form

_INTERVALS: Final = {
    "audit": ROOT / "audit" / "every",
    "log-review": ROOT / "audit" / "log_review",
    "training": ROOT / "access" / "training" / "every",
}


def interval_at_most(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(_INTERVALS[params["of"]], Form.AT_MOST, (params["at_most"],))


def search_log_records(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "audit" / "search_log_fields", Form.HOLDS, tuple(params["fields"]))


def setting(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for a setting. What users must do is a decision; how the vendor stores data, a fact."""
    at = Pointer.parse(params["at"])
    form = Form.TOLD if at.parts[0] == "security" else Form.ONE_OF
    yield Ask(at, form, tuple(params["accept"]))


def list_stated(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for whatever the draft lists: any list that is not empty meets it."""
    yield Ask(Pointer.parse(params["at"]), Form.LACKS)


def interval_stated(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for whatever interval the draft has: any will do."""
    yield Ask(_INTERVALS[params["any_of"][0]], Form.LACKS)


def users_within(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "access" / "users", Form.WITHIN, tuple(params["allow"]))


def access_by_age(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "access" / "stages", Form.HOLDS, (dict(params),))


def audit_by(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "audit" / "auditor", Form.ONE_OF, tuple(params["accept"]))


def audit_sample(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "audit" / "sample", Form.ONE_OF, (params["at_least"],))
