"""What a vendor's log shows of searches: which columns it has, and what each cell may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CellState(StrEnum):
    """What a cell of a log is. An empty cell is not a hidden one, and neither is a reason."""

    VALUE = "value"
    EMPTY = "empty"
    PLACEHOLDER = "placeholder"  # N/A, 00-000: something had to be typed
    MASKED = "masked"  # ***, REDACTED
    PARTIAL = "partial"  # part of the text is masked
    WITHHELD = "withheld"  # an exemption is cited in its place
    NOT_EXPORTED = "not-exported"  # the log has no such column

    @property
    def hidden(self) -> bool:
        """Whether somebody may have typed something that this log does not show."""
        return self in _HIDDEN


_HIDDEN = frozenset(
    {CellState.MASKED, CellState.PARTIAL, CellState.WITHHELD, CellState.NOT_EXPORTED}
)


class LogColumn(StrEnum):
    """A column of a search log, by the name that the neutral CSV gives it."""

    ID = "id"
    USER = "user"
    AGENCY = "agency"
    NETWORKS = "networks"
    DEVICES = "devices"
    WINDOW = "window"
    WINDOW_START = "window_start"
    WINDOW_END = "window_end"
    PLATE = "plate"
    REASON = "reason"
    CASE = "case_number"
    OFFENSE = "offense_type"
    FILTERS = "filters"
    DATE = "search_date"
    TIME = "searched_at"
    TYPE = "search_type"
    PROMPT = "prompt"
    MODERATION = "moderation"
    ON_BEHALF = "on_behalf_of"


COLUMNS = tuple(LogColumn)
AT = {column: place for place, column in enumerate(COLUMNS)}
"""Where each column stands in the cells of a row."""
Cells = tuple[str | None, ...]
"""The cells of one row, in the order of COLUMNS; None where the log has no such column."""


NOTHING_BUT_MASKS = "holds nothing but masks"
"""Said of a row that may have been a search, so that rules on the log can ask for it."""


@dataclass(frozen=True, slots=True)
class SheetNote:
    """What a reader noticed about a sheet that does not stop it: a repeated header, a pivot."""

    document: str
    sheet: str | None
    row: int | None
    says: str


class Specific(StrEnum):
    """How much a reason says of the purpose."""

    STATED = "stated"  # it names a crime, a person in danger, a warrant …
    NUMBER = "number"  # a case number or a code that nobody can read
    VAGUE = "vague"  # `investigation`, `BOLO`
    UNRECOGNIZED = "unrecognized"  # words that the lexicon does not have
    TEST = "test"
    NONE = "none"  # no reason: the state of its cell says why


class NamedAgency(StrEnum):
    """What agency a reason names as the one that asked."""

    NOBODY = "nobody"
    OTHER = "other"
    FEDERAL = "federal"
    IMMIGRATION = "immigration"
    UNCLEAR = "unclear"  # initials of a federal agency and of one in the same state


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """The four facets of one reason, none of which holds its text.

    `purposes` are classes of the lexicon, sorted; `offense` says that they come from the
    vendor's drop-down list and not from what somebody wrote.
    """

    state: CellState
    purposes: tuple[str, ...] = ()
    named: NamedAgency = NamedAgency.NOBODY
    specific: Specific = Specific.NONE
    personal: bool = False
    offense: bool = False
