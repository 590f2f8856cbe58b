"""The scalar types of the file formats: strict, and the same in the model and in its JSON Schema.

Patterns end in `$(?!\\n)`, since Python's `$` also matches before a final newline and the
schema language's does not. Files of models take no annotations from the future: each of them
would have to be compiled again, at every start.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar, get_args

from lprpolicy.model import days
from lprpolicy.model.characters import UNSEEN
from lprpolicy.model.durations import PATTERN as DURATION_PATTERN
from lprpolicy.model.durations import Duration
from lprpolicy.model.plain import Read

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

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

    def read_plain(self, read: Read) -> Read:
        del read
        return self._check()

    def _check(self) -> Callable[[object], str]:
        matches = re.compile(self.pattern).search

        def check(value: object) -> str:
            if not isinstance(value, str):
                raise ValueError(f"{self.meaning}, as text")
            if matches(value) is None or len(value) > self.most:
                raise ValueError(self.meaning)
            return value

        return check

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self._check())

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
    """Reads a text as a value with this function; `shown` is its JSON Schema."""

    def __init__(self, function: Callable[[object], object], shown: dict[str, str]) -> None:
        self.function, self.shown = function, shown

    def read_plain(self, read: Read) -> Read:
        return lambda value: read(self.function(value))

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        made = core_schema.no_info_before_validator_function(self.function, handler(source))
        if source is not dt.date:
            text = core_schema.str_schema()
            made["serialization"] = core_schema.plain_serializer_function_ser_schema(
                str, return_schema=text
            )
        return made

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.shown)


@dataclass(frozen=True, slots=True)
class Whole:
    """Accepts a whole number within these limits; 3.0 is one too, as it is to JSON Schema."""

    least: int
    most: int

    def read_plain(self, read: Read) -> Read:
        del read

        def whole(value: Any) -> int:
            if type(value) is int and self.least <= value <= self.most:
                return value
            raise ValueError

        return whole

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        number = core_schema.int_schema(strict=True, ge=self.least, le=self.most)
        return core_schema.no_info_before_validator_function(_whole, number)


class _TrueOrFalse:
    """Accepts true and false, and neither words nor numbers in their place."""

    def read_plain(self, read: Read) -> Read:
        return read

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.bool_schema(strict=True)


@dataclass(frozen=True, slots=True)
class TextOrMapping:
    """Tells a text from a mapping by what it is; the tags name both in the place of a fault."""

    text: str
    mapping: str

    def read_plain(self, read: Read) -> Read:
        return read

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        text, mapping = get_args(source)

        def tag(value: Any) -> str:
            return self.mapping if isinstance(value, (dict, mapping)) else self.text

        choices = {
            self.text: handler.generate_schema(text),
            self.mapping: handler.generate_schema(mapping),
        }
        return core_schema.tagged_union_schema(choices, discriminator=tag)


class _NotNull:
    """A field that may be left out and may not be null: what is unknown is not written."""

    def read_plain(self, read: Read) -> Read:
        def not_null(value: Any) -> Any:
            if value is None:
                raise ValueError
            return read(value)

        return not_null

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core import core_schema

        def check(value: object) -> object:
            if value is None:
                raise ValueError("is null; what is not known is left out")
            return value

        return core_schema.no_info_before_validator_function(check, handler(source))

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
Flag = Annotated[bool, _TrueOrFalse()]
Count = Annotated[int, Whole(0, 1_000_000_000)]
Day = Annotated[
    dt.date, _ReadFirst(_day, {"type": "string", "format": "date", "pattern": DAY_PATTERN})
]
Period = Annotated[Duration, _ReadFirst(_duration, {"type": "string", "pattern": PERIOD_PATTERN})]
