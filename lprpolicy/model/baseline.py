"""A baseline: what was found on the day that a town was imported, so that only new faults refuse.

It is no waiver. Nobody granted it, it covers no rule, and it ends. It names single findings.
"""

from typing import Final, Literal

from lprpolicy.model.scalars import AgencyId, Day, Line, Maybe, RuleId, Sha256
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.written import Field, Written

LONGEST_DAYS: Final = 180


class OldFinding(Written):
    """One finding at one place. A finding is the same only if all of this is the same."""

    rule: RuleId = Field(title="Rule", description="The rule's id.")
    verdict: Answer = Field(title="Verdict", description="violation or undecided.")
    agency: Maybe[AgencyId] = Field(None, title="Agency", description="Whose policy it is in.")
    message: Line = Field(title="Message", description="What was found there.")
    fingerprint: Sha256 = Field(
        title="Fingerprint", description="Of the place, as in the JSON report."
    )
    around: Sha256 = Field(
        title="Around",
        description="Of the whole grant, system or block that the place is in; another digest "
        "is another decision, and so a new finding.",
    )


class Baseline(Written):
    """The findings that were there when it was written, until the day on which it ends."""

    format: Literal["lprpolicy/baseline/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    written: Day = Field(title="Written", description="The day on which it was written.")
    until: Day = Field(
        title="Until",
        description=f"The last day on which it counts: at most {LONGEST_DAYS} days after "
        "`written`.",
    )
    findings: tuple[OldFinding, ...] = Field(
        title="Findings", description="What was found then, a place each."
    )
