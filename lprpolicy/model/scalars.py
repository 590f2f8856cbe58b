"""The scalar types of the file formats: strict, and the same in the model and in its JSON Schema.

Patterns end in `$(?!\\n)`, since Python's `$` also matches before a final newline and the
schema language's does not. Files of models take no annotations from the future: pydantic would
have to compile each of them again, at every start.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Final, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    Strict,
)
from pydantic import WithJsonSchema as AsSchema
from pydantic_core import CoreSchema, core_schema

from lprpolicy.model import days
from lprpolicy.model.characters import UNSEEN
from lprpolicy.model.durations import PATTERN as DURATION_PATTERN
from lprpolicy.model.durations import Duration

END: Final = r"$(?!\n)"
_GAP: Final = rf"\s{UNSEEN}"
"""What ends a word, spelled out: Python and the schema language differ on unseen characters."""

TEXT_PATTERN: Final = rf"^[^{_GAP}]([^{UNSEEN}]*[^{_GAP}])?" + END
LINE_PATTERN: Final = rf"^[^{_GAP}]([^\r\n{UNSEEN}]*[^{_GAP}])?" + END
ID_PATTERN: Final = r"^us(-[a-z]{2})?/[a-z0-9]+(-[a-z0-9]+)*" + END
RULE_ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){1,3}" + END
WORD_PATTERN: Final = r"^[a-z]+(_[a-z]+)*(/[a-z0-9]+([-_][a-z0-9]+)*)?" + END
SLUG_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*" + END
STATE_PATTERN: Final = r"^us-[a-z]{2}" + END
ORI_PATTERN: Final = r"^[A-Z]{2}[A-Z0-9]{7}" + END
DAY_PATTERN: Final = days.PATTERN + END
MONTH_DAY_PATTERN: Final = r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])" + END
URL_PATTERN: Final = rf"^https://[^{_GAP}/?#@]+\.[^{_GAP}/?#@]+([/?#][^{_GAP}]*)?" + END
RELATIVE_PATTERN: Final = rf"^(?![/.])(?!.*(^|/)\.\.?(/|$))[^{_GAP}\\:*?\"<>|]+" + END
SHA256_PATTERN: Final = r"^[0-9a-f]{64}" + END
PERCENT_PATTERN: Final = r"^(100|[1-9]?[0-9])(\.[0-9]+)? percent" + END


@dataclass(frozen=True, slots=True)
class Matching:
    """Accepts a text with this pattern, and refuses others with the pattern's meaning in words."""

    pattern: str
    meaning: str
    most: int = 4000

    def __get_pydantic_core_schema__(
        self, source: type, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        matches = re.compile(self.pattern).search

        def check(value: object) -> str:
            if not isinstance(value, str):
                raise ValueError(f"{self.meaning}, as text")
            if matches(value) is None or len(value) > self.most:
                raise ValueError(self.meaning)
            return value

        return core_schema.no_info_plain_validator_function(check)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": self.pattern,
            "minLength": 1,
            "maxLength": self.most,
        }


class _ReadFirst:
    """Reads a value with this function first, as a `BeforeValidator` does.

    Pydantic's own looks up the function's signature for each field that has it, at every start.
    """

    def __init__(self, read: Callable[[object], object]) -> None:
        self._read = read

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._read, handler(source))


class _NotNull:
    """A field that may be left out and may not be null: what is unknown is not written."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        def check(value: object) -> object:
            if value is None:
                raise ValueError("is null; what is not known is left out")
            return value

        kind, *others = get_args(source)
        if len(others) > 1:
            made = handler(source)
        else:  # one type and None: pydantic's way for any union takes longer
            made = core_schema.nullable_schema(handler.generate_schema(kind))
        return core_schema.no_info_before_validator_function(check, made)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made = handler(schema)
        options = [option for option in made.get("anyOf", ()) if option != {"type": "null"}]
        return options[0] if len(options) == 1 else made | {"anyOf": options}


def _day(value: object) -> object:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if not isinstance(value, str):
        raise ValueError("is a day like 2026-10-01")
    return _day_of(value)


@lru_cache(maxsize=4096)
def _day_of(text: str) -> dt.date:
    if re.search(DAY_PATTERN, text) is None:
        raise ValueError("is a day like 2026-10-01")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError("is a day of the calendar") from None


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _duration(value: object) -> object:
    if isinstance(value, Duration):
        return value
    if not isinstance(value, str):
        raise ValueError("is an amount and a unit like '21 days' or '3 years'")
    return _period_of(value)


@lru_cache(maxsize=1024)
def _period_of(text: str) -> Duration:
    if re.search(PERIOD_PATTERN, text) is None:
        raise ValueError("is an amount and a unit like '21 days' or '3 years'")
    return Duration.parse(text)


PERIOD_PATTERN: Final = DURATION_PATTERN.removesuffix("$") + END
T = TypeVar("T")
Maybe = Annotated[T | None, _NotNull()]
"""May be left out, may not be null. Write `x: Maybe[Line] = None`."""

Text = Annotated[
    str, Matching(TEXT_PATTERN, "is text without blanks at its ends or invisible characters")
]
LONGEST_LINE: Final = 500
Line = Annotated[
    str,
    Matching(
        LINE_PATTERN,
        "is one line of text without blanks at its ends or invisible characters",
        LONGEST_LINE,
    ),
]
AgencyId = Annotated[str, Matching(ID_PATTERN, "is an id like us-ct/westport-pd or us/ice", 120)]
RuleId = Annotated[str, Matching(RULE_ID_PATTERN, "is a rule's id like us-ct/retention-reads", 160)]
Word = Annotated[
    str, Matching(WORD_PATTERN, "is a word of the vocabulary like retention/parking", 80)
]
Slug = Annotated[
    str,
    Matching(SLUG_PATTERN, "is a short name of lower-case letters, digits and hyphens", 60),
]
StateId = Annotated[str, Matching(STATE_PATTERN, "is a state like us-ct", 5)]
Ori = Annotated[
    str, Matching(ORI_PATTERN, "is an ORI: two letters and seven letters or digits, quoted", 9)
]
MonthDay = Annotated[str, Matching(MONTH_DAY_PATTERN, "is a month and a day like 01-31", 5)]
Url = Annotated[str, Matching(URL_PATTERN, "is an https address", 2000)]
RelativePath = Annotated[
    str, Matching(RELATIVE_PATTERN, "is a path inside this folder, with forward slashes", 400)
]
Sha256 = Annotated[str, Matching(SHA256_PATTERN, "is a SHA-256 in 64 lower-case digits", 64)]
Percent = Annotated[str, Matching(PERCENT_PATTERN, "is a share like '5 percent'", 40)]
Flag = Annotated[bool, Strict()]
WHOLE: Final = _ReadFirst(_whole)
"""3.0 is a whole number too, as it is to JSON Schema."""
Count = Annotated[int, Strict(), Field(ge=0, le=1_000_000_000), WHOLE]
Day = Annotated[
    dt.date,
    _ReadFirst(_day),
    AsSchema({"type": "string", "format": "date", "pattern": DAY_PATTERN}),
]
Period = Annotated[
    Duration,
    _ReadFirst(_duration),
    PlainSerializer(str, return_type=str),
    AsSchema({"type": "string", "pattern": PERIOD_PATTERN}),
]


class Written(BaseModel):
    """The base of everything that is written in files: frozen, closed, strict about scalars."""

    # A run needs few of the models, and many only as a part of another, so each waits for its use.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )


class Listed(Written):
    """What may stand in a file by the thousand.

    Entries that write the same fields share the set of their names, which is as large as all else.
    """

    def model_post_init(self, context: Any, /) -> None:
        del context
        written = _one_set(frozenset(self.__pydantic_fields_set__))
        object.__setattr__(self, "__pydantic_fields_set__", written)


@lru_cache(maxsize=1024)
def _one_set(names: frozenset[str]) -> set[str]:
    return set(names)
