"""A policy that uses every field of the format, and a repository around it."""

from __future__ import annotations

import json
from typing import Any

from lprpolicy.host.files.tree import Tree
from tests.repositories import drafts

AGENCY = "us-ct/milford-pd"
FILE = f"{AGENCY}/policy.yaml"
ELSEWHERE = {"url": "https://town.example/papers/1.pdf", "sha256": "0f" * 32}
KEEP = {
    "at_most": "2 years",
    "until": "final-disposition",
    "requires": ["warrant"],
    "renewable": False,
}

POLICY: dict[str, Any] = {
    "schema": "lprpolicy/policy/v1",
    "agency": AGENCY,
    "status": "adopted",
    "adopted": {"by": "Example Board", "on": "2026-11-02", "record": ELSEWHERE},
    "effective": "2026-11-03",
    "review_by": "2027-11-03",
    "systems": [
        {
            "id": "one",
            "vendor": "flock",
            "program": "general",
            "storage": "vendor-separate",
            "readers": {"fixed": 6, "vehicle": 2, "portable": 1, "state_highway": 4},
            "contract": {
                "signed": "2026-06-01",
                "expires": "2029-05-31",
                "document": "contracts/one.pdf",
                "forbids": ["sale", "vendor-use"],
                "requires": ["agency-owns-data", "audit-rights"],
                "delivers": [{"what": "search-audit", "every": "1 month"}],
                "retention": "21 days",
            },
            "lookups": {"statewide": True, "national": False, "share_all": False},
            "retention": {"reads": "10 days", "hits": {"at_most": "20 days"}},
            "attested": {
                "by": "records supervisor",
                "on": "2026-11-20",
                "record": "minutes/switches.md",
            },
            "export_owner": {
                "name": "North Lot Cameras",
                "why": "the town's only network",
                "record": "contracts/one.pdf",
            },
        },
        {
            "id": "two",
            "vendor": "other",
            "other": "Readers of the Shore",
            "contract": {"document": ELSEWHERE},
            "attested": {"by": "chief", "on": "2026-11-19", "record": ELSEWHERE},
            "export_owner": {"name": "Shore Lot", "why": "its own lot", "record": ELSEWHERE},
        },
    ],
    "collection": {
        "fields": ["plate", "time", "audio"],
        "avoids": ["school", "court"],
        "face_recognition": "forbidden",
    },
    "retention": {
        "reads": "14 days",
        "hits": "3 weeks",
        "case-evidence": KEEP,
        "court-hold": {"until": "court-order-ends", "requires": ["court-order", "subpoena"]},
        "search-log": {"until": "never"},
        "parking": "24 hours",
        "traffic-study": "1 day",
        "commercial-vehicle": {"requires": ["case-number"]},
        "toll": "9 months",
    },
    "purposes": {
        "allowed": ["stolen-vehicle", "felony-warrant"],
        "prohibited": ["immigration-enforcement", "harassment", "personal-use"],
    },
    "hot_lists": [
        {
            "list": "ncic",
            "excludes": ["immigration-violator"],
            "refreshed_every": "24 hours",
            "refreshed_each_shift": True,
            "verified_before_stop": True,
        },
        {"list": "town-list", "verified_before_stop": False},
    ],
    "sharing": {
        "onward": "with-permission",
        "sale": "forbidden",
        "purchase": "allowed",
        "private_reads": ["consent", "warrant"],
        "preservation": {
            "honors": ["governments", "defendants"],
            "states": ["sworn-statement", "times"],
            "held_for": "14 days",
        },
        "release_on_request": "any-law-enforcement-agency",
        "grants": [
            {
                "to": "us-ct/westport-pd",
                "listed_as": "Westport CT PD",
                "system": "one",
                "data": ["reads", "live-alerts"],
                "mode": "standing",
                "purposes": ["stolen-vehicle"],
                "basis": {
                    "kind": "agreement",
                    "document": "agreements/westport.pdf",
                    "signed": "2026-10-20",
                    "expires": "2027-10-20",
                    "affirms": ["no-immigration-use", "no-passing-on"],
                },
            },
            {
                "to": {"named": "DHS - HSI (Newark NJ)", "state": "us-nj"},
                "system": "two",
                "data": ["reads"],
                "mode": "per-request",
                "purposes": ["homicide"],
                "basis": {"kind": "warrant", "document": ELSEWHERE},
            },
            {"to": {"named": "Somebody Or Other"}},
            {"to": "us-ct/weston-pd", "system": "one", "data": [], "purposes": []},
        ],
    },
    "access": {
        "reason": "required",
        "case_number": "optional",
        "second_factor": "absent",
        "training": {"every": "1 year"},
        "users": ["sworn-officers", "authorized-employees"],
        "authorization": "required",
        "stated_facts": "optional",
        "entry_reason": "required",
        "entry_removal": "required",
        "role_limits": "required",
        "tracking_warrant": "optional",
        "stages": [
            {"after": "30 days", "requires": ["case-number", "written-request"]},
            {"after": "6 months", "requires": ["warrant"]},
        ],
    },
    "audit": {
        "every": "3 months",
        "by": "internal-affairs",
        "auditor": "own-auditor",
        "sample": "5 percent",
        "log_review": "1 week",
        "search_log_fields": ["user", "ori", "reason"],
    },
    "security": {"encrypted_in_transit": True, "encrypted_at_rest": False},
    "transparency": {
        "policy_published": "https://town.example/readers",
        "annual_report": {"due": "01-31", "published": "https://town.example/report"},
        "council_summary": {"every": "3 months"},
        "reader_locations": "public",
        "search_logs": "confidential",
        "reads": "confidential",
        "use_log": "public",
        "audits": "public",
        "policy_covers": ["retention", "training"],
        "reports": [
            {
                "to": "state-police",
                "every": "1 year",
                "due": "04-01",
                "contents": ["searches", "misuse"],
                "kept": "18 months",
            },
            {"to": "council", "every": "3 months"},
        ],
        "notices": [{"of": "new-reader", "to": "public", "within": "10 days"}],
        "public_notice": "2026-01-02",
    },
    "approvals": [
        {
            "kind": "council-vote",
            "by": "Example Council",
            "on": "2026-10-01",
            "record": "minutes/2026-10-01.md",
        },
        {"kind": "public-hearing", "by": "Example Council", "on": "2026-09-01"},
        {
            "kind": "state-registration",
            "by": "Example Council",
            "on": "2026-08-01",
            "record": ELSEWHERE,
        },
    ],
}


def repository(policy: dict[str, Any] | None = None) -> Tree:
    """The drafts, and this policy among them; JSON is YAML too."""
    return drafts().over(FILE, json.dumps(policy or POLICY, indent=1).encode())
