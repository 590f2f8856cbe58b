"""Where something is: in data (Pointer), text (Span), a file (Location) or an export (Where)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place in a document's data, written as a JSON Pointer (RFC 6901).

    >>> str(Pointer() / "sharing" / "grants" / 0 / "to")
    '/sharing/grants/0/to'
    """

    parts: tuple[str | int, ...] = ()

    def __truediv__(self, part: str | int) -> Pointer:
        made = _new(Pointer)
        _set_parts(made, (*self.parts, part))
        return made

    def __str__(self) -> str:
        return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in self.parts)

    @property
    def parent(self) -> Pointer:
        return Pointer(self.parts[:-1])

    def overlaps(self, other: Pointer) -> bool:
        """Whether one of the two is in the other, or they are the same.

        >>> (ROOT / "audit").overlaps(ROOT / "audit" / "every")
        True
        """
        return all(one == two for one, two in zip(self.parts, other.parts, strict=False))

    @classmethod
    def parse(cls, text: str) -> Pointer:
        """Read a JSON Pointer; a step of digits is an index.

        >>> Pointer.parse("/grants/0").parts
        ('grants', 0)
        """
        if text in ("", "/"):
            return cls()
        if not text.startswith("/"):
            raise ValueError(f"a pointer starts with '/': {text!r}")
        steps = (step.replace("~1", "/").replace("~0", "~") for step in text[1:].split("/"))
        return cls(tuple(int(step) if step.isdecimal() else step for step in steps))


_new = object.__new__
_set_parts = Pointer.__dict__["parts"].__set__
"""Checks step to many places, and a frozen class takes twice as long to make one."""
ROOT: Final = Pointer()


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A position in a text: line and column from 1, in characters; index from 0, after a BOM."""

    line: int
    column: int
    index: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text; `end` is the first character after it."""

    start: Mark
    end: Mark


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A stretch of one file. `file` is relative to the repository, with forward slashes."""

    file: str
    span: Span

    def __str__(self) -> str:
        return f"{self.file}:{self.span.start.line}:{self.span.start.column}"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """The place of a fact in an export: a page of a PDF, or a row (and sheet) of a table.

    `part` is what the document itself calls the place: the heading above it, or the source that
    its author named.
    """

    document: str
    page: int | None = None
    row: int | None = None
    sheet: str | None = None
    part: str | None = None

    def __str__(self) -> str:
        parts = [self.document]
        parts += [f"sheet {self.sheet}"] if self.sheet else []
        parts += [f"page {self.page}"] if self.page else []
        parts += [f"row {self.row}"] if self.row else []
        return ", ".join(parts) + (f" ({self.part})" if self.part else "")


START: Final = Mark(1, 1, 0)
"""Where a fault of a whole file is shown."""
