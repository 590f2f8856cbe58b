"""One agency's decisions at one revision, as they are written in `policy.yaml`.

Every block may be left out, and what is left out is not decided: a rule that needs it answers
*undecided*, which refuses.
"""

from typing import Literal

from lprpolicy.model.oversight import Access, Audit, Security, Transparency
from lprpolicy.model.paper import Paper
from lprpolicy.model.retention import Retention
from lprpolicy.model.scalars import AgencyId, Count, Day, Flag, Line, Maybe, Period, Slug
from lprpolicy.model.sharing import Sharing
from lprpolicy.model.words import (
    ApprovalKind,
    ContractDuty,
    ContractTerm,
    Deliverable,
    HotListFile,
    Permission,
    Place,
    Purpose,
    ReaderProgram,
    Status,
    Storage,
    Vendor,
)
from lprpolicy.model.words import Field as ReadField
from lprpolicy.model.written import Field, Written


class Adopted(Written):
    """Who adopted this policy, and where that is recorded."""

    by: Line = Field(title="By", description="The body that voted, such as the town council.")
    on: Day = Field(title="On", description="The day of the vote.")
    record: Paper = Field(
        title="Record",
        description="The minutes: a file of this repository, or an address with its SHA-256.",
    )


class Attested(Written):
    """A person's dated word for settings that no export prints."""

    by: Line = Field(title="By", description="The office that looked, such as records supervisor.")
    on: Day = Field(title="On", description="The day of looking.")
    record: Maybe[Paper] = Field(
        None, title="Record", description="The signed note of it, in this repository."
    )


class Readers(Written):
    """How many readers there are, by how they are mounted."""

    fixed: Maybe[Count] = Field(None, title="Fixed", description="On poles, bridges, buildings.")
    vehicle: Maybe[Count] = Field(None, title="Vehicle", description="On patrol vehicles.")
    portable: Maybe[Count] = Field(None, title="Portable", description="On trailers or tripods.")
    state_highway: Maybe[Count] = Field(
        None,
        title="State highway",
        description="How many of all these stand on the right-of-way of a state highway.",
    )


class Delivered(Written):
    """Something that the vendor delivers again and again."""

    what: Deliverable = Field(title="What", description="What the vendor delivers.")
    every: Period = Field(title="Every", description="The longest time between two.")


class Contract(Written):
    """The agreement with the vendor."""

    signed: Maybe[Day] = Field(None, title="Signed", description="The day it was signed.")
    expires: Maybe[Day] = Field(None, title="Expires", description="The last day it is in effect.")
    document: Maybe[Paper] = Field(
        None, title="Document", description="The signed contract, in this repository."
    )
    forbids: Maybe[tuple[ContractTerm, ...]] = Field(
        None, title="Forbids", description="What the contract forbids the vendor."
    )
    requires: Maybe[tuple[ContractDuty, ...]] = Field(
        None, title="Requires", description="What the contract requires of the vendor."
    )
    delivers: Maybe[tuple[Delivered, ...]] = Field(
        None,
        title="Delivers",
        description="What the vendor delivers, and how often. [] is nothing.",
    )
    retention: Maybe[Period] = Field(
        None, title="Retention", description="How long the contract lets the vendor keep reads."
    )


class Lookups(Written):
    """Vendor-wide switches that open the reads to whole states or the nation at once."""

    statewide: Maybe[Flag] = Field(
        None, title="Statewide", description="Every agency of the state on this vendor can search."
    )
    national: Maybe[Flag] = Field(
        None, title="National", description="Every agency in the country on it can search."
    )
    share_all: Maybe[Flag] = Field(
        None, title="Share all", description="New agencies are let in without being asked about."
    )


class ExportOwnerName(Written):
    """The name by which a vendor's exports call the agency, where it is not the agency's own."""

    name: Line = Field(title="Name", description="The name, as the export prints it.")
    why: Line = Field(title="Why", description="Why this name is the agency's.")
    record: Maybe[Paper] = Field(
        None,
        title="Record",
        description="A document that shows it: the vendor's order, or a page of the account. "
        "Without one, exports of that name prove nothing of the agency.",
    )


class System(Written):
    """One database that holds the reads. Two systems may have two settings."""

    id: Slug = Field(title="Id", description="A short name that grants refer to.")
    vendor: Vendor = Field(title="Vendor", description="Whose product it is.")
    other: Maybe[Line] = Field(
        None, title="Other", description="The vendor's name, where `vendor` is `other`."
    )
    program: Maybe[ReaderProgram] = Field(
        None,
        title="Program",
        description="Which program it serves, where a law has its own for it.",
    )
    storage: Maybe[Storage] = Field(
        None, title="Storage", description="Where its reads are stored, and beside whose."
    )
    readers: Maybe[Readers] = Field(
        None, title="Readers", description="How many readers feed this system."
    )
    contract: Maybe[Contract] = Field(
        None, title="Contract", description="The agreement with the vendor."
    )
    lookups: Maybe[Lookups] = Field(
        None, title="Lookups", description="Vendor-wide switches. They are not single grants."
    )
    retention: Maybe[Retention] = Field(
        None,
        title="Retention",
        description="What this system keeps for another time than the policy's own `retention`.",
    )
    attested: Maybe[Attested] = Field(
        None, title="Attested", description="Who looked at the settings that no export prints."
    )
    export_owner: Maybe[ExportOwnerName] = Field(
        None,
        title="Export owner",
        description="What its exports call the agency, where they do not print the agency's name.",
    )


class Collection(Written):
    """What is recorded, and where readers do not stand."""

    fields: Maybe[tuple[ReadField, ...]] = Field(
        None, title="Fields", description="Everything that is recorded with a read."
    )
    avoids: Maybe[tuple[Place, ...]] = Field(
        None, title="Avoids", description="Places that readers are kept away from."
    )
    face_recognition: Maybe[Permission] = Field(
        None,
        title="Face recognition",
        description="Whether a reader, or what is joined to it, may recognize faces.",
    )


class Purposes(Written):
    """What the reads may be used for, and what never."""

    allowed: Maybe[tuple[Purpose, ...]] = Field(
        None, title="Allowed", description="The only purposes of a search."
    )
    prohibited: Maybe[tuple[Purpose, ...]] = Field(
        None, title="Prohibited", description="Purposes that are refused, whoever asks."
    )


class HotList(Written):
    """A list of plates that raises an alert."""

    list: Slug = Field(title="List", description="Its short name, such as ncic.")
    excludes: Maybe[tuple[HotListFile, ...]] = Field(
        None, title="Excludes", description="Parts of the list that are not loaded."
    )
    refreshed_every: Maybe[Period] = Field(
        None, title="Refreshed every", description="The longest time between two updates."
    )
    refreshed_each_shift: Maybe[Flag] = Field(
        None,
        title="Refreshed each shift",
        description="It is brought up to date when a shift begins.",
    )
    verified_before_stop: Maybe[Flag] = Field(
        None,
        title="Verified before a stop",
        description="A hit is confirmed before a car is stopped.",
    )


class Approval(Written):
    """A decision or registration that is recorded."""

    kind: ApprovalKind = Field(title="Kind", description="What was decided or registered.")
    by: Line = Field(title="By", description="Who decided, or with whom it is registered.")
    on: Day = Field(title="On", description="The day.")
    record: Maybe[Paper] = Field(
        None, title="Record", description="The document, in this repository."
    )


class Policy(Written):
    """An agency's decisions about its license plate readers."""

    format: Literal["lprpolicy/policy/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    agency: AgencyId = Field(
        title="Agency", description="Whose policy it is; name, kind and state are in the directory."
    )
    status: Status = Field(
        title="Status", description="proposed: a draft; adopted: decided; superseded: replaced."
    )
    adopted: Adopted | None = Field(
        None, title="Adopted", description="Who adopted it; null while nobody has."
    )
    effective: Maybe[Day] = Field(None, title="Effective", description="The first day it applies.")
    review_by: Maybe[Day] = Field(
        None, title="Review by", description="The day by which it is looked at again."
    )
    systems: Maybe[tuple[System, ...]] = Field(
        None, title="Systems", description="Where the reads live."
    )
    collection: Maybe[Collection] = Field(None, title="Collection", description="What is recorded.")
    retention: Maybe[Retention] = Field(
        None, title="Retention", description="How long each class of record is kept."
    )
    purposes: Maybe[Purposes] = Field(
        None, title="Purposes", description="What the reads may be used for."
    )
    hot_lists: Maybe[tuple[HotList, ...]] = Field(
        None, title="Hot lists", description="Lists of plates that raise an alert. [] is none."
    )
    sharing: Maybe[Sharing] = Field(
        None, title="Sharing", description="Who else can search the reads."
    )
    access: Maybe[Access] = Field(
        None, title="Access", description="What an own user gives before searching."
    )
    audit: Maybe[Audit] = Field(None, title="Audit", description="How searches are looked over.")
    security: Maybe[Security] = Field(
        None, title="Security", description="How the records are protected."
    )
    transparency: Maybe[Transparency] = Field(
        None, title="Transparency", description="What the public can read."
    )
    approvals: Maybe[tuple[Approval, ...]] = Field(
        None, title="Approvals", description="Decisions and registrations on record."
    )
