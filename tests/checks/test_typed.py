"""The typed checks decide what these expressions decide; CEL is the second opinion.

Only the answer and its place are compared, since a typed check has sentences of its own.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lprpolicy.checks import check_named
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Given, Recipient, Subject

TOWN = Recipient("us-ct/a-pd", "A Police Department", None, "us-ct", False)
NEIGHBOUR = Recipient("us-ct/b-pd", "B Police Department", None, "us-ct", False)
PURPOSES = ("stolen-vehicle", "homicide", "missing-person")
DATA = ("reads", "images", "hot-lists", "live-video")
FILED = "policy-filed-with-state"

# One expression of each check, its parameters, and where its verdict is shown.
PAIRS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "standing-data": (
        {"per_request": ["reads", "images"]},
        "grant",
        "grant.mode == 'per-request' || !grant.data.exists(d, d in ['reads', 'images'])",
        "/data",
    ),
    "purposes-own": (
        {},
        "grant",
        "grant.purposes.all(p, p in policy.purposes.allowed)",
        "/purposes",
    ),
    "list-stated": (
        {"at": "/audit/search_log_fields"},
        "policy",
        "size(policy.audit.search_log_fields) > 0",
        "/audit/search_log_fields",
    ),
    "interval-stated": (
        {"any_of": ["audit", "log-review"]},
        "policy",
        "has(policy.audit.every) || has(policy.audit.log_review)",
        "/audit",
    ),
    "annual-report": (
        {"needs": "day"},
        "policy",
        "has(policy.transparency.annual_report.due)",
        "/transparency/annual_report",
    ),
    "annual-report-due": (
        {"by": "04-01"},
        "policy",
        "policy.transparency.annual_report.due <= '04-01'",
        "/transparency/annual_report/due",
    ),
    "setting": (
        {"at": "/transparency/search_logs", "means": "a log", "accept": ["redacted"]},
        "policy",
        "policy.transparency.search_logs == 'redacted'",
        "/transparency/search_logs",
    ),
    "policy-adopted": (
        {},
        "policy",
        "policy.status != 'proposed' && policy.adopted.on <= day",
        "/status",
    ),
    "adoption-reported": (
        {"record": FILED, "adopted_after": "2026-12-01", "within": "60 days", "to_monday": True},
        "policy",
        "policy.status == 'proposed' || policy.adopted.on <= '2026-12-01' ||"
        " [timestamp(policy.adopted.on + 'T00:00:00Z') + duration('1440h')]"
        ".map(end, end + duration(end.getDayOfWeek() == 6 ? '48h' :"
        " end.getDayOfWeek() == 0 ? '24h' : '0h'))"
        ".all(last, timestamp(day + 'T00:00:00Z') <= last || policy.approvals.exists(notice,"
        f" notice.kind == '{FILED}' && notice.on >= policy.adopted.on &&"
        " timestamp(notice.on + 'T00:00:00Z') <= last)) ||"
        " {true: false}[policy.approvals.exists(earlier,"
        f" earlier.kind == '{FILED}' && earlier.on < policy.adopted.on)]",
        "/approvals",
    ),
}

FIRST = dt.date(2026, 11, 20)
days = st.integers(0, 140).map(lambda number: FIRST + dt.timedelta(number))
written_days = days.map(str)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def listed(words: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), max_size=3, unique=True)


grants = some(
    data=listed(DATA),
    mode=st.sampled_from(("standing", "per-request")),
    purposes=listed(PURPOSES),
).map(lambda said: said | {"to": "us-ct/b-pd"})
adopted = written_days.map(lambda on: {"by": "Council", "on": on, "record": "minutes.md"})
approvals = st.builds(
    lambda kind, on: {"kind": kind, "by": "Attorney General", "on": on},
    st.sampled_from((FILED, "state-registration")),
    written_days,
)
blocks = some(
    adopted=adopted,
    approvals=st.lists(approvals, max_size=2),
    purposes=some(allowed=listed(PURPOSES), prohibited=listed(PURPOSES)),
    sharing=some(grants=st.lists(grants, max_size=2)),
    audit=some(
        every=st.just("1 year"),
        log_review=st.just("1 week"),
        search_log_fields=listed(("user", "time")),
    ),
    transparency=some(
        annual_report=some(
            due=st.sampled_from(("03-31", "04-01", "04-02")), published=st.just("https://a.example")
        ),
        search_logs=st.sampled_from(("public", "redacted", "confidential")),
    ),
)
policies = st.builds(
    lambda said, status: (
        said | {"schema": "lprpolicy/policy/v1", "agency": "us-ct/a-pd", "status": status}
    ),
    blocks,
    st.sampled_from(("proposed", "adopted", "superseded")),
)


def answers(check: str, params: dict[str, Any], policy: Policy, day: dt.date) -> list[Any]:
    named = check_named(check)
    shared = (policy.sharing.grants if policy.sharing else None) or ()
    given_ = tuple(
        Given(grant, NEIGHBOUR, ROOT / "sharing" / "grants" / number)
        for number, grant in enumerate(shared)
    )
    found = named.decide(Subject(policy, TOWN, given_, day), named.params.model_validate(params))
    return [(verdict.answer, str(verdict.at)) for verdict in found]


@pytest.mark.parametrize("check", PAIRS)
@given(written=policies, day=days)
@example(  # the last day is a Sunday, and the report is a day late
    written={
        "schema": "lprpolicy/policy/v1",
        "agency": "us-ct/a-pd",
        "status": "adopted",
        "adopted": {"by": "Council", "on": "2026-12-02", "record": "minutes.md"},
        "approvals": [
            {"kind": FILED, "by": "Attorney General", "on": "2026-11-20"},
            {"kind": FILED, "by": "Attorney General", "on": "2027-02-02"},
        ],
    },
    day=dt.date(2027, 3, 1),
)
def test_a_typed_check_answers_as_the_expression_does(
    check: str, written: dict[str, Any], day: dt.date
) -> None:
    params, each, expression, at = PAIRS[check]
    policy = Policy.model_validate(written)
    asked = {"each": each, "expression": expression, "at": at, "says": "breaks it"}
    assert answers(check, params, policy, day) == answers("expression", asked, policy, day)
