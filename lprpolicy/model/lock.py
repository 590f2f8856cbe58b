"""`verified.json`: what was last seen at the vendor and agreed with the policy.

`drift` uses it to tell which side changed since: the text or the vendor's settings.
"""

from __future__ import annotations

from typing import Literal

from lprpolicy.model.plan import Observed, Raw, Sha256
from lprpolicy.model.scalars import AgencyId, Day, Maybe, Period, Slug, StateId
from lprpolicy.model.words import Data, RowStatus
from lprpolicy.model.written import Field, Written


class LockedRow(Written):
    """One row that was on the vendor's list."""

    row: Raw = Field(title="Row", description="The vendor's text.")
    state: Maybe[StateId] = Field(None, title="State", description="As the export printed it.")
    status: RowStatus = Field(title="Status", description="As the vendor marked it.")
    open: tuple[Data, ...] = Field(title="Open", description="What the export showed as open.")
    closed: tuple[Data, ...] = Field((), title="Closed", description="What it showed as closed.")


class LockedSystem(Written):
    """One system as its exports showed it."""

    system: Slug = Field(title="System", description="The policy's name for it.")
    on: tuple[Slug, ...] = Field((), title="On", description="Switches that were shown on.")
    off: tuple[Slug, ...] = Field((), title="Off", description="Switches that were shown off.")
    reads: Maybe[Period] = Field(None, title="Reads", description="How long reads were kept.")
    rows: tuple[LockedRow, ...] = Field(title="Rows", description="Everyone who was on the list.")


class Lock(Written):
    """The last state that was verified, by which exports, against which policy."""

    format: Literal["lprpolicy/lock/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    agency: AgencyId = Field(title="Agency", description="Whose sharing was looked at.")
    verified: Day = Field(title="Verified", description="The day it was verified.")
    policy: Sha256 = Field(title="Policy", description="The policy.yaml that it agreed with.")
    plan: Sha256 = Field(title="Plan", description="The fingerprint of the plan that was done.")
    observed: tuple[Observed, ...] = Field(
        min_length=1, title="Observed", description="The exports that showed it."
    )
    systems: tuple[LockedSystem, ...] = Field(
        min_length=1, title="Systems", description="What they showed."
    )
