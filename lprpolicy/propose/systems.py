"""The switches of each system that the town names, and how its readers are mounted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lprpolicy.model.places import ROOT
from lprpolicy.model.proposal import Ask, Form

EACH = ROOT / "systems" / "*"


def lookups_off(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask for switches that are off, which is a decision, and an attestation, which is a fact."""
    for switch in params["switches"]:
        yield Ask(EACH / "lookups" / switch, Form.ONE_OF, (False,))
    if params.get("attested", True):
        yield Ask(EACH / "attested", Form.TOLD)


def stored_within(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask where the vendor stores reads, which is a fact."""
    yield Ask(EACH / "storage", Form.TOLD, tuple(params["allow"]))


def reader_mounts(params: Mapping[str, Any]) -> Iterator[Ask]:
    for mount in params["forbid"]:
        yield Ask(EACH / "readers" / mount, Form.TOLD, (0,))
