"""What each hot list that the town names has to show. A draft without any meets all of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lprpolicy.model.places import ROOT
from lprpolicy.model.proposal import Ask, Form

EACH = ROOT / "hot_lists" / "*"


def hot_lists_within(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(EACH / "list", Form.ONE_OF, tuple(params["allow"]))


def hot_list_excludes(params: Mapping[str, Any]) -> Iterator[Ask]:
    """Ask every list to leave parts out: a list that the rule does not name may do so too."""
    yield Ask(EACH / "excludes", Form.HOLDS, tuple(params["exclude"]))


def hot_list_refreshed(params: Mapping[str, Any]) -> Iterator[Ask]:
    yield Ask(EACH / "refreshed_every", Form.AT_MOST, (params["at_most"],))


def hot_list_each_shift(params: Mapping[str, Any]) -> Iterator[Ask]:
    del params
    yield Ask(EACH / "refreshed_each_shift", Form.ONE_OF, (True,))


def hot_list_verified(params: Mapping[str, Any]) -> Iterator[Ask]:
    del params
    yield Ask(EACH / "verified_before_stop", Form.ONE_OF, (True,))
