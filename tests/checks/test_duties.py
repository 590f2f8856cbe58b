"""What a state asks of users, audits, reports, notices and contracts: met, broken, and not said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.durations import UNITS, Duration
from lprpolicy.model.words import Affirmation, Artifact, ContractDuty, PolicyTopic, UserClass
from tests.checks.asking import finds

SYSTEM = {"id": "one", "vendor": "flock"}


def contract(**terms: Any) -> dict[str, Any]:
    return {"systems": [SYSTEM | {"contract": terms}]}


def open_(**said: Any) -> dict[str, Any]:
    return {"transparency": said}


def access(**said: Any) -> dict[str, Any]:
    return {"access": said}


REPORT = {"to": "state-police", "every": "1 year", "due": "04-01", "contents": ["searches"]}
NOTICE = {"of": "new-reader", "to": "state-criminal-bureau", "within": "10 days"}
OLD = {"after": "30 days", "requires": ["case-number"]}
NSH = "us-xx/example-county-sheriff"


def request(**basis: Any) -> dict[str, Any]:
    paper = {"kind": "written-request", "signed": "2026-01-02"} | basis
    return {"sharing": {"grants": [{"to": NSH, "basis": paper}]}}


PAPER = "/sharing/grants/0/basis"
ON_PAPER = {
    "tiers": [{"terms": {"basis": ["written-request"], "affirms": ["no-immigration-use"]}}],
}
CASES: list[tuple[str, dict[str, Any], dict[str, Any], tuple[str, ...]]] = [
    (
        "contract-requires",
        {"requires": ["agency-owns-data"]},
        contract(requires=["agency-owns-data", "audit-rights"]),
        (),
    ),
    (
        "contract-requires",
        {"requires": ["agency-owns-data"]},
        contract(requires=["audit-rights"]),
        ("violation /systems/0/contract/requires",),
    ),
    (
        "contract-requires",
        {"requires": ["agency-owns-data"]},
        contract(signed="2026-01-02"),
        ("undecided /systems/0/contract/requires",),
    ),
    (
        "contract-requires",
        {"requires": ["agency-owns-data"]},
        {"systems": [SYSTEM]},
        ("undecided /systems/0/contract",),
    ),
    ("contract-requires", {"requires": ["audit-rights"]}, {}, ("undecided /systems",)),
    (
        "policy-topics",
        {"topics": ["training"]},
        open_(policy_covers=["retention", "training"]),
        (),
    ),
    (
        "policy-topics",
        {"topics": ["training"]},
        open_(policy_covers=["retention"]),
        ("violation /transparency/policy_covers",),
    ),
    ("policy-topics", {"topics": ["training"]}, {}, ("undecided /transparency/policy_covers",)),
    ("users-within", {"allow": ["sworn-officers"]}, access(users=["sworn-officers"]), ()),
    ("users-within", {"allow": ["sworn-officers"]}, access(users=[]), ()),
    (
        "users-within",
        {"allow": ["sworn-officers"]},
        access(users=["sworn-officers", "other-agencies"]),
        ("violation /access/users/1",),
    ),
    ("users-within", {"allow": ["sworn-officers"]}, {}, ("undecided /access/users",)),
    ("audit-by", {"accept": ["independent"]}, {"audit": {"auditor": "independent"}}, ()),
    (
        "audit-by",
        {"accept": ["independent"]},
        {"audit": {"auditor": "supervisor", "by": "independent-office"}},
        ("violation /audit/auditor",),
    ),
    ("audit-by", {"accept": ["independent"]}, {}, ("undecided /audit/auditor",)),
    ("audit-sample", {"at_least": "1 percent"}, {"audit": {"sample": "1.0 percent"}}, ()),
    (
        "audit-sample",
        {"at_least": "10 percent"},
        {"audit": {"sample": "9.9 percent"}},
        ("violation /audit/sample",),
    ),
    ("audit-sample", {"at_least": "1 percent"}, {}, ("undecided /audit/sample",)),
    ("report-filed", REPORT, open_(reports=[REPORT | {"due": "03-15"}]), ()),
    (
        "report-filed",
        REPORT,
        open_(reports=[REPORT | {"due": "04-02", "every": "2 years"}]),
        ("violation /transparency/reports/0/every", "violation /transparency/reports/0/due"),
    ),
    (
        "report-filed",
        REPORT,
        open_(reports=[{"to": "state-police", "every": "1 year"}]),
        ("undecided /transparency/reports/0/due", "undecided /transparency/reports/0/contents"),
    ),
    (
        "report-filed",
        REPORT,
        open_(reports=[REPORT | {"contents": ["hits"]}, REPORT | {"to": "council"}]),
        ("violation /transparency/reports/0/contents",),
    ),
    (
        "report-filed",
        REPORT,
        open_(reports=[REPORT | {"every": "366 days"}]),
        ("undecided /transparency/reports/0/every",),
    ),
    ("report-filed", REPORT, open_(reports=[]), ("violation /transparency/reports",)),
    ("report-filed", REPORT, {}, ("undecided /transparency/reports",)),
    ("notice-within", NOTICE, open_(notices=[NOTICE | {"within": "1 week"}]), ()),
    (
        "notice-within",
        NOTICE,
        open_(notices=[NOTICE | {"within": "11 days"}]),
        ("violation /transparency/notices/0/within",),
    ),
    (
        "notice-within",
        NOTICE | {"within": "1 month"},
        open_(notices=[NOTICE | {"within": "30 days"}]),
        ("undecided /transparency/notices/0/within",),
    ),
    (
        "notice-within",
        NOTICE,
        open_(notices=[NOTICE | {"to": "public"}, NOTICE | {"of": "breach"}]),
        ("violation /transparency/notices",),
    ),
    ("notice-within", NOTICE, {}, ("undecided /transparency/notices",)),
    ("access-by-age", OLD, access(stages=[OLD | {"after": "7 days"}]), ()),
    (
        "access-by-age",
        OLD | {"requires": ["case-number", "warrant"]},
        access(stages=[OLD, {"after": "1 day", "requires": ["warrant"]}]),
        (),
    ),
    (
        "access-by-age",
        OLD,
        access(stages=[OLD | {"after": "31 days"}]),
        ("violation /access/stages",),
    ),
    (
        "access-by-age",
        OLD,
        access(stages=[OLD | {"after": "1 month"}]),
        ("undecided /access/stages",),
    ),
    ("access-by-age", OLD, access(stages=[]), ("violation /access/stages",)),
    ("access-by-age", OLD, {}, ("undecided /access/stages",)),
    ("recipient-tiers", ON_PAPER, request(affirms=["no-passing-on", "no-immigration-use"]), ()),
    (
        "recipient-tiers",
        ON_PAPER,
        request(affirms=["no-passing-on"]),
        (f"violation {PAPER}/affirms",),
    ),
    ("recipient-tiers", ON_PAPER, request(), (f"undecided {PAPER}/affirms",)),
    ("recipient-tiers", ON_PAPER, request(kind="agreement"), (f"violation {PAPER}/kind",)),
    (
        "setting",
        {"at": "/sharing/sale", "means": "a ban on sale", "accept": ["forbidden"]},
        {"sharing": {"sale": "allowed"}},
        ("violation /sharing/sale",),
    ),
    (
        "setting",
        {"at": "/sharing/purchase", "means": "a ban on buying reads", "accept": ["forbidden"]},
        {"sharing": {"purchase": "allowed"}},
        ("violation /sharing/purchase",),
    ),
    (
        "setting",
        {"at": "/collection/face_recognition", "means": "no faces", "accept": ["forbidden"]},
        {"collection": {"fields": ["plate"]}},
        ("undecided /collection/face_recognition",),
    ),
    (
        "setting",
        {"at": "/transparency/reads", "means": "reads closed", "accept": ["confidential"]},
        open_(reads="confidential"),
        (),
    ),
    (
        "setting",
        {"at": "/access/authorization", "means": "permission", "accept": ["required"]},
        {},
        ("undecided /access/authorization",),
    ),
]


@pytest.mark.parametrize(("check", "params", "policy", "found"), CASES)
def test_each_kind_of_duty_is_met_broken_or_not_said(
    check: str, params: dict[str, Any], policy: dict[str, Any], found: tuple[str, ...]
) -> None:
    assert finds(check, params, policy) == found


def test_of_several_reports_to_one_body_the_nearest_one_is_shown() -> None:
    reports = [{"to": "state-police", "every": "2 years"}, REPORT | {"due": "05-01"}]
    assert finds("report-filed", REPORT, open_(reports=reports)) == (
        "violation /transparency/reports/1/due",
    )


def some(words: Any) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([str(one) for one in words]), unique=True, max_size=4)


@given(some(UserClass), some(UserClass).filter(bool))
def test_users_pass_exactly_when_all_are_allowed(users: list[str], allow: list[str]) -> None:
    found = finds("users-within", {"allow": allow}, access(users=users))
    assert len(found) == len(set(users) - set(allow))


@given(some(PolicyTopic), some(PolicyTopic).filter(bool), some(PolicyTopic))
def test_one_more_topic_never_breaks_a_rule(
    covers: list[str], topics: list[str], more: list[str]
) -> None:
    before = finds("policy-topics", {"topics": topics}, open_(policy_covers=covers))
    after = finds(
        "policy-topics", {"topics": topics}, open_(policy_covers=sorted({*covers, *more}))
    )
    assert (before == ()) is (set(topics) <= set(covers))
    assert before != () or after == ()


@given(some(ContractDuty), some(ContractDuty).filter(bool))
def test_a_contract_passes_exactly_when_it_has_every_term(
    requires: list[str], asked: list[str]
) -> None:
    found = finds("contract-requires", {"requires": asked}, contract(requires=requires))
    assert (found == ()) is (set(asked) <= set(requires))


def test_a_court_promises_nothing() -> None:
    terms = {"basis": ["written-request", "warrant"], "affirms": ["no-immigration-use"]}
    params = {"tiers": [{"terms": terms}]}
    assert finds("recipient-tiers", params, request(kind="warrant")) == ()
    assert finds("recipient-tiers", params, request()) == (f"undecided {PAPER}/affirms",)


@given(some(Affirmation))
def test_a_paper_passes_exactly_when_it_promises_what_the_law_asks(said: list[str]) -> None:
    found = finds("recipient-tiers", ON_PAPER, request(affirms=said))
    assert (found == ()) is ("no-immigration-use" in said)


PERIODS = st.builds(Duration, st.integers(0, 40), st.sampled_from(UNITS)).map(str)
STAGES = st.lists(
    st.fixed_dictionaries({"after": PERIODS, "requires": some(Artifact).filter(bool)}), max_size=4
)


@given(STAGES, PERIODS, some(Artifact).filter(bool))
def test_older_reads_pass_only_with_stages_that_certainly_began(
    stages: list[dict[str, Any]], after: str, requires: list[str]
) -> None:
    found = finds("access-by-age", {"after": after, "requires": requires}, access(stages=stages))
    begun = [
        set(one["requires"])
        for one in stages
        if Duration.parse(one["after"]).at_most(Duration.parse(after))
    ]
    assert (found == ()) is (set(requires) <= set().union(*begun))


@given(PERIODS, PERIODS)
def test_a_notice_passes_only_when_it_certainly_comes_in_time(within: str, limit: str) -> None:
    notice = NOTICE | {"within": within}
    found = finds("notice-within", NOTICE | {"within": limit}, open_(notices=[notice]))
    assert (found == ()) is (Duration.parse(within).at_most(Duration.parse(limit)) is True)


TOPICS = {"topics": ["training"]}
FOR_POLES: dict[str, Any] = {"mounts": ["fixed"]}
FOR_HIGHWAYS: dict[str, Any] = {"roads": ["state-highway"]}
FOR_INSURANCE: dict[str, Any] = {"programs": ["insurance-enforcement"]}
FOR_NEW_CONTRACTS: dict[str, Any] = {"contracts_from": "2026-03-31"}
SILENT = ("undecided /transparency/policy_covers",)


@pytest.mark.parametrize(
    ("applies", "systems", "bound"),
    [
        (FOR_POLES, None, True),
        (FOR_POLES, [], False),
        (FOR_POLES, [SYSTEM], True),
        (FOR_POLES, [SYSTEM | {"readers": {"vehicle": 2}}], True),
        (FOR_POLES, [SYSTEM | {"readers": {"fixed": 1}}], True),
        (FOR_POLES, [SYSTEM | {"readers": {"fixed": 0}}], False),
        (FOR_POLES, [SYSTEM | {"readers": {"fixed": 0}}, SYSTEM | {"id": "two"}], True),
        (FOR_HIGHWAYS, [SYSTEM | {"readers": {"fixed": 0}}], True),
        (FOR_HIGHWAYS, [SYSTEM | {"readers": {"fixed": 3, "state_highway": 1}}], True),
        (FOR_HIGHWAYS, [SYSTEM | {"readers": {"fixed": 3, "state_highway": 0}}], False),
        (FOR_INSURANCE, [SYSTEM], True),
        (FOR_INSURANCE, [SYSTEM | {"program": "insurance-enforcement"}], True),
        (FOR_INSURANCE, [SYSTEM | {"program": "general"}], False),
        (
            FOR_INSURANCE | FOR_HIGHWAYS,
            [
                SYSTEM | {"program": "general"},
                SYSTEM | {"id": "two", "program": "insurance-enforcement"},
            ],
            True,
        ),
        (FOR_NEW_CONTRACTS, [SYSTEM], True),
        (FOR_NEW_CONTRACTS, [SYSTEM | {"contract": {"expires": "2027-01-01"}}], True),
        (FOR_NEW_CONTRACTS, [SYSTEM | {"contract": {"signed": "2026-03-31"}}], True),
        (FOR_NEW_CONTRACTS, [SYSTEM | {"contract": {"signed": "2026-03-30"}}], False),
    ],
)
def test_a_rule_for_some_readers_or_contracts_lets_out_only_what_is_said_to_be_otherwise(
    applies: dict[str, Any], systems: list[dict[str, Any]] | None, bound: bool
) -> None:
    policy = {} if systems is None else {"systems": systems}
    assert finds("policy-topics", TOPICS, policy, applies=applies) == (SILENT if bound else ())


def test_no_system_lets_nobody_out_beside_a_grant() -> None:
    policy = {"systems": []} | request()
    assert finds("policy-topics", TOPICS, policy, applies=FOR_POLES) == SILENT
