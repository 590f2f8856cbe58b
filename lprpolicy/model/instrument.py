"""A law, an order or a directive, provision by provision: the rules of each, or why it has none.

This file has no `from __future__ import annotations`, for the reason given in `scalars`.
"""

from lprpolicy.model.scalars import Day, Line, Maybe, Slug, Text, Url
from lprpolicy.model.words import LawTopic, Verified
from lprpolicy.model.written import Field, Written


class Passage(Written):
    """One provision of an instrument. It names its rules or says why it has none, never both."""

    at: Line = Field(title="At", description="Where it stands, such as sec. 3(1).")
    topic: LawTopic = Field(title="Topic", description="What it is about.")
    says: Line = Field(title="Says", description="The provision in one sentence of our own.")
    rules: tuple[Slug, ...] = Field(
        (), title="Rules", description="The rules of this pack that carry it, without its name."
    )
    no_rule: Maybe[Text] = Field(
        None, title="No rule", description="Why no rule carries it: what a policy cannot show."
    )
    verified: Maybe[Verified] = Field(
        None, title="Verified", description="How it was read, where not as the whole instrument."
    )
    until: Maybe[Day] = Field(
        None, title="Until", description="The last day it is in effect, where it ends by itself."
    )


class Instrument(Written):
    """One law, order or directive that binds the agencies of a pack."""

    title: Line = Field(title="Title", description="What people call it.")
    citation: Line = Field(title="Citation", description="As a lawyer would cite it.")
    url: Url = Field(title="Address", description="Where it is published.")
    from_: Day = Field(alias="from", title="From", description="The first day it is in effect.")
    day_note: Maybe[Text] = Field(
        None, title="Day note", description="Why that day is not certain, where it is not."
    )
    until: Maybe[Day] = Field(
        None, title="Until", description="The last day it is in effect, where it ends by itself."
    )
    verified: Verified = Field(
        title="Verified",
        description="text: a reviewer read the law's own words; "
        "secondary: not checked against the statute.",
    )
    read_at: Maybe[Line] = Field(
        None,
        title="Read at",
        description="The copy that was read. Required where `verified` is text.",
    )
    note: Maybe[Text] = Field(None, title="Note", description="Anything else about the reading.")
    provisions: tuple[Passage, ...] = Field(
        min_length=1, title="Provisions", description="Every provision, in the law's order."
    )
