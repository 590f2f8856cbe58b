"""Write a report for a terminal, to be read from the top.

The decision stands first, then counts, then the gravest findings in full, then what is not
specified yet, then recommendations, and at the end what to do next. Where a report is long, what
it folds is counted, and `--all` shows it; nothing that refuses is left out of the counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from lprpolicy.model.prose import amount
from lprpolicy.model.report import Decision, Finding, Note, Report, Spot
from lprpolicy.write import Shows
from lprpolicy.write.escape import inert, one_line, visible
from lprpolicy.write.phrases import (
    UNKNOWN,
    by_day,
    decision,
    first_day,
    headline,
    more,
    old,
    outcome,
    place,
    waiver_origin,
    what_was_checked,
)
from lprpolicy.write.report.compact import line as compact_line
from lprpolicy.write.report.next_steps import next_steps
from lprpolicy.write.report.opened import BOLD, RED, TextStyle, write_open
from lprpolicy.write.report.sections import (
    FEW,
    Sections,
    by_group,
    by_rule,
    old_gravest_first,
    sections,
)
from lprpolicy.write.report.yaml_lines import block, yaml_line

OPENED: Final = 2
"""A long report shows this many violations in full: the gravest, each of another group."""
LINES: Final = 4
"""A table or list of a long report has this many lines; the report counts the rest."""
FEWER: Final = 2
"""The same for what refuses nothing: advice and notes."""


def write(
    report: Report,
    *,
    color: bool = False,
    width: int = 100,
    show_all: bool = False,
    advice: bool = False,
    shows: Shows = Shows.REPORT,
) -> str:
    found = sections(report)
    long = len(found.refusing) > FEW and not show_all
    style = TextStyle(color, width, show_all, advice or show_all, long)
    if shows is Shows.DECISION:
        parts: Iterable[list[str]] = [_head(report, style)]
    elif shows is Shows.COUNTS:
        parts = _counts(report, found, replace(style, long=False))
    else:
        parts = _parts(report, found, style)
    lines = [line for part in parts for line in (*part, "")]
    return "".join(f"{inert(line)}\n" for line in lines[:-1])


def _parts(report: Report, found: Sections, style: TextStyle) -> Iterator[list[str]]:
    """Give the parts of the text, to be separated by empty lines."""
    yield _head(report, style)
    if len(found.refusing) > FEW:
        yield from filter(None, (_groups(found, style), _rules(found.refusing, style)))
    told: set[str] = set()
    yield from _violations(found.violated, report, style, told)
    yield from _not_enough(found, report, style, told)
    yield from _advice(found.advice, report, style, told)
    for day, findings in by_day(report.coming):
        heading = style.paint(f"Takes effect on {first_day(day, report.as_of)}:", BOLD)
        yield [heading, *_fold(findings)]
    if report.adoption:
        lines = list(_adoption(report.adoption))
        if style.long:
            lines = [f"  {amount(len(lines), 'line')} of YAML; --all lists them"]
        yield [style.paint("When adopted, also required:", BOLD), *lines]
    if report.old:
        yield from _old(report, style, told)
    if report.waived:
        yield [style.paint("Waived:", BOLD), *_waivers(report)]
    if report.notes:
        notes = [_note(note) for note in report.notes]
        yield list(_at_most(notes, style, FEWER, indent=""))
    steps = list(next_steps(report, found, style))
    if steps:
        yield [style.paint("Next:", BOLD), *(f"  {step}" for step in steps)]


def _counts(report: Report, found: Sections, style: TextStyle) -> Iterator[list[str]]:
    """Give the decision and every count, and no finding."""
    yield _head(report, style)
    advice = _rules(found.advice, style, "Recommendations")
    yield from filter(None, (_groups(found, style), _rules(found.refusing, style), advice))


def _head(report: Report, style: TextStyle) -> list[str]:
    said = one_line(decision(report))
    at = len(outcome(report))
    word, rest = said[:at], said[at:]
    tint = RED if report.decision is Decision.REFUSE else BOLD
    return [style.paint(word, tint) + rest, what_was_checked(report)]


def _groups(found: Sections, style: TextStyle) -> list[str]:
    groups = by_group(found.refusing)
    rows = [
        (f"{amount(one.grants, 'grant')} to {one.group.many}", one.violated, one.unknown)
        for one in groups
    ]
    return _table("Recipients", rows, style)


def _rules(findings: Sequence[Finding], style: TextStyle, title: str = "Rules") -> list[str]:
    rows = [(one_line(one.rule.id), one.violated, one.unknown) for one in by_rule(findings)]
    if style.long and len(rows) > LINES:
        rest = rows[LINES - 1 :]
        left = (
            f"… {len(rest):,} more rules (--statistics)",
            sum(row[1] for row in rest),
            sum(row[2] for row in rest),
        )
        rows = [*rows[: LINES - 1], left]
    return _table(title, rows, style)


def _table(title: str, rows: Sequence[tuple[str, int, int]], style: TextStyle) -> list[str]:
    """Write rows of a name, how many places violate, and at how many nobody can tell."""
    if not rows:
        return []
    wide = max(len(title), *(len(name) + 2 for name, _, _ in rows))
    lines = [style.paint(f"{title:<{wide}}  violated  {UNKNOWN}", BOLD)]
    for name, violated, unknown in rows:
        lines.append(f"  {name:<{wide - 2}}  {violated:>8,}  {unknown:>{len(UNKNOWN)},}")
    return lines


def _violations(
    findings: Sequence[Finding], report: Report, style: TextStyle, told: set[str]
) -> Iterator[list[str]]:
    full = _gravest(findings) if style.long else findings
    yield from _write_open(full, report, style, told)
    rest = [one for one in findings if one not in full] if style.long else []
    if rest:
        places = amount(sum(one.count for one in rest), "place")
        heading = style.paint(f"Other violations, at {places}:", BOLD)
        yield [heading, *_at_most([f"  {_brief(one)}" for one in rest], style)]


def _gravest(findings: Sequence[Finding]) -> list[Finding]:
    """Return the first finding of each group of recipients, but only of the gravest groups."""
    firsts: dict[object, Finding] = {}
    for finding in findings:
        firsts.setdefault(finding.spot.group or finding.rule.id, finding)
    return list(firsts.values())[:OPENED]


def _write_open(
    findings: Iterable[Finding], report: Report, style: TextStyle, told: set[str]
) -> Iterator[list[str]]:
    """Write findings in full; `told` holds the rules whose words were written already."""
    for finding in findings:
        first = finding.rule.id not in told
        told.add(finding.rule.id)
        yield list(write_open(finding, report.as_of, style, first=first))


def _not_enough(
    found: Sections, report: Report, style: TextStyle, told: set[str]
) -> Iterator[list[str]]:
    """Write what nobody can tell: of recipients, and then what each file does not specify."""
    if not style.long:
        yield from _write_open(found.unknown, report, style, told)
    elif found.unknown:
        grants = sum(one.grants for one in by_group(found.unknown))
        heading = f"Not enough information about {amount(grants, 'grant')}:"
        lines = list(_fold(found.unknown))
        yield [style.paint(heading, BOLD), *_at_most(lines, style)]
    by_file = groupby(found.unspecified, key=lambda one: one.spot.location.file)
    files = [(file, list(of_file)) for file, of_file in by_file]
    shown = files[:LINES] if style.long else files
    drafts = report.drafts
    for file, findings in shown:
        what = "draft" if file in drafts else "file"
        heading = style.paint(_does_not_specify(file, findings, what), BOLD)
        if style.long:
            yield [heading, *_at_most([_line(one) for one in findings], style)]
        else:
            yield [heading]
            yield from _write_open(findings, report, style, told)
    left = [one for _, findings in files[len(shown) :] for one in findings]
    if left:
        things = amount(sum(one.count for one in left), "more thing")
        within = amount(len(files) - len(shown), "more file")
        yield [f"… and {things} not specified in {within}; --all lists them"]


def _does_not_specify(file: str, findings: Sequence[Finding], what: str) -> str:
    things = amount(sum(one.count for one in findings), "thing")
    return f"{visible(file)}: {things} the {what} does not specify yet:"


def _line(finding: Finding) -> str:
    where = place(finding.spot.location)
    said = f"{one_line(finding.rule.id)}: {one_line(finding.spot.message)}"
    return f"  {where} {said}{more(finding)}"


def _advice(
    findings: Sequence[Finding], report: Report, style: TextStyle, told: set[str]
) -> Iterator[list[str]]:
    if not findings:
        return
    if style.advice:
        yield from _write_open(findings, report, style, told)
        return
    count = sum(one.count for one in findings)
    refuse = "refuses" if count == 1 else "refuse"
    heading = f"{amount(count, 'recommendation')}, which {refuse} nothing (--advice shows all):"
    lines = list(_fold(findings))
    yield [style.paint(heading, BOLD), *_at_most(lines, style, FEWER)]


def _old(report: Report, style: TextStyle, told: set[str]) -> Iterator[list[str]]:
    """Write what the baseline lists, folded: it was there before."""
    heading = style.paint(f"{old(report)[:1].upper()}{old(report)[1:]}:", BOLD)
    if style.show_all:
        yield [heading]
        yield from _write_open(old_gravest_first(report), report, style, told)
        return
    lines = list(_fold(old_gravest_first(report)))
    yield [heading, *_at_most(lines, replace(style, long=True))]


def _fold(findings: Iterable[Finding]) -> Iterator[str]:
    """Write a line for each rule and answer: its first place, and how many more there are."""
    ordered: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        ordered.setdefault((finding.rule.id, headline(finding)), []).append(finding)
    for first, *others in ordered.values():
        places = sum(one.count for one in (first, *others)) - 1
        files = len({one.spot.location.file for one in (first, *others)})
        within = f" in {files:,} files" if files > 1 else ""
        left = f" (and {places:,} more{within})" if places else ""
        yield f"  {compact_line(first, first.spot, headline(first))}{left}"


def _adoption(findings: Iterable[Finding]) -> Iterator[str]:
    """Write the line of YAML that adoption asks for, its place, and why; once for all files."""
    ordered: dict[str, list[Spot]] = {}
    for finding in findings:
        for spot in (finding.spot, *finding.also):
            line = yaml_line(spot.pointer) or one_line(finding.rule.remedy)
            within = block(spot.pointer)
            said = f"{line} in {one_line(within)}" if within else line
            why = f"({one_line(finding.rule.id)}: {one_line(spot.message)})"
            ordered.setdefault(f"{said} {why}", []).append(spot)
    for said, (first, *others) in ordered.items():
        left = f" and in {amount(len(others), 'more place')}" if others else ""
        yield f"  {visible(str(first.location))}: {said}{left}"


def _at_most(
    lines: Sequence[str], style: TextStyle, most: int = LINES, *, indent: str = "  "
) -> Iterator[str]:
    """Give the lines, of a long report only the first, and how many there are besides."""
    most = most if style.long else len(lines)
    yield from lines[:most]
    if len(lines) > most:
        yield f"{indent}… and {len(lines) - most:,} more; --all lists them"


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
