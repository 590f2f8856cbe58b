"""The directory: every known agency, what kind it is, and the source for saying so."""

import marshal
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from lprpolicy.model.plain import Read
from lprpolicy.model.scalars import (
    AgencyId,
    Day,
    Flag,
    Line,
    Maybe,
    Ori,
    Sha256,
    StateId,
    Text,
    Url,
)
from lprpolicy.model.words import AgencyKind, Component, Program
from lprpolicy.model.written import Field, Written

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

MOST_ALIKE: Final = 1_000
"""At this many different ones, all are forgotten; those in use soon come back."""


class _Alike:
    """Marks what thousands of entries write alike, such as the source of all of them.

    It is made once, and all of them share it.
    """

    def read_plain(self, read: Read) -> Read:
        check = self._check()
        return lambda value: check(value, read)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: "GetCoreSchemaHandler"
    ) -> "CoreSchema":
        from pydantic_core import core_schema

        return core_schema.no_info_wrap_validator_function(self._check(), handler(source))

    @staticmethod
    def _check() -> Callable[[Any, Callable[[object], object]], object]:
        made: dict[bytes, object] = {}

        def check(value: Any, make: Callable[[object], object]) -> object:
            try:
                written = marshal.dumps(value, 0)  # unlike ==, it tells 1 from true
            except ValueError:  # it is no plain data
                return make(value)
            if written not in made:
                known = make(value)
                if len(made) >= MOST_ALIKE:
                    made.clear()
                made[written] = known
            return made[written]

        return check


class Source(Written):
    """Where a statement about an agency comes from."""

    title: Line = Field(title="Title", description="What the source is called.")
    on: Day = Field(title="Date", description="The day of the list or of the reading.")
    url: Maybe[Url] = Field(None, title="Address", description="Where to look it up.")
    sha256: Maybe[Sha256] = Field(
        None, title="SHA-256", description="Of the list's file, where it was a file."
    )


class Membership(Written):
    """What a list says about one agency and one program, on the day of the list."""

    program: Program = Field(title="Program", description="The program, such as 287g.")
    member: Flag = Field(title="Member", description="true: on the list; false: not on the list.")
    models: tuple[Line, ...] = Field(
        (), title="Models", description="Support models, as the list names them."
    )
    source: Source = Field(title="Source", description="The list, with its date.")


class Onwards(Written):
    """That an agency passes on what it receives."""

    to: AgencyId = Field(title="To", description="Who gets it.")
    source: Source = Field(title="Source", description="Where that is written.")


class Agency(Written):
    """One agency. A kind or state that is left out is unknown, and unknown never passes a rule."""

    id: AgencyId = Field(
        title="Id", description="us/NAME for federal agencies, us-xx/NAME for others."
    )
    name: Line = Field(title="Name", description="Its full name.")
    kind: Maybe[AgencyKind] = Field(None, title="Kind", description="What kind of body it is.")
    component: Maybe[Component] = Field(
        None,
        title="Component",
        description="The federal department or component, for federal agencies.",
    )
    state: Maybe[StateId] = Field(
        None, title="State", description="Its state; federal agencies have none."
    )
    county: Maybe[Line] = Field(None, title="County", description="Its county or planning region.")
    ori: Maybe[Ori] = Field(
        None, title="ORI", description="Its nine-character FBI identifier, quoted."
    )
    aliases: tuple[Line, ...] = Field((), title="Aliases", description="Other names it goes by.")
    programs: Annotated[tuple[Membership, ...], _Alike()] = Field(
        (), title="Programs", description="What dated lists say about programs such as 287(g)."
    )
    passes_on_to: tuple[Onwards, ...] = Field(
        (), title="Passes on to", description="Who is known to get what this agency receives."
    )
    source: Annotated[Maybe[Source], _Alike()] = Field(
        None, title="Source", description="The source, where it is not the file's."
    )
    note: Maybe[Text] = Field(None, title="Note", description="Anything a reader should know.")


class Pattern(Written):
    """A family of names that all belong to one agency, such as 'HSI' with a city behind it."""

    words: Line = Field(
        title="Words",
        description="Whole words, in order, after names are put into their normal form; '*' stands "
        "for any words.",
    )
    means: AgencyId = Field(title="Means", description="The agency that such a name belongs to.")
    unless: tuple[Line, ...] = Field(
        (), title="Unless", description="Words that make the pattern not apply, in the same form."
    )
    why: Maybe[Line] = Field(
        None, title="Why", description="A name of this form and where it was seen."
    )


class Directory(Written):
    """A file of agencies."""

    format: Literal["lprpolicy/directory/v1"] = Field(
        alias="schema", title="Format", description="The format and its version."
    )
    title: Line = Field(title="Title", description="What this file lists.")
    source: Source = Field(
        title="Source", description="Where its statements come from, and their day."
    )
    agencies: tuple[Agency, ...] = Field(title="Agencies", description="The entries.")
    patterns: tuple[Pattern, ...] = Field(
        (),
        title="Patterns",
        description="Families of names; only the built-in federal directory has them.",
    )
