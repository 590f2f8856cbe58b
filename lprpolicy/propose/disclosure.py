"""What the public can read. An address or a day is a fact; whether a record is open is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from lprpolicy.model.places import ROOT
from lprpolicy.model.proposal import Ask, Form

OPEN: Final = ROOT / "transparency"
_FACTS: Final = {
    "policy": OPEN / "policy_published",
    "annual-report": OPEN / "annual_report" / "published",
    "public-notice": OPEN / "public_notice",
}
_DECISIONS: Final = {
    "reader-locations": OPEN / "reader_locations",
    "search-logs": OPEN / "search_logs",
}


def disclosure(params: Mapping[str, Any]) -> Iterator[Ask]:
    for item in params["publishes"]:
        if item in _FACTS:
            yield Ask(_FACTS[item], Form.TOLD)
        else:
            yield Ask(_DECISIONS[item], Form.ONE_OF, ("public", "redacted"))


def annual_report(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for what only the town can give: there is no day that suits every town."""
    del params
    yield Ask(OPEN / "annual_report", Form.LACKS)


def annual_report_due(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(OPEN / "annual_report" / "due", Form.ONE_OF, (params["by"],))


def policy_topics(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(OPEN / "policy_covers", Form.HOLDS, tuple(params["topics"]))


def report_filed(params: Mapping[str, Any]) -> Iterator[Ask]:
    report = {key: said for key, said in params.items() if said}
    yield Ask(OPEN / "reports", Form.HOLDS, (report,))


def notice_within(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(OPEN / "notices", Form.HOLDS, (dict(params),))
