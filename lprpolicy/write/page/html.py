"""Write a page in HTML: no script, no style, only classes and the grounds of each sentence.

`data-pointer` names the clauses of the policy, `data-missing` those that it does not have,
`data-waiver` clauses of waivers.yaml, `data-rule`, `data-pack` and `data-agency` the others.
Several are separated by spaces; `/` alone is the whole file.

The classes: `policy` (and `policy-draft`) on the article; `section`; `group`; `plain`, `loud` and
`note` on paragraphs; `listing` and `law-lines` on lists; `law-line` with a standing (`met`,
`not-met`, `cannot-tell`, `set-aside`, `disputed`, `not-yet`) and `advice`; `sentence` (and
`explains`), `name`, `term` and `answer` inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from lprpolicy.write.escape import url, visible
from lprpolicy.write.page.running import running
from lprpolicy.write.page.sections import (
    Block,
    Group,
    LawLine,
    LawLines,
    Listing,
    Page,
    Paragraph,
    Role,
    Section,
    Sentence,
    Tone,
    Wording,
)

CLASSES = {
    Role.NAME: "name",
    Role.CITATION: "citation",
    Role.TERM: "term",
    Role.ANSWER: "answer",
}


def body(page: Page) -> str:
    """Write the page as one `<article>`, for a page of a site."""
    draft = " policy-draft" if page.draft else ""
    lines = [
        f'<article class="policy{draft}" data-agency="{_attribute(page.agency)}" '
        f'data-as-of="{page.day.isoformat()}">',
        f"<h1>{_text(page.title)}</h1>",
    ]
    for section in page.sections:
        lines += _section(section)
    return "\n".join((*lines, "</article>", ""))


def write(page: Page) -> str:
    """Write the page as a complete HTML document."""
    return (
        "<!doctype html>\n"
        '<html lang="en">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(page.title)}</title>\n"
        "</head>\n"
        "<body>\n"
        f"<main>\n{body(page)}</main>\n"
        "</body>\n"
        "</html>\n"
    )


def _section(section: Section) -> Iterator[str]:
    identifier = _attribute(section.id)
    yield f'<section id="{identifier}" class="section" aria-labelledby="{identifier}-title">'
    yield f'<h2 id="{identifier}-title">{_text(section.title)}</h2>'
    for block in section.blocks:
        yield from _block(block)
    yield "</section>"


def _block(block: Block, level: int = 3) -> Iterator[str]:
    match block:
        case Paragraph():
            said = _sentences(block.sentences)
            loud = f"<strong>{said}</strong>" if block.tone is Tone.LOUD else said
            yield f'<p class="{block.tone}">{loud}</p>'
        case Listing():
            yield '<ul class="listing">'
            yield from (f"<li>{_sentences(entry)}</li>" for entry in block.entries)
            yield "</ul>"
        case LawLines():
            yield '<ul class="law-lines">'
            for line in block.lines:
                yield from _law_line(line)
            yield "</ul>"
        case Group():
            yield '<div class="group">'
            yield f"<h{level}>{_sentences((block.title,))}</h{level}>"
            for inner in block.blocks:
                yield from _block(inner, level + 1)
            yield "</div>"


def _law_line(line: LawLine) -> Iterator[str]:
    advice = " advice" if line.advice else ""
    yield (
        f'<li class="law-line {line.standing}{advice}" data-rule="{_attribute(line.rule)}" '
        f'data-standing="{line.standing}">'
    )
    yield f"<p>{_sentences(line.sentences)}</p>"
    if line.notes:
        yield f'<p class="note">Doubts: {_sentences(line.notes)}</p>'
    yield "</li>"


def _sentences(sentences: tuple[Sentence, ...]) -> str:
    return " ".join(map(_sentence, running(sentences)))


def _sentence(sentence: Sentence) -> str:
    grounds = sentence.grounds
    data = (
        ("pointer", [str(at) or "/" for at in grounds.at]),
        ("missing", [str(at) for at in grounds.silent]),
        ("waiver", [str(at) for at in grounds.waivers]),
        ("rule", grounds.rules),
        ("pack", grounds.packs),
        ("agency", grounds.agencies),
    )
    attributes = "".join(_data(key, values) for key, values in data)
    kind = "sentence explains" if sentence.explains else "sentence"
    return f'<span class="{kind}"{attributes}>{"".join(map(_part, sentence.parts))}</span>'


def _data(key: str, values: Iterable[str]) -> str:
    said = " ".join(values)
    return f' data-{key}="{_attribute(said)}"' if said else ""


def _part(part: Wording) -> str:
    said = _text(part.text)
    if part.url:
        said = f'<a href="{_attribute(url(part.url))}">{said}</a>'
    match part.role:
        case Role.TEXT:
            return said
        case Role.CITATION:
            return f"<cite>{said}</cite>"
        case Role.ANSWER:
            return f'<strong class="answer {_attribute(part.key or "")}">{said}</strong>'
    return f'<span class="{CLASSES[part.role]}">{said}</span>'


def _text(text: str) -> str:
    return escape(visible(text), quote=True)


def _attribute(text: str) -> str:
    return escape(visible(text), quote=True)
