"""Write a report for a terminal: the words that a finding is about, the law, and the remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lprpolicy.model.report import Finding, Note, Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding
from lprpolicy.write.escape import inert, one_line, visible
from lprpolicy.write.phrases import (
    by_day,
    doubts,
    first_day,
    headline,
    law,
    more,
    place,
    tally,
    waiver_origin,
)
from lprpolicy.write.report.compact import line as compact_line
from lprpolicy.write.report.snippet import snippet
from lprpolicy.write.width import columns, wrap_columns

MOST = 12
"""At most this many other places of a finding are listed."""

_RED, _YELLOW, _CYAN, _BOLD = "1;31", "33", "36", "1"


@dataclass(frozen=True, slots=True)
class _TextStyle:
    color: bool
    width: int
    show_all: bool

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text


def write(report: Report, *, color: bool = False, width: int = 100, show_all: bool = False) -> str:
    style = _TextStyle(color, width, show_all)
    lines = [line for part in _parts(report, style) for line in (*part, "")]
    lines.append(_tally(report, style))
    return "".join(f"{inert(line)}\n" for line in lines)


def _parts(report: Report, style: _TextStyle) -> Iterator[list[str]]:
    """Give the parts of the text, to be separated by empty lines."""
    told: set[str] = set()
    for finding in report.open:
        first = finding.rule.id not in told
        told.add(finding.rule.id)
        yield list(_finding(finding, report.as_of, style, first=first))
    for day, findings in by_day(report.coming):
        heading = style.paint(f"In force from {first_day(day, report.as_of)}:", _BOLD)
        yield [heading, *(f"  {_brief(finding)}" for finding in findings)]
    if report.waived:
        yield [style.paint("Waived:", _BOLD), *_waivers(report)]
    if report.notes:
        yield [_note(note) for note in report.notes]


def _finding(finding: Finding, as_of: dt.date, style: _TextStyle, *, first: bool) -> Iterator[str]:
    """Write one finding; only the first one of a rule has the rule's words and remedy."""
    seen = snippet(
        finding.excerpt, finding.spot.location.span, one_line(finding.spot.message), style.width
    )
    tint = _tint(finding)
    edge = " " * seen.gutter
    where = visible(str(finding.spot.location))
    yield f"{where}: {one_line(finding.rule.id)} {style.paint(headline(finding), tint)}"
    yield f"{edge} |"
    yield from seen.lines
    beside, *below = seen.label
    yield f"{edge} | {style.paint(f'{seen.mark} {beside}'.rstrip(), tint)}"
    yield from (f"{edge} | {style.paint(line, tint)}" for line in below)
    yield f"{edge} |"
    for name, said in _remarks(finding, as_of, first=first):
        yield from _remark(name, said, edge, style)
    yield from _path(finding, edge, style)
    yield from _also(finding, edge, style)
    if first:
        yield from _remark("fix", one_line(finding.rule.remedy), edge, style)


def _tint(finding: Finding) -> str:
    violated = finding.answer is Answer.VIOLATION and finding.rule.binding is Binding.MUST
    return _RED if violated else _YELLOW


def _remarks(finding: Finding, as_of: dt.date, *, first: bool) -> Iterator[tuple[str, str]]:
    provision = law(finding.rule, as_of)
    if provision is not None:
        yield "law", one_line(provision)
    if first:
        yield "why", one_line(finding.rule.says)
        for doubt in doubts(finding.rule):
            yield "note", one_line(doubt)
    for related in finding.related:
        yield "see", f"{visible(str(related.location))} {one_line(related.label)}"


def _remark(name: str, said: str, edge: str, style: _TextStyle) -> Iterator[str]:
    if not said:
        return
    indent = len(edge) + len(f" = {name}: ")
    first, *rest = wrap_columns(said, max(style.width - indent, 40))
    yield f"{edge} = {style.paint(f'{name}:', _CYAN)} {first}"
    yield from (" " * indent + line for line in rest)


def _path(finding: Finding, edge: str, style: _TextStyle) -> Iterator[str]:
    """Write the path of reads from the place of a finding, a step per line."""
    if not finding.spot.path:
        return
    from lprpolicy.write.path_words import place_with_notes, sentence, sure

    name = style.paint("path:", _CYAN)
    indent = f"{edge}   {' ' * len('path: ')}"
    for number, step in enumerate(finding.spot.path, 1):
        said = f"{number}. {sure(step.certainty)}: {one_line(sentence(step))}"
        first, *rest = wrap_columns(said, max(style.width - len(indent), 40))
        yield f"{edge} = {name} {first}" if number == 1 else indent + first
        yield from (f"{indent}   {line}" for line in rest)
        yield f"{indent}   {one_line(place_with_notes(step))}"


def _also(finding: Finding, edge: str, style: _TextStyle) -> Iterator[str]:
    """List the other places of the same fault: where, and who or what differs there."""
    if not finding.also:
        return
    listed = finding.also if style.show_all else finding.also[:MOST]
    rows = [
        (
            place(spot.location)
            if spot.location.file == finding.spot.location.file
            else visible(str(spot.location)),
            one_line(spot.who or ("" if spot.message == finding.spot.message else spot.message)),
        )
        for spot in listed
    ]
    aligned = max(columns(where) for where, _ in rows)
    yield f"{edge} = {style.paint(f'and {len(finding.also):,} more:', _CYAN)}"
    for where, what in rows:
        yield f"{edge}     {where}{' ' * (aligned - columns(where))}  {what}".rstrip()
    left = len(finding.also) - len(listed)
    if left:
        yield f"{edge}     … and {left:,} more; --all lists them, json and sarif always do"


def _brief(finding: Finding) -> str:
    return compact_line(finding, finding.spot, headline(finding)) + more(finding)


def _waivers(report: Report) -> Iterator[str]:
    for finding in report.waived:
        if finding.waiver is not None:
            yield f"  {_brief(finding)}; {one_line(waiver_origin(finding.waiver, report.as_of))}"


def _note(note: Note) -> str:
    of = [one_line(note.rule.id)] if note.rule else []
    if note.location:
        of.append(visible(str(note.location)))
    elif note.agency:
        of.append(one_line(note.agency))
    return f"note: {one_line(note.message)}" + (f" ({', '.join(of)})" if of else "")


def _tally(report: Report, style: _TextStyle) -> str:
    said = tally(report)
    if not style.color:
        return said
    head, last = said[: said.rindex(". ") + 2], said[said.rindex(". ") + 2 :]
    return head + style.paint(last, _RED if last == "Refused." else _BOLD)
