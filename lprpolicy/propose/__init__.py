"""What meets a rule: one file for each family of checks, and a draft settled from all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, Final

from lprpolicy.model.proposal import Ask

Asks = Callable[[Mapping[str, Any]], Iterator[Ask]]

FAMILIES: Final = {
    "adoption-reported": "facts",
    "annual-report": "disclosure",
    "annual-report-due": "disclosure",
    "access-by-age": "oversight",
    "approval-recorded": "facts",
    "audit-by": "oversight",
    "audit-sample": "oversight",
    "contract-delivers": "facts",
    "contract-requires": "facts",
    "contract-terms": "facts",
    "disclosure": "disclosure",
    "expression": "expression",
    "fields-prohibited": "collection",
    "fields-within": "collection",
    "grant-purposes": "sharing",
    "hot-list-each-shift": "hot_lists",
    "hot-list-excludes": "hot_lists",
    "hot-list-refreshed": "hot_lists",
    "hot-list-verified": "hot_lists",
    "hot-lists-within": "hot_lists",
    "interval-at-most": "oversight",
    "interval-stated": "oversight",
    "list-stated": "oversight",
    "lookups-off": "systems",
    "notice-within": "disclosure",
    "onward-sharing": "sharing",
    "places-avoided": "collection",
    "policy-adopted": "facts",
    "policy-topics": "disclosure",
    "preservation-honored": "sharing",
    "private-reads-within": "sharing",
    "program-partners": "sharing",
    "purposes-own": "sharing",
    "purposes-prohibited": "purposes",
    "purposes-within": "purposes",
    "reach-forbidden": "sharing",
    "reader-mounts": "systems",
    "recipient-kind": "sharing",
    "recipient-tiers": "sharing",
    "recipients-at-most": "sharing",
    "report-filed": "disclosure",
    "retention-at-least": "retention",
    "retention-at-most": "retention",
    "review-date": "facts",
    "search-log-records": "oversight",
    "setting": "oversight",
    "standing-data": "sharing",
    "stored-within": "systems",
    "users-within": "oversight",
}
"""The function that proposes for each check, by the check's name."""


def asks(check: str, params: Mapping[str, Any]) -> tuple[Ask, ...]:
    """Return what a rule of this check asks of a policy, from its parameters as plain data.

    A check that no family knows asks nothing here: `check` then says what is undecided.
    """
    if check not in FAMILIES:
        return ()
    module = import_module(f"lprpolicy.propose.{FAMILIES[check]}")
    made: Asks = getattr(module, check.replace("-", "_"))
    return tuple(made(params))
