"""A rule: one obligation that a law, or a town, creates. And the pack that it belongs to."""

import datetime as dt
from enum import StrEnum
from typing import Any, Literal

from lprpolicy.model.instrument import Instrument
from lprpolicy.model.scalars import AgencyId, Day, Flag, Line, Maybe, Slug, StateId, Text, Url, Word
from lprpolicy.model.words import AgencyKind, Binding, Layer, ReaderProgram, Verified
from lprpolicy.model.written import Field, Written


class About(StrEnum):
    """What a rule is asked about: a policy as it stands, how it changed, or a log of searches."""

    POLICY = "policy"
    CHANGE = "change"
    SEARCH = "search"


class SecondReading(Written):
    """That a second person read the same passage, apart from whoever wrote the rule."""

    on: Day = Field(title="On", description="The day of the second reading.")
    agrees: Flag = Field(
        title="Agrees", description="Whether it found what the rule says; false stands with a note."
    )
    source: Line = Field(title="Source", description="What was read: a copy, or which readers.")
    note: Maybe[Text] = Field(None, title="Note", description="What it found otherwise.")


class Provision(Written):
    """A passage of law, or of a town's own rules, that someone can look up."""

    citation: Line = Field(title="Citation", description="As a lawyer would cite it.")
    url: Url = Field(title="Address", description="Where the law is published.")
    verified: Verified = Field(
        title="Verified",
        description="text: a reviewer read the law's own words; "
        "secondary: not checked against the statute.",
    )
    read_at: Maybe[Line] = Field(
        None,
        title="Read at",
        description="The copy that was read, as an address or in words, with its date if it has "
        "one. Required where `verified` is text.",
    )
    second_reading: Maybe[SecondReading] = Field(
        None, title="Second reading", description="Who read it again, when, and whether they agree."
    )
    note: Maybe[Text] = Field(
        None, title="Note", description="What is uncertain about the reading."
    )


class Version(Written, extra="allow"):
    """What the rule says from one day on; the check's parameters stand beside these fields."""

    from_: Day = Field(alias="from", title="From", description="The first day it is in effect.")
    until: Maybe[Day] = Field(None, title="Until", description="The last day it is in effect.")
    provision: Provision = Field(title="Provision", description="The law behind these parameters.")
    contested: Maybe[Text] = Field(
        None,
        title="Contested",
        description="The dispute about what the law means; the rule then gives a note, no verdict.",
    )

    @property
    def params(self) -> dict[str, Any]:
        return dict(self.model_extra or {})

    def in_force(self, day: dt.date) -> bool:
        return self.from_ <= day and (self.until is None or day <= self.until)


class Other(Written):
    """What another agency does, in an example of where a grant leads."""

    agency: AgencyId = Field(title="Agency", description="The other agency.")
    grants: Maybe[tuple[AgencyId, ...]] = Field(
        None, title="Grants", description="Whom it lets in; left out: it has published nothing."
    )
    passes_on_to: tuple[AgencyId, ...] = Field(
        (), title="Passes on to", description="Who is known to get what it receives."
    )


class Example(Written):
    """A policy, or a part of one, and what the rule finds in it. Examples are the rule's tests."""

    name: Line = Field(title="Name", description="The situation, not the outcome.")
    as_of: Day = Field(title="As of", description="The day on which it is judged.")
    agency: Maybe[AgencyId] = Field(
        None, title="Agency", description="Whose policy it is, where that matters."
    )
    policy: dict[str, Any] = Field(
        title="Policy", description="The blocks of a policy that matter here; others are left out."
    )
    others: tuple[Other, ...] = Field(
        (), title="Others", description="What other agencies do, where a grant leads on to them."
    )
    base: Maybe[dict[str, Any]] = Field(
        None, title="Base", description="The policy before, for rules on changes."
    )
    searches: Maybe[Text] = Field(
        None,
        title="Searches",
        description="A search log as CSV, for a rule on searches; it names agencies by their ids.",
    )
    own: Flag = Field(
        False, title="Own", description="Only the agency's own users are in that log."
    )
    finds: tuple[Line, ...] = Field(
        title="Finds",
        description="What is found: 'violation POINTER', 'undecided POINTER'; in a log, the column "
        "and how many searches: 'violation /reason 2'.",
    )


Mount = Literal["fixed", "vehicle", "portable"]
Road = Literal["state-highway"]


class Applies(Written):
    """Whom the rule binds, where not every agency of its pack."""

    kinds: Maybe[tuple[AgencyKind, ...]] = Field(
        None, title="Kinds", description="Only agencies of these kinds."
    )
    not_kinds: Maybe[tuple[AgencyKind, ...]] = Field(
        None, title="Not kinds", description="Every kind but these."
    )
    mounts: Maybe[tuple[Mount, ...]] = Field(
        None,
        title="Mounts",
        description="Only agencies with readers that are mounted so; a number that is not given "
        "counts as some.",
    )
    roads: Maybe[tuple[Road, ...]] = Field(
        None,
        title="Roads",
        description="Only agencies with readers beside such roads; a number not given counts "
        "as some.",
    )
    programs: Maybe[tuple[ReaderProgram, ...]] = Field(
        None,
        title="Programs",
        description="Only agencies with a system of such a program, or of none that is named.",
    )
    contracts_from: Maybe[Day] = Field(
        None,
        title="Contracts from",
        description="Only agencies with a contract signed on this day or later; one without a day "
        "counts too.",
    )


class Rule(Written):
    """One obligation: a check with dated parameters, each with the law behind it."""

    format: Literal["lprpolicy/rule/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    title: Line = Field(title="Title", description="What it is called.")
    says: Text = Field(title="Says", description="The law in one plain sentence, in our own words.")
    binding: Binding = Field(title="Binding", description="must: required; should: recommended.")
    remedy: Text = Field(title="Remedy", description="The way out, for whoever edits the policy.")
    applies: Maybe[Applies] = Field(
        None, title="Applies", description="Whom it binds, where not everyone."
    )
    check: Slug = Field(title="Check", description="The check that decides it.")
    versions: tuple[Version, ...] = Field(
        min_length=1, title="Versions", description="What it says from which day on, in order."
    )
    examples: tuple[Example, ...] = Field(
        title="Examples", description="Met, violated, undecided, and the day before it starts."
    )
    note: Maybe[Text] = Field(None, title="Note", description="Anything else a reader should know.")


class NoLaw(Written):
    """That a state was searched and no law on plate readers was found."""

    searched: Day = Field(title="Searched", description="The day of the search.")
    found: Text = Field(title="Found", description="What was found instead, if anything.")
    sources: tuple[Line, ...] = Field((), title="Sources", description="Where it was looked for.")


class Pack(Written):
    """The rules of one jurisdiction: the files beside `pack.yaml`."""

    format: Literal["lprpolicy/pack/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    name: Line = Field(title="Name", description="Of the jurisdiction.")
    layer: Layer = Field(title="Layer", description="Whose rules they are.")
    authority: Line = Field(title="Authority", description="Who made them.")
    state: Maybe[StateId] = Field(
        None, title="State", description="The state whose agencies it binds; left out: every state."
    )
    agencies: Maybe[tuple[AgencyId, ...]] = Field(
        None, title="Agencies", description="The only agencies it binds, for an agency's own layer."
    )
    no_law: Maybe[NoLaw] = Field(
        None, title="No law", description="The record that a search found no law, and its day."
    )
    complete: Flag = Field(
        True, title="Complete", description="false: parts of the law are not in this pack yet."
    )
    instruments: tuple[Instrument, ...] = Field(
        (),
        title="Instruments",
        description="Each law, order or directive behind the rules, provision by provision.",
    )
    left_out: tuple[Line, ...] = Field(
        (), title="Left out", description="Parts of the law that no rule covers, and why."
    )
    not_asked: dict[Word, Line] = Field(
        {},
        title="Not asked",
        description="Words of the vocabulary that the law leaves open, as retention/parking, or "
        "whole families, as fields; with the reason. What a policy says there passes.",
        json_schema_extra={"additionalProperties": False},
    )

    @property
    def not_covered(self) -> tuple[str, ...]:
        """What no rule of this pack carries, and why: provisions first, then what stands besides.

        A provision's number says which act it is of only where the pack has one act.
        """
        several = len(self.instruments) > 1
        passages = (
            f"{f'{one.title}, ' if several else ''}{passage.at}: {passage.says} {passage.no_rule}"
            for one in self.instruments
            for passage in one.provisions
            if passage.no_rule is not None
        )
        return (*passages, *self.left_out)
