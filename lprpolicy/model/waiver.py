"""A waiver: a named authority's dated, expiring exception to one rule for one scope."""

from typing import Literal

from lprpolicy.model.paper import Paper
from lprpolicy.model.scalars import AgencyId, Day, Line, Maybe, RuleId, Slug, Text
from lprpolicy.model.written import Field, Written

LONGEST_DAYS = 180


class Scope(Written):
    """What it covers; a finding must match everything that is written here."""

    block: Maybe[Slug] = Field(
        None, title="Block", description="A block of the policy, such as retention or sharing."
    )
    to: Maybe[AgencyId] = Field(None, title="To", description="The grant to this recipient.")
    system: Maybe[Slug] = Field(None, title="System", description="Only this system.")


class Waiver(Written):
    """One exception. It ends at the latest 180 days after it was granted."""

    rule: RuleId = Field(title="Rule", description="The one rule it suspends.")
    scope: Scope = Field(title="Scope", description="The part of the policy it covers.")
    authority: Line = Field(title="Authority", description="The body that granted it.")
    reason: Text = Field(title="Reason", description="Why, in a sentence a resident understands.")
    granted: Day = Field(title="Granted", description="The day of the decision.")
    expires: Day = Field(title="Expires", description="The last day it covers anything.")
    record: Paper = Field(
        title="Record",
        description="The decision: a file of this repository, or an address with its SHA-256.",
    )


class Waivers(Written):
    """`waivers.yaml` of one agency."""

    format: Literal["lprpolicy/waivers/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    agency: AgencyId = Field(title="Agency", description="Whose policy they are about.")
    status: Literal["proposed", "adopted"] = Field(
        title="Status",
        description="proposed: a draft, good only beside a proposed policy; adopted: granted.",
    )
    waivers: tuple[Waiver, ...] = Field(title="Waivers", description="The exceptions.")
