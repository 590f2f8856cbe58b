"""A policy as people read it: sections of sentences, each with the clauses that it states.

A page is complete by construction: what a sentence is about stands beside it, so that a clause
without a sentence, and a sentence without a clause, can both be found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from lprpolicy.model.places import Pointer
from lprpolicy.model.standing import Standing


class Role(StrEnum):
    """What a part of a sentence is. Names and citations are other people's words."""

    TEXT = "text"
    NAME = "name"
    CITATION = "citation"
    TERM = "term"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Wording:
    """A stretch of a sentence. `url` makes it a link; `key` is the term or answer it stands for."""

    text: str
    role: Role = Role.TEXT
    url: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a sentence rests on.

    `at` are clauses of the policy, `silent` are clauses that it does not have and that the
    sentence says so of. `waivers` are clauses of `waivers.yaml`, `agencies` entries of the
    directory, `rules` and `packs` the law that is quoted.
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
    """One sentence, or one entry of a list. `explains` marks what explains and states nothing."""

    parts: tuple[Wording, ...]
    grounds: Grounds = field(default_factory=Grounds)
    explains: bool = False

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)


class Tone(StrEnum):
    """How loud a paragraph is."""

    PLAIN = "plain"
    LOUD = "loud"


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: tuple[Sentence, ...]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each entry is a few sentences, the first of which may be a name alone."""

    entries: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class LawLine:
    """One rule, how the policy stands to it, and why; `notes` are doubts about the law itself."""

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
    """A part of a section under a heading of its own."""

    title: Sentence
    blocks: tuple[Block, ...]


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
        """Every sentence of the page, in order."""
        for section in self.sections:
            for block in section.blocks:
                yield from sentences_of(block)


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Every sentence of a block, in order."""
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
