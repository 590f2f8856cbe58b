"""Write one finding in full for a terminal: its words in the file, the law, and the fix."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from lprpolicy.model.report import Finding, Spot
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Binding
from lprpolicy.write.escape import one_line, visible
from lprpolicy.write.phrases import doubts, headline, law, place
from lprpolicy.write.report.snippet import snippet
from lprpolicy.write.width import columns, wrap_columns

MOST, MOST_OF_LONG = 12, 3
"""At most this many other places of a finding are listed; fewer where a report is long."""

RED, YELLOW, CYAN, BOLD = "1;31", "33", "36", "1"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What a terminal shows, and how much of it the reader asked for."""

    color: bool
    width: int
    show_all: bool
    advice: bool = False
    long: bool = False
    """Whether so much is found that each finding has to be told in fewer lines."""

    def paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text


def write_open(finding: Finding, as_of: dt.date, style: TextStyle, *, first: bool) -> Iterator[str]:
    """Write one finding; only the first one of a rule has the rule's words and remedy."""
    seen = snippet(
        finding.excerpt, finding.spot.location.span, one_line(finding.spot.message), style.width
    )
    tint = _tint(finding)
    edge = " " * seen.gutter
    where = visible(str(finding.spot.location))
    yield f"{where}: {one_line(finding.rule.id)} {style.paint(headline(finding), tint)}"
    if not style.long:
        yield f"{edge} |"
    yield from seen.lines
    beside, *below = seen.label
    yield f"{edge} | {style.paint(f'{seen.mark} {beside}'.rstrip(), tint)}"
    yield from (f"{edge} | {style.paint(line, tint)}" for line in below)
    if not style.long:
        yield f"{edge} |"
    for name, said in _remarks(finding, as_of, style, first=first):
        yield from _remark(name, said, edge, style)
    yield from _path(finding, edge, style)
    yield from _also(finding, edge, style)
    if first:
        yield from _remark("fix", one_line(finding.rule.remedy), edge, style)


def _tint(finding: Finding) -> str:
    violated = finding.answer is Answer.VIOLATION and finding.rule.binding is Binding.MUST
    return RED if violated else YELLOW


def _remarks(
    finding: Finding, as_of: dt.date, style: TextStyle, *, first: bool
) -> Iterator[tuple[str, str]]:
    provision = law(finding.rule, as_of)
    if provision is not None:
        yield "law", one_line(provision)
    if first:
        if not style.long:
            yield "why", one_line(finding.rule.says)
        for doubt in doubts(finding.rule, brief=style.long):
            yield "note", one_line(doubt)
    for related in finding.related:
        yield "see", f"{visible(str(related.location))} {one_line(related.label)}"


def _remark(name: str, said: str, edge: str, style: TextStyle) -> Iterator[str]:
    if not said:
        return
    indent = len(edge) + len(f" = {name}: ")
    first, *rest = wrap_columns(said, max(style.width - indent, 40))
    yield f"{edge} = {style.paint(f'{name}:', CYAN)} {first}"
    yield from (" " * indent + line for line in rest)


def _path(finding: Finding, edge: str, style: TextStyle) -> Iterator[str]:
    """Write the path of reads from the place of a finding, a step per line."""
    if not finding.spot.path:
        return
    from lprpolicy.write.path_words import place_with_notes, sentence, sure

    name = style.paint("path:", CYAN)
    indent = f"{edge}   {' ' * len('path: ')}"
    for number, step in enumerate(finding.spot.path, 1):
        said = f"{number}. {sure(step.certainty)}: {one_line(sentence(step))}"
        first, *rest = wrap_columns(said, max(style.width - len(indent), 40))
        yield f"{edge} = {name} {first}" if number == 1 else indent + first
        yield from (f"{indent}   {line}" for line in rest)
        yield f"{indent}   {one_line(place_with_notes(step))}"


def _also(finding: Finding, edge: str, style: TextStyle) -> Iterator[str]:
    """List the other places of the same fault: where, and who or what differs there."""
    if not finding.also:
        return
    most = len(finding.also) if style.show_all else MOST_OF_LONG if style.long else MOST
    rows = [_other(spot, finding) for spot in finding.also[:most]]
    left = len(finding.also) - len(rows)
    aligned = max(columns(where) for where, _ in rows)
    yield f"{edge} = {style.paint(f'and {len(finding.also):,} more:', CYAN)}"
    for where, what in rows:
        yield f"{edge}     {where}{' ' * (aligned - columns(where))}  {what}".rstrip()
    if left:
        yield f"{edge}     … and {left:,} more; --all lists them, json and sarif always do"


def _other(spot: Spot, finding: Finding) -> tuple[str, str]:
    """Say where another place of a finding is, and who or what differs there."""
    here = spot.location.file == finding.spot.location.file
    where = place(spot.location) if here else visible(str(spot.location))
    said = spot.who or ("" if spot.message == finding.spot.message else spot.message)
    return where, one_line(said)
