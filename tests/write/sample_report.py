"""A report with every situation in it, built by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lprpolicy.model.network import Certainty, Edge, EdgeKind, Evidence, Party, PathStep
from lprpolicy.model.places import Location, Mark, Pointer, Span, Where
from lprpolicy.model.report import (
    Checked,
    Decision,
    Excerpt,
    Finding,
    JudgedPolicy,
    Note,
    Related,
    Report,
    RuleInfo,
    Spot,
)
from lprpolicy.model.rule import Provision
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.waiver import Scope, Waiver
from lprpolicy.model.words import AgencyKind, Binding, Layer, RecipientGroup, Verified

AS_OF = dt.date(2026, 9, 30)
FILE = "policies/us-xx/town-pd/policy.yaml"
AGENCY = "us-xx/town-pd"


def location(line: int, start: int, end: int, file: str = FILE) -> Location:
    return Location(file, Span(Mark(line, start), Mark(line, end)))


def spot(message: str, at: Location, pointer: str = "/", **more: Any) -> Spot:
    return Spot(message, Pointer.parse(pointer), at, f"fingerprint-of-{pointer}", **more)


def provision(citation: str, verified: Verified = Verified.TEXT, **more: Any) -> Provision:
    return Provision(citation=citation, url="https://law.example/40-12", verified=verified, **more)


GRANTS = RuleInfo(
    id="us-xx/no-immigration-grants",
    title="No grants to federal immigration agencies",
    says="A town may not let a federal immigration agency query its plate reads.",
    remedy="Remove the grant. A warrant is served on the town, not on the vendor.",
    binding=Binding.MUST,
    layer=Layer.STATE,
    provision=provision("Ex. Veh. Code 40-12(b)"),
    since=dt.date(2025, 1, 1),
    source="lprpolicy/packs/us-xx/no-immigration-grants.yaml",
)
PURPOSES = RuleInfo(
    id="us-xx/purposes",
    title="Searches have a listed purpose",
    says="Plate reads may be searched only for the purposes that the law lists.",
    remedy="Say for which purposes each recipient may search.",
    binding=Binding.MUST,
    layer=Layer.STATE,
    provision=provision(
        "Ex. Veh. Code 40-13",
        Verified.SECONDARY,
        note="Whether parking enforcement counts is not settled.",
    ),
    since=dt.date(2025, 1, 1),
)
REVIEW = RuleInfo(
    id="us-xx/town/yearly-review",
    title="The list is reviewed every year",
    says="The council asked that the list of recipients is reviewed every year.",
    remedy="Write the day of the next review.",
    binding=Binding.SHOULD,
    layer=Layer.TOWN,
    provision=provision("Town Council resolution 2025-17"),
    since=dt.date(2025, 6, 1),
)
DUPLICATE = RuleInfo(
    id="format/duplicate-key",
    title="A key is written once",
    says="A key that is written twice hides one of its values.",
    remedy="Keep one of the two.",
    binding=Binding.MUST,
)
NO_WAY = RuleInfo(
    id="us-xx/town/no-way-to-immigration-agencies",
    title="No known way to immigration agencies",
    says="Nobody has access from whom the reads could get to an immigration agency.",
    remedy="Take out the grant.",
    binding=Binding.MUST,
    layer=Layer.TOWN,
    provision=provision("Town Council resolution 2025-17"),
    since=dt.date(2025, 6, 1),
)
RETENTION = RuleInfo(
    id="us-xx/retention-reads",
    title="Reads are kept for at most 21 days",
    says="Reads without a hit are deleted after 21 days.",
    remedy="Keep reads for 21 days or less.",
    binding=Binding.MUST,
    layer=Layer.STATE,
    provision=provision("Ex. Public Act 26-14 §13"),
    since=dt.date(2026, 10, 1),
)
SWITCHES = RuleInfo(
    id="us-xx/national-lookup-off",
    title="National lookup is off",
    says="No switch opens the reads to the whole country.",
    remedy="Turn it off, and have someone look and sign.",
    binding=Binding.MUST,
    layer=Layer.STATE,
    provision=provision("Ex. Veh. Code 40-16"),
    since=dt.date(2025, 1, 1),
)
AUDIT = RuleInfo(
    id="us-xx/search-log",
    title="Searches are logged",
    says="Every search is logged.",
    remedy="Turn the log on.",
    binding=Binding.MUST,
    layer=Layer.STATE,
    provision=provision("Ex. Veh. Code 40-15"),
    since=dt.date(2025, 1, 1),
)


def waiver(rule: RuleInfo, expires: dt.date) -> Waiver:
    return Waiver(
        rule=rule.id,
        scope=Scope(block="sharing"),
        authority="Town Council",
        reason="The vendor needs until the end of the contract to split the group.",
        granted=dt.date(2026, 6, 1),
        expires=expires,
        record="policies/us-xx/town/records/2026-06-01.pdf",
    )


def finding(
    rule: RuleInfo, at: Spot, line: str, answer: Answer = Answer.VIOLATION, **more: Any
) -> Finding:
    excerpt = Excerpt(at.location.span.start.line, (line,))
    return Finding(rule, answer, more.pop("agency", AGENCY), at, excerpt, **more)


GRANTED = finding(
    GRANTS,
    spot(
        "grants access to ICE, a federal immigration agency",
        location(3, 16, 22),
        "/sharing/grants/0/recipient",
        who="ICE",
        group=RecipientGroup.FEDERAL_IMMIGRATION,
    ),
    "  - recipient: us-ice",
    also=tuple(
        spot(
            f"grants access to {who}, a federal immigration agency",
            location(line, 16, 24),
            f"/sharing/grants/{number}/recipient",
            who=who,
            group=RecipientGroup.FEDERAL_IMMIGRATION,
        )
        for number, (line, who) in enumerate(
            [(7, "Border Patrol"), (11, "ICE Homeland Security Investigations"), (115, "USCIS")], 1
        )
    ),
)
UNKNOWN = finding(
    PURPOSES,
    spot("does not say what searches are for", location(14, 3, 9), "/sharing/purposes"),
    "  grants: [ICE-日本, x]  # ünïcode",
    Answer.UNDECIDED,
)
ADVISED = finding(
    REVIEW,
    spot("is reviewed every 3 years, not every year", location(20, 11, 18), "/review"),
    "  review: 3 years",
)
TWICE = finding(
    DUPLICATE,
    spot(
        "writes the key 'to' twice",
        location(5, 5, 7, "policies/directory/us-xx.yaml"),
        "/agencies/0/to",
    ),
    "    to: someone\x1b[31m\u202eevil",
    agency=None,
    related=(Related("the first one", location(4, 5, 7, "policies/directory/us-xx.yaml")),),
)
TOWN = Party(AGENCY, AGENCY, "Town Police Department", AgencyKind.MUNICIPAL_POLICE, "us-xx", False)
HUB = Party("us-xx/hub", "us-xx/hub", "Example Fusion Center", AgencyKind.FUSION_CENTER, "us-xx")
ICE = Party("us/ice", "us/ice", "ICE", AgencyKind.FEDERAL_IMMIGRATION, None, True)


def step(from_: Party, to: Party, kind: EdgeKind, sure: Certainty, where: Evidence) -> PathStep:
    return PathStep(TOWN, Edge(from_, to, kind, where), sure)


LEADING = finding(
    NO_WAY,
    spot(
        "grants access to Example Fusion Center, from whom the reads reach ICE if they are "
        "passed on",
        location(9, 11, 20),
        "/sharing/grants/2/to",
        who="Example Fusion Center",
        path=(
            step(
                TOWN,
                HUB,
                EdgeKind.GRANT,
                Certainty.CERTAIN,
                Evidence(location(9, 11, 20), "asked for each time"),
            ),
            step(
                HUB,
                ICE,
                EdgeKind.SHOWN,
                Certainty.AGAINST_TERMS,
                Evidence(Where("exports/hub.csv", row=17), "as of 2026-09-01"),
            ),
        ),
    ),
    "    - to: us-xx/hub",
)
WAIVED = finding(
    GRANTS,
    spot(
        "grants access to CBP, a federal immigration agency",
        location(31, 16, 19),
        "/sharing/grants/9/recipient",
        who="CBP",
    ),
    "  - recipient: cbp",
    waiver=waiver(GRANTS, dt.date(2026, 10, 20)),
)
WAIVED_LONGER = finding(
    PURPOSES,
    spot("searches for debt-collection", location(33, 3, 18), "/purposes/3"),
    "  debt-collection",
    waiver=waiver(PURPOSES, dt.date(2026, 11, 28)),
)
COMING = finding(
    RETENTION,
    spot(
        "keeps reads for 30 days, longer than 21 days", location(40, 12, 19), "/retention/0/period"
    ),
    "    period: 30 days",
)

ADOPTED = finding(
    SWITCHES,
    spot(
        "does not say who certified that the lookup settings of alpr were checked",
        location(6, 5, 8),
        "/systems/0/attested",
    ),
    "  - id: alpr",
    Answer.UNDECIDED,
)

REPORT = Report(
    version="0.1.0",
    as_of=AS_OF,
    decision=Decision.REFUSE,
    strict=False,
    checked=Checked(files=38, agencies=8, rules=412),
    rules=(GRANTS, PURPOSES, REVIEW, AUDIT),
    findings=(TWICE, GRANTED, UNKNOWN, ADVISED, WAIVED, WAIVED_LONGER),
    coming=(COMING,),
    adoption=(ADOPTED,),
    notes=(
        Note(
            "two readings of the law disagree on whether a task force is an agency of the state",
            rule=PURPOSES,
            agency=AGENCY,
        ),
        Note("no rule covers the law of us-yy yet"),
    ),
    subjects=(
        JudgedPolicy(
            AGENCY,
            FILE,
            tuple(rule.id for rule in (GRANTS, PURPOSES, REVIEW, AUDIT)),
            draft=True,
        ),
        JudgedPolicy("us-yy/village-pd", "policies/us-yy/village-pd/policy.yaml", (GRANTS.id,)),
    ),
)
"""Everything at once."""

LED = Report(
    version="0.1.0",
    as_of=AS_OF,
    decision=Decision.REFUSE,
    strict=False,
    checked=Checked(files=2, agencies=1, rules=1),
    rules=(NO_WAY,),
    findings=(LEADING,),
    subjects=(JudgedPolicy(AGENCY, FILE, (NO_WAY.id,)),),
)
"""A finding about a path."""

CLEAN = Report(
    version="0.1.0",
    as_of=AS_OF,
    decision=Decision.ALLOW,
    strict=False,
    checked=Checked(files=1, agencies=1, rules=1),
    rules=(AUDIT,),
    findings=(),
    subjects=(JudgedPolicy(AGENCY, FILE, (AUDIT.id,)),),
)
"""Nothing to say."""
