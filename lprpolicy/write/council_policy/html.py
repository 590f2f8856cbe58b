"""Write a policy document in HTML: one file with its own style for the screen and for document."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

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
from lprpolicy.write.escape import url, visible
from lprpolicy.write.page.sections import Sentence, Wording

_STYLE: Final = """
:root { color-scheme: light; }
* { font-variant-ligatures: none; }
body { margin: 2rem auto; max-width: 44rem; padding: 0 1rem; color: #111; background: #fff;
  font: 11.5pt/1.45 "Times New Roman", "Liberation Serif", Times, serif; }
h1 { font-size: 1.7em; text-align: center; margin: 0 0 .2em; }
.whose { font-size: 1.25em; text-align: center; margin: 0 0 1em; }
.notice { border: 2px solid #111; font-weight: bold; padding: .4em .8em; text-align: center; }
h2 { font-size: 1.2em; margin: 1.6em 0 .3em; break-after: avoid; }
h3 { font-size: 1.05em; margin: 1em 0 .3em; break-after: avoid; }
.source { color: #444; font-size: .85em; margin: 0 0 .6em; break-after: avoid; }
.clause { margin: .5em 0 .5em 2.6em; }
.clause > p { margin: 0; }
.number { float: left; margin-left: -2.6em; }
ol.parts { list-style: none; margin: .2em 0 0; padding: 0; }
ol.parts li { margin: .1em 0 .1em 2em; }
ol.parts .letter { float: left; margin-left: -2em; }
table { border-collapse: collapse; margin: .6em 0; width: 100%; font-size: .92em; }
th, td { border: 1px solid #888; padding: .25em .5em; text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
td:nth-child(2), td:nth-child(5), td:last-child { overflow-wrap: anywhere; }
th { background: #eee; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.resolution { break-before: page; }
.resolution h2 { text-align: center; }
.signature { border-top: 1px solid #111; margin: 3em 0 0; padding-top: .2em; width: 20rem; }
@media print {
  body { margin: 0; max-width: none; padding: 0; font-size: 10.5pt; }
  @page { size: letter; margin: 1in 1in .9in; }
  @page { @bottom-center { content: counter(page) " of " counter(pages); font-size: 9pt; } }
}
"""


def write(document: PolicyDocument) -> str:
    """Write the document as a complete HTML file; it loads nothing and runs no script."""
    lines = [
        "<!doctype html>",
        '<html lang="en-US">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)}: {_text(document.name)}</title>",
        f"<style>{_STYLE}{_running_notice(document)}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{_text(document.title)}</h1>",
        f'<p class="whose">{_text(document.name)}</p>',
    ]
    if document.notice:
        lines.append(f'<p class="notice">{_text(document.notice)}</p>')
    lines += _cover(document)
    lines += ['<section id="findings">', "<h2>Findings</h2>"]
    lines += [*_blocks(document.findings, "F."), "</section>"]
    for number, article in enumerate(document.articles, start=1):
        lines += _article(article, f"{number}. {article.title}", f"{number}.")
    lines += _article(document.annex, f"Annex A. {document.annex.title}", "A.")
    if document.resolution is not None:
        lines += _resolution(document.resolution)
    return "\n".join((*lines, "</main>", "</body>", "</html>", ""))


def _running_notice(document: PolicyDocument) -> str:
    """Say at the head of each printed page that a draft is one."""
    if not document.notice:
        return ""
    return (
        "@media print { @page { @top-center { "
        f'content: "{document.notice}"; font-weight: bold; font-size: 9pt; }} }} }}\n'
    )


def _cover(document: PolicyDocument) -> Iterator[str]:
    yield '<table class="cover"><tbody>'
    for label, said in document.cover:
        yield f'<tr><th scope="row">{_text(label)}</th><td>{_sentence(said)}</td></tr>'
    yield "</tbody></table>"


def _article(article: Article, title: str, prefix: str) -> Iterator[str]:
    yield f'<section id="{_text(article.id)}">'
    yield f"<h2>{_text(title)}</h2>"
    if article.source:
        yield f'<p class="source">Text of record: <code>{_text(article.source)}</code></p>'
    yield from _blocks(article.blocks, prefix)
    yield "</section>"


def _blocks(blocks: tuple[Block, ...], prefix: str) -> Iterator[str]:
    number = 0
    for block in blocks:
        match block:
            case Subtitle():
                yield f"<h3>{_sentence(block.sentence)}</h3>"
            case PolicyTable():
                yield from _table(block)
            case Clause():
                number += 1
                yield '<div class="clause">'
                yield f'<p><span class="number">{prefix}{number}</span> '
                yield f"{' '.join(map(_sentence, block.sentences))}</p>"
                yield from _parts(block)
                yield "</div>"


def _parts(block: Clause) -> Iterator[str]:
    if block.items:
        yield '<ol class="parts">'
        for place, item in enumerate(block.items):
            mark = f'<span class="letter">({letter(place)})</span>'
            yield f"<li>{mark} {_sentence(item)}</li>"
        yield "</ol>"


def _table(table: PolicyTable) -> Iterator[str]:
    head = "".join(f'<th scope="col">{_text(name)}</th>' for name in table.head)
    yield f"<table><thead><tr>{head}</tr></thead><tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{_sentence(cell)}</td>' for cell in row)}</tr>"
    yield "</tbody></table>"


_BLANK = "_" * 28


def _resolution(resolution: Resolution) -> Iterator[str]:
    yield '<section id="resolution" class="resolution">'
    yield f"<h2>{_text(resolution.title)}</h2>"
    yield from (f"<p>{_sentence(said)}</p>" for said in resolution.recitals)
    yield f"<p>NOW, THEREFORE, BE IT RESOLVED by {_BLANK} that:</p>"
    yield "<ol>"
    yield from (f"<li>{_sentence(order)}</li>" for order in resolution.orders)
    yield "</ol>"
    yield f"<p>Introduced by {_BLANK}</p>"
    yield f"<p>Seconded by {_BLANK}</p>"
    heads = (*resolution.votes, "Date of the vote")
    shown = "".join(f'<th scope="col">{_text(head)}</th>' for head in heads)
    yield f"<table><thead><tr>{shown}</tr>"
    yield f"</thead><tbody><tr>{'<td>&nbsp;</td>' * len(heads)}</tr></tbody></table>"
    yield from (f'<p class="signature">{_text(who)}</p>' for who in resolution.signatures)
    yield "</section>"


def _sentence(sentence: Sentence) -> str:
    grounds = sentence.grounds
    data = "".join(
        f' data-{key}="{_text(" ".join(str(at) or "/" for at in places))}"'
        for key, places in (("pointer", grounds.at), ("missing", grounds.silent))
        if places
    )
    return f"<span{data}>{''.join(map(_part, sentence.parts))}</span>"


def _part(part: Wording) -> str:
    said = _text(part.text)
    return f'<a href="{_text(url(part.url))}">{said}</a>' if part.url else said


def _text(text: str) -> str:
    return escape(visible(text), quote=True)
