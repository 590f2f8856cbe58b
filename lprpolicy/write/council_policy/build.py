"""Assemble the policy document: the articles in one fixed order, none left out."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import long_day
from lprpolicy.write.council_policy.adoption import NOTICES, cover, findings, resolution
from lprpolicy.write.council_policy.clauses import clause, list_unspecified
from lprpolicy.write.council_policy.document import Article, Block, Clause, PolicyDocument
from lprpolicy.write.council_policy.duties import approvals, audits, public, security, users
from lprpolicy.write.council_policy.formal import DEFINITIONS
from lprpolicy.write.council_policy.retention import retention
from lprpolicy.write.council_policy.sharing import annex, sharing
from lprpolicy.write.council_policy.systems import systems
from lprpolicy.write.council_policy.use import collection, hot_lists, purposes
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import name, say


def council_policy(material: Material) -> PolicyDocument:
    """Write everything that a policy specifies as numbered articles, without comment."""
    policy, called = material.subject.policy, material.subject.agency.name
    return PolicyDocument(
        agency=policy.agency,
        name=called,
        title="License Plate Reader Policy",
        file=material.file,
        day=material.subject.day,
        notice=NOTICES[policy.status],
        cover=tuple(cover(material)),
        findings=tuple(findings(material)),
        articles=(
            _scope(material),
            _definitions(),
            systems(material),
            collection(material),
            purposes(material),
            hot_lists(material),
            retention(material),
            users(material),
            sharing(material),
            audits(material),
            security(material),
            public(material),
            approvals(material),
            _dates(material),
        ),
        annex=annex(material),
        resolution=resolution(material),
    )


def _scope(material: Material) -> Article:
    at = ROOT / "agency"
    who = name(material.subject.agency.name)
    blocks = (
        clause(say("In this policy, the “Department” is the ", who, ".", at=at)),
        clause(
            say(
                "This policy shall apply to every license plate reader of the Department, to "
                "every system that holds its reads, and to every person who uses them.",
                at=at,
            )
        ),
    )
    return Article("scope", "Scope", (at,), blocks)


def _definitions() -> Article:
    items = tuple(say(f"“{term}” means {meaning}") for term, meaning in DEFINITIONS)
    blocks = (Clause((say("In this policy:"),), items),)
    return Article("definitions", "Definitions", (), blocks)


def _dates(material: Material) -> Article:
    return Article(
        "dates",
        "Effective date and review",
        (ROOT / "effective", ROOT / "review_by"),
        tuple(_effective(material)),
    )


def _effective(material: Material) -> Iterator[Block]:
    policy = material.subject.policy
    if policy.effective is not None:
        says = f"This policy shall take effect on {long_day(policy.effective)}."
        yield clause(say(says, at=ROOT / "effective"))
    if policy.review_by is not None:
        says = f"This policy shall be reviewed by {long_day(policy.review_by)}."
        yield clause(say(says, at=ROOT / "review_by"))
    yield from list_unspecified(
        (policy.effective, "the day it takes effect", ROOT / "effective"),
        (policy.review_by, "the day by which it is reviewed", ROOT / "review_by"),
    )
