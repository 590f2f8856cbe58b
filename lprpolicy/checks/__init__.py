"""Checks: pure functions that decide all rules of one form. The name of a check is its file's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from lprpolicy.model.form import Form
from lprpolicy.model.rule import About
from lprpolicy.model.verdicts import Verdict
from lprpolicy.model.written import Written

ON_POLICIES: Final = (
    "access-by-age",
    "adoption-reported",
    "annual-report",
    "annual-report-due",
    "approval-recorded",
    "audit-by",
    "audit-sample",
    "contract-delivers",
    "contract-requires",
    "contract-terms",
    "disclosure",
    "expression",
    "fields-prohibited",
    "fields-within",
    "grant-purposes",
    "hot-list-each-shift",
    "hot-list-excludes",
    "hot-list-refreshed",
    "hot-list-verified",
    "hot-lists-within",
    "interval-at-most",
    "interval-stated",
    "list-stated",
    "lookups-off",
    "notice-within",
    "onward-sharing",
    "places-avoided",
    "policy-adopted",
    "policy-topics",
    "preservation-honored",
    "private-reads-within",
    "program-partners",
    "purposes-own",
    "purposes-prohibited",
    "purposes-within",
    "reach-forbidden",
    "reader-mounts",
    "recipient-kind",
    "recipient-tiers",
    "recipients-at-most",
    "report-filed",
    "retention-at-least",
    "retention-at-most",
    "review-date",
    "search-log-records",
    "setting",
    "standing-data",
    "stored-within",
    "users-within",
)
ON_CHANGES: Final = ("widening-approved", "widening-noticed")
ON_SEARCHES: Final = (
    "searches-by-agency",
    "searches-by-granted",
    "searches-case-number",
    "searches-fields",
    "searches-log-whole",
    "searches-networks-at-most",
    "searches-off-hours",
    "searches-on-behalf",
    "searches-personal-data",
    "searches-purpose-prohibited",
    "searches-purpose-within",
    "searches-reason-given",
    "searches-repeated",
    "searches-window",
)
OF_NETWORK_LOGS: Final = ("searches-by-agency", "searches-by-granted")
"""Checks that ask who searched: of a log with the agency's own users alone they are not asked."""
OF_OWN_LOGS: Final = ("searches-off-hours", "searches-repeated")
"""Checks that ask when or how often somebody searched: of others a log shows too little."""
ASK_STATUS: Final = frozenset({"adoption-reported", "lookups-off", "policy-adopted"})
"""Checks that spare a draft: adopted as it stands, it may need more."""
NEVER_VIOLATED: Final = (
    "searches-log-whole",
    "searches-off-hours",
    "searches-personal-data",
    "searches-repeated",
    "searches-window",
)
"""Checks on searches that only ask: a log cannot show that what they notice was wrong."""
FOLLOW_GRANTS: Final = ("reach-forbidden",)
"""Checks that follow grants through the network, so any policy of the repository can matter."""
NAMES: Final = (*ON_POLICIES, *ON_CHANGES, *ON_SEARCHES)


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its name, the shape of its parameters, what it does in a sentence, and itself.

    It judges a Subject or, as it `asks`, a Comparison or a SearchLog.
    """

    name: str
    params: type[Written]
    about: str
    decide: Callable[[Any, Any], Iterator[Verdict]]
    asks: About = About.POLICY
    form: Callable[[Any], tuple[Form, ...]] | None = None
    """What it reads, from its parameters; a check without a form cannot be compared."""


def is_asked_of(check: str, *, own: bool) -> bool:
    """Whether a check on searches is asked of a log of the agency's own users, or of others."""
    return check not in (OF_NETWORK_LOGS if own else OF_OWN_LOGS)


def check_named(name: str) -> Check:
    """Look up a check by name; raises KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    asks = About.POLICY
    if name in ON_CHANGES:
        asks = About.CHANGE
    elif name in ON_SEARCHES:
        asks = About.SEARCH
    module = import_module(f"lprpolicy.checks.{asks}.{name.replace('-', '_')}")
    about = (module.__doc__ or "").strip().splitlines()[0]
    form = getattr(module, "form", None)
    return Check(name, module.Params, about, module.check, asks, form)
