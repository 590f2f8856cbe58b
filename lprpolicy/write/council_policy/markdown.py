"""Write a policy document in GitHub's Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.write.council_policy.document import (
    Article,
    Block,
    Clause,
    PolicyDocument,
    PolicyTable,
    Resolution,
    Subtitle,
    letter,
)
from lprpolicy.write.escape import markdown as plain
from lprpolicy.write.escape import url
from lprpolicy.write.page.sections import Sentence, Wording

BLANK = "____________________"


def write(document: PolicyDocument) -> str:
    """Write the document in Markdown; nothing from a file becomes markup."""
    lines = [f"# {plain(document.title)}", "", f"## {plain(document.name)}"]
    if document.notice:
        lines += ["", f"> **{plain(document.notice)}**"]
    lines += ["", "| | |", "|---|---|"]
    lines += [f"| {plain(label)} | {_sentence(said)} |" for label, said in document.cover]
    lines += ["", "## Findings", *_clauses(document.findings, "F.")]
    for number, article in enumerate(document.articles, start=1):
        lines += _article(article, f"{number}. {article.title}", f"{number}.")
    lines += _article(document.annex, f"Annex A. {document.annex.title}", "A.")
    if document.resolution is not None:
        lines += _resolution(document.resolution)
    return "".join(f"{line}\n" for line in lines)


def _article(article: Article, title: str, prefix: str) -> Iterator[str]:
    yield from ("", f"## {plain(title)}")
    if article.source:
        yield from ("", f"*Text of record: {plain(article.source)}*")
    yield from _clauses(article.blocks, prefix)


def _clauses(blocks: tuple[Block, ...], prefix: str) -> Iterator[str]:
    number = 0
    for block in blocks:
        yield ""
        match block:
            case Subtitle():
                yield f"### {_sentence(block.sentence)}"
            case PolicyTable():
                yield from _table(block)
            case Clause():
                number += 1
                yield f"**{prefix}{number}** {_sentences(block.sentences)}"
                if block.items:
                    yield ""
                for place, item in enumerate(block.items):
                    yield f"- ({letter(place)}) {_sentence(item)}"


def _table(table: PolicyTable) -> Iterator[str]:
    yield f"| {' | '.join(map(plain, table.head))} |"
    yield "|---" * len(table.head) + "|"
    for row in table.rows:
        yield f"| {' | '.join(map(_sentence, row))} |"


def _resolution(resolution: Resolution) -> Iterator[str]:
    yield from ("", f"## {plain(resolution.title)}")
    for said in resolution.recitals:
        yield from ("", _sentence(said))
    yield from ("", "NOW, THEREFORE, BE IT RESOLVED by " + plain(BLANK) + " that:", "")
    for number, order in enumerate(resolution.orders, start=1):
        yield f"{number}. {_sentence(order)}"
    blank = plain(BLANK)
    yield from ("", f"Introduced by {blank} Seconded by {blank}")
    yield from ("", "| " + " | ".join(resolution.votes) + " | Date of the vote |")
    yield "|---" * (len(resolution.votes) + 1) + "|"
    yield "|   " * (len(resolution.votes) + 1) + "|"
    for who in resolution.signatures:
        yield from ("", f"{plain(who)}: {blank}")


def _sentences(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(map(_sentence, sentences))


def _sentence(sentence: Sentence) -> str:
    return "".join(map(_part, sentence.parts))


def _part(part: Wording) -> str:
    if not part.text.strip():
        return part.text
    lead = " " if part.text[:1] == " " else ""
    tail = " " if part.text[-1:] == " " else ""
    shown = f"{lead}{plain(part.text).strip()}{tail}"
    return f"[{shown}](<{url(part.url)}>)" if part.url else shown
