"""Write a page in HTML: no script, only classes and the grounds of each sentence.

The body has no style of its own, since the site brings one; the complete document has a short one,
for the screen and for document.

`data-pointer` names the clauses of the policy, `data-missing` those that it does not have,
`data-waiver` clauses of waivers.yaml, `data-rule`, `data-pack` and `data-agency` the others.
Several are separated by spaces; `/` alone is the whole file.

A folded part is a `<details>`, closed.

The classes: `policy` (and `policy-draft`) on the article; `section`; `group`; `plain`, `loud` and
`note` on paragraphs; `listing` and `law-lines` on lists; `law-line` with a standing (`met`,
`not-met`, `cannot-tell`, `set-aside`, `disputed`, `not-yet`) and `advice`; `sentence` (and
`explains`), `name`, `term` and `answer` inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from lprpolicy.write.escape import url, visible
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

_STYLE = """
:root { color-scheme: light dark; }
* { font-variant-ligatures: none; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem auto; max-width: 46rem;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 1.6rem 0 .4rem; }
h3, h4 { font-size: 1rem; margin: 1rem 0 .3rem; }
p, ul { margin: .4rem 0; } ul { padding-left: 1.2rem; }
.loud { border-left: 4px solid; padding-left: .6rem; }
.explains, .note { opacity: .8; }
#status .listing > li { margin: .3rem 0; }
summary { cursor: pointer; font-weight: bold; padding: .3rem 0; }
.law-lines { list-style: none; padding-left: .6rem; border-left: 3px solid; }
a { overflow-wrap: anywhere; }
@media print {
  @page { size: letter; margin: .7in; }
  body { font-size: 9.5pt; line-height: 1.35; margin: 0; max-width: none; padding: 0; }
  h1 { font-size: 15pt; margin: 0 0 6pt; } h2 { font-size: 11.5pt; margin: 9pt 0 2pt; }
  h3, h4 { font-size: 9.5pt; margin: 5pt 0 1pt; }
  h2, h3, h4 { break-after: avoid; }
  p, ul { margin: 2pt 0; }
  section:not(#status) > .listing, .group > .listing { columns: 2; }
}
"""


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
        f"<style>{_STYLE}</style>\n"
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
        case Group(folded=True):
            yield '<details class="group">'
            yield f"<summary>{_sentences((block.title,))}</summary>"
            for inner in block.blocks:
                yield from _block(inner, level)
            yield "</details>"
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
    return " ".join(map(_sentence, as_running_text(sentences)))


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
