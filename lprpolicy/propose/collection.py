"""What is recorded with a read, and which places readers are kept away from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lprpolicy.model.places import ROOT
from lprpolicy.model.proposal import Ask, Form

FIELDS = ROOT / "collection" / "fields"


def fields_within(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(FIELDS, Form.WITHIN, tuple(params["allow"]))


def fields_prohibited(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(FIELDS, Form.LACKS, tuple(params["forbid"]))


def places_avoided(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(ROOT / "collection" / "avoids", Form.HOLDS, tuple(params["places"]))
