"""Write a report for a job summary, or for a comment that is updated: `MARKER` finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lprpolicy.model.places import Location
from lprpolicy.model.prose import amount
from lprpolicy.model.report import Finding, Note, Report, RuleInfo, Spot
from lprpolicy.write.escape import markdown, url
from lprpolicy.write.phrases import (
    by_day,
    days_left,
    decision,
    doubts,
    first_day,
    headline,
    more,
    old,
    outcome,
    time_left,
    what_was_checked,
)
from lprpolicy.write.report.sections import (
    FEW,
    GroupCount,
    RefusalCount,
    Sections,
    by_group,
    by_rule,
    gravest_first,
    old_gravest_first,
    sections,
)
from lprpolicy.write.report.yaml_lines import yaml_line

MARKER: Final = "<!-- lprpolicy -->"
LONGEST: Final = 60_000
"""GitHub accepts comments of 65,536 characters; the rest is room for whoever posts this one."""
LONGEST_CELL: Final = 1_000
RESERVE: Final = 1_000
"""Characters for what is always there: the headings, and how much each section leaves out."""

GROUPS: Final = ("Recipients", "Violated", "Not enough information")
RULES: Final = ("Rule", "Violated", "Not enough information")
FINDINGS: Final = ("Answer", "Where", "What", "Rule and law", "Fix")
WAIVED: Final = ("Where", "What", "Rule", "Waived by", "Until")
ADOPTION: Final = ("Where", "YAML", "Why", "Rule")
COMING: Final = ("From", "Where", "What", "Rule and law", "Fix")
PLACES: Final = ("Answer", "Where", "What", "Rule")


@dataclass(slots=True)
class _BoundedPage:
    """Lines up to a total length; what does not fit is counted, not shown."""

    lines: list[str] = field(default_factory=list)
    used: int = 0

    def add(self, *lines: str) -> None:
        self.lines += lines
        self.used += sum(len(line) + 1 for line in lines)

    def rows(self, rows: Iterator[str], count: int, what: str, share: float) -> None:
        """Add as many rows as fit into a share of the room, then say how many did not."""
        limit = self.used + share * (LONGEST - RESERVE - self.used)
        for done, row in enumerate(rows):
            if self.used + len(row) + 1 > limit:
                self.add("", f"… and {amount(count - done, f'more {what}')}.")
                break
            self.add(row)
        self.add("")

    def table(
        self, heads: tuple[str, ...], rows: Iterator[str], count: int, what: str, share: float
    ) -> None:
        if count:
            self.add(_row(*heads), _row(*("---" for _ in heads)))
            self.rows(rows, count, what, share)


def write(report: Report) -> str:
    page = _BoundedPage()
    page.add(MARKER, f"## lprpolicy: {outcome(report).lower()}", "")
    page.add(markdown(decision(report)), "")
    page.add(markdown(what_was_checked(report)), "")
    found = sections(report)
    if len(found.refusing) > FEW:
        _counts(page, found)
    page.table(FINDINGS, map(_finding, found.refusing), len(found.refusing), "finding", 0.6)
    _advice(page, found)
    _add_old(page, report)
    _add_waivers(page, report)
    _write_coming(page, report)
    _adoption(page, report)
    _notes(page, report)
    _places(page, report)
    return "\n".join(page.lines).rstrip("\n") + "\n"


def _counts(page: _BoundedPage, found: Sections) -> None:
    """Count what refuses by kind of recipient and by rule, where there is much of it."""
    groups = [
        _row(amount(one.grants, "grant") + f" to {one.group.many}", *_numbers(one))
        for one in by_group(found.refusing)
    ]
    page.table(GROUPS, iter(groups), len(groups), "kind", 0.2)
    rules = [_row(_code(one.rule.id), *_numbers(one)) for one in by_rule(found.refusing)]
    page.table(RULES, iter(rules), len(rules), "rule", 0.2)


def _numbers(one: RefusalCount | GroupCount) -> tuple[str, str]:
    return f"{one.violated:,}", f"{one.unknown:,}"


def _advice(page: _BoundedPage, found: Sections) -> None:
    """Add what is recommended, folded up: it refuses nothing."""
    if found.advice:
        places = amount(sum(one.count for one in found.advice), "recommendation")
        page.add(f"<details><summary>{places}</summary>", "")
        rows = map(_finding, found.advice)
        page.table(FINDINGS, rows, len(found.advice), "recommendation", 0.3)
        page.add("</details>", "")


def _add_old(page: _BoundedPage, report: Report) -> None:
    """Add what the baseline lists, folded up: it was there before."""
    if report.old:
        page.add(f"<details><summary>{markdown(old(report))}</summary>", "")
        page.table(
            FINDINGS, map(_finding, old_gravest_first(report)), len(report.old), "old finding", 0.3
        )
        page.add("</details>", "")


def _add_waivers(page: _BoundedPage, report: Report) -> None:
    if report.waived:
        page.add("### Waived", "")
        rows = (_waiver(finding, report) for finding in report.waived)
        page.table(WAIVED, rows, len(report.waived), "waived finding", 0.5)


def _write_coming(page: _BoundedPage, report: Report) -> None:
    if report.coming:
        page.add("### Takes effect later", "")
        rows = (
            _row(first_day(day, report.as_of), *_cells(finding))
            for day, findings in by_day(report.coming)
            for finding in findings
        )
        page.table(COMING, rows, len(report.coming), "finding", 0.5)


def _adoption(page: _BoundedPage, report: Report) -> None:
    """Add what drafts would still need if they were adopted, with the line of YAML."""
    if report.adoption:
        page.add("### When adopted, also required", "")
        rows = (
            _row(
                _where(finding.spot.location),
                _code(yaml_line(finding.spot.pointer) or ""),
                _text(finding.spot.message) + more(finding),
                _code(finding.rule.id),
            )
            for finding in report.adoption
        )
        page.table(ADOPTION, rows, len(report.adoption), "finding", 0.5)


def _notes(page: _BoundedPage, report: Report) -> None:
    if report.notes:
        page.add("### Notes", "")
        page.rows(map(_note, report.notes), len(report.notes), "note", 0.5)


def _places(page: _BoundedPage, report: Report) -> None:
    """Add every place, folded up, if the tables above give only the number of some."""
    if any(finding.also for finding in report.findings):
        spots = [
            _spot(finding, spot)
            for finding in (*gravest_first(report), *old_gravest_first(report), *report.waived)
            for spot in (finding.spot, *finding.also)
        ]
        page.add(f"<details><summary>All {len(spots):,} places</summary>", "")
        page.table(PLACES, iter(spots), len(spots), "place", 1)
        page.add("</details>")


def _finding(finding: Finding) -> str:
    return _row(f"**{headline(finding)}**", *_cells(finding))


def _cells(finding: Finding) -> tuple[str, ...]:
    what = _text(finding.spot.message) + more(finding)
    return _where(finding.spot.location), what, _law(finding.rule), _text(finding.rule.remedy)


def _waiver(finding: Finding, report: Report) -> str:
    waiver = finding.waiver
    if waiver is None:
        return ""
    what = _text(finding.spot.message) + more(finding)
    until = f"{waiver.expires} ({time_left(days_left(waiver, report.as_of))})"
    by = _text(f"{waiver.authority}: {waiver.reason}")
    return _row(_where(finding.spot.location), what, _code(finding.rule.id), by, until)


def _spot(finding: Finding, spot: Spot) -> str:
    answer = "waived" if finding.waiver else headline(finding)
    return _row(answer, _where(spot.location), _text(spot.message), _code(finding.rule.id))


def _note(note: Note) -> str:
    of = [_code(note.rule.id)] if note.rule else []
    if note.location:
        of.append(_where(note.location))
    elif note.agency:
        of.append(_code(note.agency))
    return f"- note: {_text(note.message)}" + (f" ({', '.join(of)})" if of else "")


def _law(rule: RuleInfo) -> str:
    said = _code(rule.id)
    if rule.provision is not None:
        said += f"<br>[{_text(rule.provision.citation)}](<{url(rule.provision.url)}>)"
    return said + "".join(f"<br>{_text(doubt)}" for doubt in doubts(rule))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _where(location: Location) -> str:
    return _code(str(location))


def _code(text: str) -> str:
    """Format text as code; not with backticks, since the text may contain some."""
    return f"<code>{_text(text)}</code>"


def _text(text: str) -> str:
    return markdown(text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…")
