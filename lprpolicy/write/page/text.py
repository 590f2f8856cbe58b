"""Write a page for a terminal or a printer: plain text, 78 columns."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.write.escape import one_line
from lprpolicy.write.page.running import as_running_text
from lprpolicy.write.page.sections import (
    Block,
    Group,
    LawLine,
    LawLines,
    Listing,
    Page,
    Paragraph,
    Sentence,
    Tone,
)
from lprpolicy.write.width import columns, wrap_columns

WIDTH = 78


def write(page: Page) -> str:
    """Write the page as plain text."""
    lines = [*_heading(page.title, "=")]
    for section in page.sections:
        lines += ["", *_heading(section.title, "-")]
        for block in section.blocks:
            lines += ["", *_block(block)]
    return "".join(f"{line}\n" for line in lines)


def _heading(title: str, rule: str) -> Iterator[str]:
    lines = list(wrap_columns(one_line(title), WIDTH))
    yield from lines
    yield rule * max(map(columns, lines))


def _block(block: Block, rule: str = "~") -> Iterator[str]:
    match block:
        case Paragraph():
            yield from _paragraph(block)
        case Listing():
            for entry in block.entries:
                yield from _entry(entry, "- ")
        case LawLines():
            for line in block.lines:
                yield from _law_line(line)
        case Group():
            yield from _heading(_sentences((block.title,)), rule)
            for inner in block.blocks:
                yield ""
                yield from _block(inner, ".")


def _paragraph(block: Paragraph) -> Iterator[str]:
    mark = "!! " if block.tone is Tone.LOUD else ""
    for line in wrap_columns(_sentences(block.sentences), WIDTH - len(mark)):
        yield f"{mark}{line}"


def _law_line(line: LawLine) -> Iterator[str]:
    yield from _entry(line.sentences, "- ")
    if line.notes:
        yield from _indent(f"Doubts: {_sentences(line.notes)}", "  ", "  ")


def _entry(sentences: tuple[Sentence, ...], mark: str) -> Iterator[str]:
    yield from _indent(_sentences(sentences), mark, " " * len(mark))


def _indent(said: str, mark: str, indent: str) -> Iterator[str]:
    first, *rest = wrap_columns(said, WIDTH - len(indent))
    yield f"{mark}{first}"
    yield from (f"{indent}{line}" for line in rest)


def _sentences(sentences: tuple[Sentence, ...]) -> str:
    return one_line(" ".join("".join(p.text for p in s.parts) for s in as_running_text(sentences)))
