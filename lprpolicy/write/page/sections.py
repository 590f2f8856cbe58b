"""The structure of a page: sections of sentences, each with the clauses that it states.

Each sentence carries its clauses, so a test can find a clause that no sentence states, and a
sentence that no clause supports.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lprpolicy.model.places import Pointer
from lprpolicy.model.standing import Standing


class Role(StrEnum):
    """The role of a part of a sentence. Names and citations are other people's words."""

    TEXT = "text"
    NAME = "name"
    CITATION = "citation"
    TERM = "term"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Wording:
    """A part of a sentence. `url` makes it a link; `key` is the term or answer it stands for."""

    text: str
    role: Role = Role.TEXT
    url: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds of a sentence.

    `at` are clauses of the policy that it states, `silent` are clauses that it says are missing.
    `waivers` are clauses of `waivers.yaml`, `agencies` entries of the directory, `rules` and
    `packs` the law that it quotes.
    """

    at: tuple[Pointer, ...] = ()
    silent: tuple[Pointer, ...] = ()
    waivers: tuple[Pointer, ...] = ()
    rules: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(
            (self.at, self.silent, self.waivers, self.rules, self.packs, self.agencies),
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or an entry of a list. `explains` marks one that states nothing of the policy."""

    parts: tuple[Wording, ...]
    grounds: Grounds = field(default_factory=Grounds)
    explains: bool = False

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


class Tone(StrEnum):
    """How much a paragraph stands out."""

    PLAIN = "plain"
    LOUD = "loud"


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Listing:
    """A list. Each entry has a few sentences, the first of which may be only a name."""

    entries: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class LawLine:
    """One rule, whether the policy meets it, and why; `notes` are doubts about the law itself."""

    rule: str
    standing: Standing
    advice: bool
    sentences: tuple[Sentence, ...]
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class LawLines:
    lines: tuple[LawLine, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a section under a heading of its own.

    A `folded` one is a comment on the policy: a page shows its heading, and the rest to whoever
    opens it. On paper only the heading stands.
    """

    title: Sentence
    blocks: tuple[Block, ...]
    folded: bool = False


Block = Paragraph | Listing | LawLines | Group


@dataclass(frozen=True, slots=True)
class Section:
    """One question and its answer. `id` never changes: people link to it."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One agency's policy in plain English, by the law of one day."""

    agency: str
    name: str
    title: str
    file: str
    day: dt.date
    draft: bool
    sections: tuple[Section, ...]

    def sentences(self) -> Iterator[Sentence]:
        """Give every sentence of the page, in order."""
        for section in self.sections:
            for block in section.blocks:
                yield from sentences_of(block)


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Give every sentence of a block, in order."""
    match block:
        case Paragraph():
            yield from block.sentences
        case Listing():
            for entry in block.entries:
                yield from entry
        case LawLines():
            for line in block.lines:
                yield from line.sentences
                yield from line.notes
        case Group():
            yield block.title
            for inner in block.blocks:
                yield from sentences_of(inner)
