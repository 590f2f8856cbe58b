"""What phrases in the reason of a search say: data with a day and a source, as the packs are."""

from typing import Literal

from lprpolicy.model.scalars import Day, Flag, Line, Maybe, Slug, StateId, Text, Url
from lprpolicy.model.words import Purpose
from lprpolicy.model.written import Field, Written


class PhraseClass(Written):
    """Phrases that say the same: a purpose, who asked, or nothing at all."""

    id: Slug = Field(title="Id", description="A short name.")
    says: Line = Field(title="Says", description="What it says, in plain words.")
    is_: tuple[Purpose, ...] = Field(
        (), alias="is", title="Is", description="Purposes that it states."
    )
    may_be: tuple[Purpose, ...] = Field(
        (), title="May be", description="Purposes that it may mean, and does not state."
    )
    names: Maybe[Literal["immigration", "federal", "other"]] = Field(
        None, title="Names", description="The kind of agency that it names, where it names one."
    )
    vague: Flag = Field(False, title="Vague", description="It does not state the purpose.")
    test: Flag = Field(False, title="Test", description="A test of the system, or training.")
    phrases: tuple[Line, ...] = Field(
        min_length=1,
        title="Phrases",
        description="Whole words in small letters; * at the end stands for any ending.",
    )


class Codes(Written):
    """Sections of a state's codes that say the same as a class."""

    class_: Slug = Field(alias="class", title="Class", description="The class of the lexicon.")
    bare: tuple[Line, ...] = Field(
        (), title="Bare", description="Sections that count without a suffix."
    )
    with_suffix: tuple[Line, ...] = Field(
        (), title="With suffix", description="Sections that count with a suffix alone."
    )


class Lexicon(Written):
    """One file of phrases, or of a state's codes."""

    format: Literal["lprpolicy/lexicon/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    title: Line = Field(title="Title", description="What it is called.")
    on: Day = Field(title="On", description="The day on which it was made.")
    source: Text = Field(title="Source", description="Where its phrases were seen.")
    url: Maybe[Url] = Field(None, title="Address", description="Where the source can be read.")
    state: Maybe[StateId] = Field(
        None, title="State", description="The state whose logs it reads; left out: every state."
    )
    suffixes: tuple[Line, ...] = Field(
        (), title="Suffixes", description="What stands behind the number of a section."
    )
    classes: tuple[PhraseClass, ...] = Field((), title="Classes", description="The phrases.")
    codes: tuple[Codes, ...] = Field((), title="Codes", description="The sections.")
