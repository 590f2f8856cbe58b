"""A plan: from what a vendor shows to what the text says, as clicks in order, and what it rests on.

It is written to a file, judged, approved, and applied by hand. The fingerprint is over all of it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Within
from pydantic import Strict

from lprpolicy.model.observation import Completeness
from lprpolicy.model.report import Decision
from lprpolicy.model.scalars import AgencyId, Day, Flag, Line, Maybe, Slug
from lprpolicy.model.words import Vendor
from lprpolicy.model.written import Field, Written

Raw = Annotated[str, Strict(), Within(max_length=4000)]
"""Text of a vendor's export, as it stands there."""
Sha256 = Annotated[str, Strict(), Within(pattern="^[0-9a-f]{64}$", min_length=64, max_length=64)]
CommitId = Annotated[str, Strict(), Within(pattern="^(?:[0-9a-f]{40}|[0-9a-f]{64})$")]
Number = Annotated[int, Strict(), Within(ge=1)]


class Observed(Written):
    """One export that the plan starts from."""

    document: Raw = Field(title="Document", description="The file's name.")
    path: Maybe[Raw] = Field(
        None, title="Path", description="Where it is kept in the repository, if it is."
    )
    sha256: Sha256 = Field(title="SHA-256", description="Of its bytes.")
    system: Slug = Field(title="System", description="The system of the policy that it shows.")
    vendor: Vendor = Field(title="Vendor", description="Whose export it is.")
    reported: Maybe[Day] = Field(None, title="Reported", description="The day it says it is of.")
    completeness: Completeness = Field(
        title="Completeness", description="How much of the truth such an export can show."
    )


class PolicyRepository(Written):
    """Which git repository it is: what its history began with, and where it is kept."""

    roots: tuple[CommitId, ...] = Field(
        min_length=1, title="Roots", description="The first commits of its history, sorted."
    )
    remote: Maybe[Raw] = Field(
        None,
        title="Remote",
        description="The host and path of its remote `origin`, without user or password.",
    )
    folder: Raw = Field(
        title="Folder", description="Where the policies are in it; a dot is the whole of it."
    )


class Inputs(Written):
    """Digests of everything that the plan was computed from."""

    policy: Sha256 = Field(title="Policy", description="The agency's policy.yaml.")
    town: Sha256 = Field(
        title="Town", description="The agency's rules and waivers, and the repository's settings."
    )
    directory: Sha256 = Field(title="Directory", description="Every directory, the built-in too.")
    law: Sha256 = Field(title="Law", description="Every pack of rules, and lprpolicy's version.")
    papers: Maybe[Sha256] = Field(
        None,
        title="Papers",
        description="The documents that the policy rests on, if there are any.",
    )
    taken: Maybe[Day] = Field(
        None, title="Taken", description="The day of exports that print none, as somebody said."
    )
    observed: tuple[Observed, ...] = Field(
        min_length=1, title="Observed", description="The exports, in the order of their systems."
    )


class Step(Written):
    """One thing to click."""

    number: Number = Field(title="Number", description="Its place in the order.")
    effect: Literal["narrows", "widens"] = Field(
        title="Effect", description="Whether it takes access away or gives it."
    )
    action: Literal[
        "remove", "close", "switch-off", "keep-shorter", "add", "open", "switch-on", "keep-longer"
    ] = Field(title="Action", description="What is done.")
    system: Slug = Field(title="System", description="Where.")
    row: Maybe[Raw] = Field(None, title="Row", description="The vendor's text of the row.")
    recipient: Maybe[AgencyId] = Field(
        None, title="Recipient", description="Who that is, where the directory knows it."
    )
    item: Maybe[Raw] = Field(
        None, title="Item", description="Which data, switch or class of record."
    )
    to: Maybe[Raw] = Field(None, title="To", description="The value that is set.")
    inactive: Flag = Field(
        False, title="Inactive", description="The vendor marks the row inactive; it still counts."
    )
    seen_at: Maybe[Raw] = Field(None, title="Seen at", description="Its place in the export.")
    click: Raw = Field(title="Click", description="The words for the operator.")


class Question(Written):
    """Something that a person answers before the plan can be said to be done."""

    system: Slug = Field(title="System", description="Where.")
    row: Maybe[Raw] = Field(None, title="Row", description="The vendor's text of the row.")
    asks: Raw = Field(title="Asks", description="The question.")
    suggestions: tuple[Raw, ...] = Field(
        (), title="Suggestions", description="Agencies with such a name; they decide nothing."
    )


class Look(Written):
    """A setting that the export does not print, so that somebody looks."""

    system: Slug = Field(title="System", description="Where.")
    looks: Raw = Field(title="Looks", description="What to look at, and how it is meant to be.")


class Plan(Written):
    """Everything between an export and a policy, in the order in which it is done."""

    format: Literal["lprpolicy/plan/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    version: Line = Field(title="Version", description="The lprpolicy that made it.")
    agency: AgencyId = Field(title="Agency", description="Whose sharing it changes.")
    as_of: Day = Field(
        title="As of", description="The day whose law judged it, and it is good for."
    )
    what_if: Maybe[Literal[True]] = Field(
        None,
        title="What if",
        description="It was planned for another day than the machine's own. No gate passes it.",
    )
    repository: Maybe[PolicyRepository] = Field(
        None,
        title="Repository",
        description="The git repository that it was planned in, where its whole history is there.",
    )
    decision: Decision = Field(title="Decision", description="What the rules say of the policy.")
    scope: Literal["all", "narrowing"] = Field(
        title="Scope", description="narrowing: only what takes access away was planned."
    )
    inputs: Inputs = Field(title="Inputs", description="What it was computed from.")
    steps: tuple[Step, ...] = Field(title="Steps", description="What to click, narrowing first.")
    withheld: Annotated[int, Strict(), Within(ge=0)] = Field(
        title="Withheld", description="Steps that widen and are not part of a narrowing plan."
    )
    questions: tuple[Question, ...] = Field(title="Questions", description="What a person answers.")
    looks: tuple[Look, ...] = Field(title="Looks", description="What no export prints.")
    notes: tuple[Raw, ...] = Field(title="Notes", description="What a reader of it needs to know.")
    fingerprint: Sha256 = Field(title="Fingerprint", description="SHA-256 of all the rest.")
