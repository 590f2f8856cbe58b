"""How a rule binds, whose it is, and how its law was read."""

from __future__ import annotations

from enum import StrEnum

from lprpolicy.model.words.word import Word


class Binding(StrEnum):
    """`must` is required, `should` is recommended."""

    MUST = "must"
    SHOULD = "should"


class Verified(StrEnum):
    """Whether a reviewer read the law's own words or relied on another reviewer."""

    TEXT = "text"
    SECONDARY = "secondary"


class Layer(StrEnum):
    """Whose rule it is, from the widest to the narrowest."""

    FEDERAL = "federal"
    STATE = "state"
    AGENCY = "agency"
    TOWN = "town"


class LawTopic(Word):
    """What a passage of law is about, as the columns of the table of all states."""

    SCOPE = "scope", "whom it binds"
    RETENTION = "retention", "how long records are kept"
    PURPOSES = "purposes", "what reads may be used for"
    RECIPIENTS = "recipients", "who else may get reads"
    IMMIGRATION = "immigration", "immigration enforcement"
    HEALTH_CARE = "health-care", "health care that the law protects"
    SALE = "sale", "sale of reads"
    HOT_LISTS = "hot-lists", "hot lists and stops"
    COLLECTION = "collection", "what is recorded, and where readers stand"
    USERS = "users", "who may search, and how"
    LOGS = "logs", "what is logged of a search"
    AUDIT = "audit", "audits"
    POLICY = "policy", "the written policy"
    REPORTS = "reports", "reports and notices"
    PUBLIC_RECORDS = "public-records", "what the public can see"
    SECURITY = "security", "protection of the records"
    CONTRACT = "contract", "the vendor and its contract"
    APPROVAL = "approval", "permission to run readers"
    REMEDIES = "remedies", "penalties and lawsuits"
