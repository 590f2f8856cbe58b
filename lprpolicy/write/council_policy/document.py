"""The structure of a policy document: a cover, numbered articles, an annex and a resolution.

Articles are numbered by their place and never left out, so that "4.1" is the same question in the
document of every agency. Each cell and clause is a sentence with the YAML that it states.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lprpolicy.model.places import Pointer
from lprpolicy.write.page.sections import Sentence


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered paragraph; `items` are its lettered parts."""

    sentences: tuple[Sentence, ...]
    items: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyTable:
    """A table under a clause. Each row has as many cells as `head` has names."""

    head: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Subtitle:
    """A heading below an article's own."""

    sentence: Sentence


Block = Clause | PolicyTable | Subtitle


@dataclass(frozen=True, slots=True)
class Article:
    """One subject of the policy. `states` are the blocks of the YAML file that it says."""

    id: str
    title: str
    states: tuple[Pointer, ...]
    blocks: tuple[Block, ...]

    @property
    def source(self) -> str:
        """The blocks of the file by name, as `systems/*/lookups`."""
        return ", ".join(str(at).removeprefix("/") for at in self.states)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the body votes on. `votes` and `signatures` are names of blanks."""

    title: str
    recitals: tuple[Sentence, ...]
    orders: tuple[Sentence, ...]
    votes: tuple[str, ...]
    signatures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyDocument:
    """One agency's policy in the words of an ordinance, by the law of one day.

    `notice` stands on the first page and at the head of each page; an adopted policy has none.
    """

    agency: str
    name: str
    title: str
    file: str
    day: dt.date
    notice: str
    cover: tuple[tuple[str, Sentence], ...]
    findings: tuple[Clause, ...]
    articles: tuple[Article, ...]
    annex: Article
    resolution: Resolution | None

    def sentences(self) -> Iterator[Sentence]:
        """Give every sentence of the document, in order."""
        yield from (sentence for _, sentence in self.cover)
        for clause in self.findings:
            yield from sentences_of(clause)
        for article in (*self.articles, self.annex):
            for block in article.blocks:
                yield from sentences_of(block)
        if self.resolution is not None:
            yield from self.resolution.recitals
            yield from self.resolution.orders


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Give every sentence of a block, in order."""
    match block:
        case Clause():
            yield from block.sentences
            yield from block.items
        case PolicyTable():
            for row in block.rows:
                yield from row
        case Subtitle():
            yield block.sentence


def letter(number: int) -> str:
    """Return the letter of a lettered part, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    before, place = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("a") + place)
