"""Who else can search. Nobody is the narrowest answer, and it meets every limit on recipients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lprpolicy.model.places import ROOT
from lprpolicy.model.proposal import Ask, Form

GRANTS = ROOT / "sharing" / "grants"


def onward_sharing(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "sharing" / "onward", Form.ONE_OF, tuple(params["accept"]))


def private_reads_within(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "sharing" / "private_reads", Form.WITHIN, tuple(params["allow"]))


def preservation_honored(params: Mapping[str, Any]) -> Iterator[Ask]:
    at = ROOT / "sharing" / "preservation"
    for key in ("honors", "states"):
        if params.get(key):
            yield Ask(at / key, Form.HOLDS, tuple(params[key]))
    if params.get("held_for"):
        yield Ask(at / "held_for", Form.AT_LEAST, (params["held_for"],))


def _nobody(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for nothing: an empty list of recipients meets every limit on them."""
    del params
    yield Ask(GRANTS, Form.LACKS)


grant_purposes = recipient_kind = recipient_tiers = recipients_at_most = _nobody
program_partners = reach_forbidden = _nobody
purposes_own = standing_data = _nobody
