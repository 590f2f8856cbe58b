"""Classes of record, how long each is kept, and what keeping one longer asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from lprpolicy.model.words.word import Word, member

_NOUNS = {
    "reads": "reads",
    "hits": "hits",
    "case-evidence": "evidence in a case",
    "court-hold": "reads under a court hold",
    "search-log": "the search log",
}
_SINGULAR = frozenset({"case-evidence", "search-log"})
_EVIDENCE = {"until": "case-closed", "requires": ["supervisor-approval", "case-number"]}
_HELD = {"until": "case-closed", "requires": ["warrant"]}


class RecordClass(Word):
    """The classes of record that laws give different clocks to."""

    READS = ("reads", "[Reads|read] that match no list", "Reads that matched nothing.", "14 days")
    HITS = ("hits", "Reads that match a [hot list]", "Reads that matched a hot list.", "14 days")
    CASE_EVIDENCE = (
        "case-evidence",
        "Reads that are evidence in a case",
        "Reads that are evidence in a case.",
        _EVIDENCE,
    )
    COURT_HOLD = (
        "court-hold",
        "Reads held under a warrant or court order",
        "Reads that a court wants kept.",
        _HELD,
    )
    SEARCH_LOG = (
        "search-log",
        "Entries of the [search log]",
        "The log of who searched what, and why.",
        "1 year",
    )
    PARKING = ("parking", "Reads made to check parking", "Reads made to enforce parking.", None)
    TRAFFIC_STUDY = (
        "traffic-study",
        "Reads made to study traffic",
        "Reads made to study traffic.",
        None,
    )
    COMMERCIAL_VEHICLE = (
        "commercial-vehicle",
        "Reads made to check trucks",
        "Reads made to enforce the law on trucks.",
        None,
    )
    TOLL = ("toll", "Reads made to collect tolls", "Reads made to collect tolls.", None)

    about: str
    """What stands beside it in a draft."""
    draft: str | Mapping[str, Any] | None
    """How long a draft keeps it where the law leaves the choice; None leaves it out."""

    def __new__(
        cls,
        value: str,
        plain: str = "",
        about: str = "",
        draft: str | Mapping[str, Any] | None = None,
    ) -> Self:
        return member(cls, value, plain=plain, about=about, draft=draft)

    @property
    def noun(self) -> str:
        """What a sentence calls it: `keeps parking reads for 30 days`."""
        return _NOUNS.get(self.value, f"{self.value.replace('-', ' ')} reads")

    @property
    def are_kept(self) -> str:
        """The end of a sentence about how long it is kept."""
        return f"{self.noun} {'is' if self.value in _SINGULAR else 'are'} kept"


class Until(Word):
    """An event that ends a retention period."""

    CASE_CLOSED = "case-closed", "the case is closed"
    FINAL_DISPOSITION = "final-disposition", "the courts have ruled on the case for the last time"
    COURT_ORDER_ENDS = "court-order-ends", "the court order ends"
    NO_LONGER_EVIDENCE = "no-longer-evidence", "they are no longer evidence"
    NEVER = "never", "never: they are kept indefinitely"


class Artifact(Word):
    """A paper that must exist before an exception is used."""

    SUPERVISOR_APPROVAL = "supervisor-approval", "the approval of a supervisor"
    CASE_NUMBER = "case-number", "a case number"
    WARRANT = "warrant", "[a warrant|warrant]"
    COURT_ORDER = "court-order", "a court order"
    SUBPOENA = "subpoena", "[a subpoena|subpoena]"
    SWORN_REQUEST = "sworn-request", "a request made under oath"
    PRESERVATION_REQUEST = "preservation-request", "a written request not to delete them"
    WRITTEN_REQUEST = "written-request", "a written request"
    CLAIM_OR_INCIDENT = "claim-or-incident", "a claim or an incident on file"
    HIT_OUTCOME = "hit-outcome", "a note of what came of the hit"
