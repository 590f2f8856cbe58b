"""Write a page in GitHub's Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.write.escape import markdown as plain
from lprpolicy.write.escape import url
from lprpolicy.write.page.running import as_running_text
from lprpolicy.write.page.sections import (
    Block,
    Group,
    LawLine,
    LawLines,
    Listing,
    Page,
    Paragraph,
    Role,
    Sentence,
    Tone,
    Wording,
)


def write(page: Page) -> str:
    """Write the page in Markdown; nothing from a file becomes markup."""
    lines = [f"# {plain(page.title)}"]
    for section in page.sections:
        lines += ["", f"## {plain(section.title)}"]
        for block in section.blocks:
            lines += ["", *_block(block)]
    return "".join(f"{line}\n" for line in lines)


def _block(block: Block, level: int = 3) -> Iterator[str]:
    match block:
        case Paragraph():
            said = _sentences(block.sentences)
            yield f"> **{said}**" if block.tone is Tone.LOUD else said
        case Listing():
            yield from (f"- {_sentences(entry)}" for entry in block.entries)
        case LawLines():
            for line in block.lines:
                yield from _law_line(line)
        case Group(folded=True):
            yield f"<details><summary>{_sentences((block.title,))}</summary>"
            for inner in block.blocks:
                yield ""
                yield from _block(inner, level)
            yield from ("", "</details>")
        case Group():
            yield f"{'#' * level} {_sentences((block.title,))}"
            for inner in block.blocks:
                yield ""
                yield from _block(inner, level + 1)


def _law_line(line: LawLine) -> Iterator[str]:
    yield f"- {_sentences(line.sentences)}"
    if line.notes:
        yield f"  <br>*Doubts: {_sentences(line.notes)}*"


def _sentences(sentences: tuple[Sentence, ...]) -> str:
    return " ".join("".join(map(_part, sentence.parts)) for sentence in as_running_text(sentences))


def _part(part: Wording) -> str:
    said = plain(part.text) if part.text.strip() else part.text
    lead = " " if part.text[:1] == " " else ""
    tail = " " if part.text[-1:] == " " else ""
    shown = f"{lead}{said.strip()}{tail}" if part.text.strip() else part.text
    if part.role is Role.ANSWER:
        return f"**{said.strip()}**{tail}"
    return f"[{shown}](<{url(part.url)}>)" if part.url else shown
