"""Write a policy document for Word: letter paper, the styles of a word processor, no macros.

The same document gives the same bytes: the dates in it are the day of the law, and the files of
the package carry the first day that a ZIP can hold.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from lprpolicy.errors import UsageError
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
from lprpolicy.write.escape import visible, xml
from lprpolicy.write.page.sections import Sentence

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_FONT: Final = "Times New Roman"
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_BLANK: Final = "_" * 28
_INDENT: Final = 0.45
_COLUMNS: Final = {3: (2.6, 1.9, 2.0), 6: (0.4, 1.5, 1.25, 0.95, 1.15, 1.25)}
"""The widths of a table in inches, by its number of columns: the paper has 6.5 between margins."""


def write(document: PolicyDocument) -> bytes:
    """Write the document as the bytes of a .docx file; a UsageError without python-docx."""
    word = _empty()
    _style(word, document)
    _title(word, document)
    word.add_heading("Findings", 1)
    _blocks(word, document.findings, "F.")
    for number, article in enumerate(document.articles, start=1):
        _article(word, article, f"{number}. {article.title}", f"{number}.")
    _article(word, document.annex, f"Annex A. {document.annex.title}", "A.")
    if document.resolution is not None:
        _resolution(word, document.resolution)
    made = io.BytesIO()
    word.save(made)
    return _same_bytes(made.getvalue())


def _empty() -> Word:
    try:
        import docx
    except ImportError as error:
        raise UsageError(
            "DOCX is written with python-docx, which is not installed here",
            hint="pip install 'lprpolicy[docx]' installs it; Word also opens --format html",
            consequence="nothing was written",
        ) from error
    return docx.Document()


def _style(word: Word, document: PolicyDocument) -> None:
    """Set paper, fonts and colors, what each page shows, and what the file says of itself."""
    from docx.shared import Inches, Pt, RGBColor

    page = word.sections[0]
    page.page_width, page.page_height = Inches(8.5), Inches(11)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Inches(1)
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 13), ("Heading 2", 11.5)):
        style: Any = word.styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):  # the theme's fonts would win over the name
            if key.endswith("Theme"):
                del fonts.attrib[key]
    for line in word.styles["Title"].element.xpath("w:pPr/w:pBdr"):
        line.getparent().remove(line)  # the style draws a colored line below a title
    normal: Any = word.styles["Normal"]
    normal.paragraph_format.space_after = Pt(5)
    head = page.header.paragraphs[0]
    head.alignment = _center()
    head.add_run(_text(document.notice or f"{document.title}: {document.name}")).bold = True
    foot = page.footer.paragraphs[0]
    foot.alignment = _center()
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    moment = dt.datetime.combine(document.day, dt.time(), dt.UTC)
    about = word.core_properties
    about.title, about.subject = _text(document.title), _text(document.name)
    about.author, about.last_modified_by, about.comments = _text(document.name), "", ""
    about.created = about.modified = moment
    about.revision, about.language = 1, "en-US"


def _center() -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return WD_ALIGN_PARAGRAPH.CENTER


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a number that the word processor computes, such as that of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    paragraph._p.append(field)


def _title(word: Word, document: PolicyDocument) -> None:
    title = word.add_paragraph(_text(document.title), style="Title")
    title.alignment = _center()
    whose = word.add_paragraph(_text(document.name))
    whose.alignment = _center()
    if document.notice:
        notice = word.add_paragraph()
        notice.alignment = _center()
        notice.add_run(_text(document.notice)).bold = True
    table = word.add_table(rows=0, cols=2, style="Table Grid")
    for label, said in document.cover:
        name, value = table.add_row().cells
        _cell(name, label, bold=True)
        _cell(value, said.text)
    _widths(table, (1.6, 4.9))


def _article(word: Word, article: Article, title: str, prefix: str) -> None:
    word.add_heading(_text(title), 1)
    if article.source:
        source = word.add_paragraph()
        source.paragraph_format.keep_with_next = True
        source.add_run(f"Text of record: {_text(article.source)}").italic = True
    _blocks(word, article.blocks, prefix)


def _blocks(word: Word, blocks: tuple[Block, ...], prefix: str) -> None:
    number = 0
    for block, after in zip(blocks, (*blocks[1:], None), strict=True):
        match block:
            case Subtitle():
                word.add_heading(_text(block.sentence.text), 2)
            case PolicyTable():
                _table(word, block)
            case Clause():
                number += 1
                said = _add_numbered(word, f"{prefix}{number}", block.sentences, 0)
                introduces = bool(block.items) or isinstance(after, PolicyTable)
                said.paragraph_format.keep_with_next = introduces
                for place, item in enumerate(block.items):
                    _add_numbered(word, f"({letter(place)})", (item,), 1)


def _add_numbered(word: Word, mark: str, sentences: tuple[Sentence, ...], level: int) -> Paragraph:
    """Add a paragraph with its number hanging before it."""
    from docx.shared import Inches, Pt

    paragraph = word.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = Inches(_INDENT * (level + 1))
    form.first_line_indent = Inches(-_INDENT)
    form.tab_stops.add_tab_stop(Inches(_INDENT * (level + 1)))
    if level:
        form.space_after = Pt(1)
    paragraph.add_run(f"{mark}\t")
    _say(paragraph, sentences)
    return paragraph


def _table(word: Word, held: PolicyTable) -> None:
    from docx.oxml import OxmlElement

    table = word.add_table(rows=1, cols=len(held.head), style="Table Grid")
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, name in zip(head.cells, held.head, strict=True):
        _cell(cell, name, bold=True)
    for row in held.rows:
        made = table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, said in zip(made.cells, row, strict=True):
            _cell(cell, said.text)
    _widths(table, _COLUMNS[len(held.head)])
    word.add_paragraph()


def _widths(table: Any, inches: tuple[float, ...]) -> None:
    """Set the width of each column, in its cells as well: LibreOffice reads only those."""
    from docx.shared import Inches

    table.autofit = False
    for column, width in zip(table.columns, inches, strict=True):
        column.width = Inches(width)
        for cell in column.cells:
            cell.width = Inches(width)


def _resolution(word: Word, resolution: Resolution) -> None:
    title = word.add_heading(_text(resolution.title), 1)
    title.alignment = _center()
    title.paragraph_format.page_break_before = True
    for said in resolution.recitals:
        _say(word.add_paragraph(), (said,))
    word.add_paragraph(f"NOW, THEREFORE, BE IT RESOLVED by {_BLANK} that:")
    for number, order in enumerate(resolution.orders, start=1):
        _add_numbered(word, f"{number}.", (order,), 0)
    word.add_paragraph(f"Introduced by {_BLANK}")
    word.add_paragraph(f"Seconded by {_BLANK}")
    heads = (*resolution.votes, "Date of the vote")
    table = word.add_table(rows=2, cols=len(heads), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, heads, strict=True):
        _cell(cell, name, bold=True)
    for who in resolution.signatures:
        word.add_paragraph()
        word.add_paragraph(f"{_BLANK}\n{_text(who)}")


def _cell(cell: Any, text: str, *, bold: bool = False) -> None:
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.add_run(_text(text)).bold = bold


def _say(paragraph: Paragraph, sentences: tuple[Sentence, ...]) -> None:
    paragraph.add_run(_text(" ".join(sentence.text for sentence in sentences)))


def _text(text: str) -> str:
    return xml(visible(text))


def _same_bytes(raw: bytes) -> bytes:
    """Pack the files again in the order of their names, without the time of packing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return made.getvalue()
