"""Recorded votes to loosen or drop a rule: written one pull request before the change itself.

A change is judged by the rules of the base too, so a vote counts from the base only. It names one
file, what that was and what it becomes, by their digests: so it permits one step and no other.
"""

from typing import Annotated, Literal

from lprpolicy.model.scalars import END, AgencyId, Day, Line, Matching, Maybe, RelativePath
from lprpolicy.model.written import Field, Written

GONE = "gone"

Content = Annotated[
    str, Matching(rf"^(gone|[0-9a-f]{{64}}){END}", "is the SHA-256 of a file, or gone", 64)
]


class Vote(Written):
    """One decision of a body about one file of rules, waivers or settings."""

    file: RelativePath = Field(
        title="File", description="The file, by its path in the policy repository."
    )
    was: Content = Field(
        title="Was", description="The SHA-256 of the file as it stands; gone if there is none."
    )
    becomes: Content = Field(
        title="Becomes", description="The SHA-256 of the file's new content; gone if it is deleted."
    )
    by: Line = Field(title="By", description="The body that voted.")
    on: Day = Field(title="On", description="The day of the vote.")
    record: RelativePath = Field(title="Record", description="The minutes, in this repository.")


class Votes(Written):
    """`votes.yaml` of one agency, or of the whole repository where no agency is named."""

    format: Literal["lprpolicy/votes/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    agency: Maybe[AgencyId] = Field(
        None, title="Agency", description="Whose rules and waivers the votes are about."
    )
    votes: tuple[Vote, ...] = Field(title="Votes", description="The votes.")
