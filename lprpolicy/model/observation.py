"""What a vendor export shows, at a time: yes, no or unknown for each fact, and how complete it is.

It carries a policy-shaped state, so that comparing a policy with an export is comparing two
states of one shape.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import Where
from lprpolicy.model.words import Data, Purpose, RowStatus, Tri, Vendor


class Completeness(StrEnum):
    """How much of the truth a source can show."""

    COMPLETE = "complete"  # every direct share is on it
    CLAIMED = "claimed"  # a person who wrote it by hand says so; the vendor does not
    LOWER_BOUND = "lower-bound"  # every row is a share; other shares may exist too
    OCR = "ocr"  # read from a scan: letters may be wrong, rows may be missing

    @property
    def plain(self) -> str:
        """What it means, to stand after the name of a list."""
        return {
            Completeness.COMPLETE: "is whole",
            Completeness.CLAIMED: "is whole only by the word of whoever wrote it",
            Completeness.LOWER_BOUND: "may leave out some recipients",
            Completeness.OCR: "was read off a scan, which may lose rows",
        }[self]


class Direction(StrEnum):
    """Which way the reads go, seen from the owner of the export."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


@dataclass(frozen=True, slots=True)
class Share:
    """One row: somebody who can search the owner's data, or whose data the owner can search.

    `raw` is the vendor's text, byte for byte but for line breaks of the layout. `data` has an
    entry for every kind of data; what the export does not print is unknown. `state` is set only
    where the export itself prints one (`us-xx`), and `state_from` says where.
    """

    direction: Direction
    raw: str
    where: Where
    data: Mapping[Data, Tri]
    status: RowStatus = RowStatus.ACTIVE
    networks: str | None = None
    hot_lists: tuple[str, ...] = ()
    state: str | None = None
    state_from: Where | None = None
    city: str | None = None
    since: dt.date | None = None


class ClaimSubject(StrEnum):
    """What a claim is about."""

    ACCEPTABLE_USE = "acceptable-use"
    PROHIBITED_USES = "prohibited-uses"
    ACCESS = "access"
    HOT_LISTS = "hot-lists"
    SHARING = "sharing"
    RETENTION = "retention"
    DEPLOYMENT = "deployment"
    DETECTION = "detection"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Claim:
    """What an agency says about its own system in words. No setting proves it.

    `purposes` are those whose words are certain; a claim can mean more than them, unless it is
    `whole`.
    """

    subject: ClaimSubject
    heading: str
    text: str
    where: Where
    purposes: tuple[Purpose, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Observation:
    """One export, read. `lookups` are the vendor-wide switches; no export prints them so far.

    `log_for_ever` is whether it says that the log of searches is kept indefinitely; `empty` are
    the directions whose list says of itself that nobody is on it.
    """

    vendor: Vendor
    document: str
    sha256: str
    owner: str | None
    reported: dt.date | None
    completeness: Completeness
    shares: tuple[Share, ...]
    lookups: Mapping[str, Tri] = field(
        default_factory=lambda: {
            "statewide": Tri.UNKNOWN,
            "national": Tri.UNKNOWN,
            "share_all": Tri.UNKNOWN,
        }
    )
    retention: Duration | None = None
    notes: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    empty: tuple[Direction, ...] = ()
    log_for_ever: bool = False

    def prohibition(self) -> Claim | None:
        """The one claim that says, whole and certain, what the reads are never used for."""
        about = [one for one in self.claims if one.subject is ClaimSubject.PROHIBITED_USES]
        return about[0] if len(about) == 1 and about[0].whole else None

    def tells_who_is_let_in(self) -> bool:
        """Whether there is a list of recipients, be it empty. No list is not an empty one."""
        whole = self.completeness in (Completeness.COMPLETE, Completeness.CLAIMED)
        return whole or bool(self.outbound()) or Direction.OUTBOUND in self.empty

    def outbound(self) -> tuple[Share, ...]:
        """The shares that let a recipient in; a pending request lets nobody in."""
        return tuple(
            share
            for share in self.shares
            if share.direction is Direction.OUTBOUND and share.status is not RowStatus.PENDING
        )

    def pending_requests(self) -> tuple[Share, ...]:
        """The requests to be let in that wait for an answer."""
        return tuple(
            share
            for share in self.shares
            if share.direction is Direction.OUTBOUND and share.status is RowStatus.PENDING
        )
