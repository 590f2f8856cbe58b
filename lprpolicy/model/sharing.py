"""Who else can search the reads: grants, and the documents that they rest on."""

from typing import Annotated

from lprpolicy.model.paper import Paper
from lprpolicy.model.scalars import (
    AgencyId,
    Day,
    Line,
    Maybe,
    Period,
    Slug,
    StateId,
    TextOrMapping,
)
from lprpolicy.model.words import (
    Affirmation,
    BasisKind,
    Data,
    Mode,
    Onward,
    Permission,
    PreservationTerm,
    Purpose,
    Release,
    Requester,
    Taking,
)
from lprpolicy.model.written import Field, Written


class Basis(Written):
    """The paper that a grant rests on."""

    kind: BasisKind = Field(title="Kind", description="What kind of document it is.")
    document: Maybe[Paper] = Field(
        None, title="Document", description="The signed document, in this repository."
    )
    signed: Maybe[Day] = Field(None, title="Signed", description="The day it was signed.")
    expires: Maybe[Day] = Field(None, title="Expires", description="The last day it is good for.")
    affirms: Maybe[tuple[Affirmation, ...]] = Field(
        None, title="Affirms", description="What the recipient promises in it."
    )


class Named(Written):
    """A recipient known only by the name that a vendor prints."""

    named: Line = Field(title="Named", description="The vendor's text for this recipient.")
    state: Maybe[StateId] = Field(
        None, title="State", description="Its state, where the same export prints it elsewhere."
    )


To = Annotated[AgencyId | Named, TextOrMapping("(id)", "(named)")]


class Grant(Written):
    """One recipient's access."""

    to: To = Field(
        title="To",
        description="Who can search: an id of the directory, or the vendor's name for it.",
    )
    listed_as: Maybe[Line] = Field(
        None,
        title="Listed as",
        description="The vendor's text for this recipient, as it prints it.",
    )
    system: Maybe[Slug] = Field(None, title="System", description="The system it opens.")
    data: Maybe[tuple[Data, ...]] = Field(None, title="Data", description="What it opens.")
    mode: Maybe[Mode] = Field(
        None, title="Mode", description="standing: any time; per-request: asked for each time."
    )
    purposes: Maybe[tuple[Purpose, ...]] = Field(
        None, title="Purposes", description="What the recipient may search for."
    )
    basis: Maybe[Basis] = Field(None, title="Basis", description="The document it rests on.")


class Preservation(Written):
    """What the agency does when somebody asks that reads be held for a court."""

    honors: Maybe[tuple[Requester, ...]] = Field(
        None, title="Honors", description="Whose requests are followed. [] is nobody's."
    )
    states: Maybe[tuple[PreservationTerm, ...]] = Field(
        None, title="States", description="What a request must state. [] is nothing."
    )
    held_for: Maybe[Period] = Field(
        None,
        title="Held for",
        description="How long after it was made a read is held at least, on one request.",
    )


class Sharing(Written):
    """Who else can search the reads."""

    onward: Maybe[Onward] = Field(
        None, title="Onward", description="Whether a recipient may pass reads on."
    )
    sale: Maybe[Permission] = Field(
        None, title="Sale", description="Whether the agency may sell or trade reads."
    )
    purchase: Maybe[Permission] = Field(
        None, title="Purchase", description="Whether the agency may buy or rent reads from others."
    )
    private_reads: Maybe[tuple[Taking, ...]] = Field(
        None,
        title="Private reads",
        description="On what the agency takes reads of private readers. [] is never.",
    )
    preservation: Maybe[Preservation] = Field(
        None, title="Preservation", description="What a request to hold reads takes, and does."
    )
    release_on_request: Maybe[Release] = Field(
        None,
        title="Release on request",
        description="Who gets reads on a written request alone, without a grant.",
    )
    grants: Maybe[tuple[Grant, ...]] = Field(
        None, title="Grants", description="Everyone who has access. [] is nobody."
    )
