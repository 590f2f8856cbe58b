"""Phrases that all formats of a report share: heading, law, waiver, tally."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from lprpolicy.model.places import Location
from lprpolicy.model.prose import amount
from lprpolicy.model.report import BaselineUse, Decision, Finding, Narrowing, Report, RuleInfo
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import Binding, Verified
from lprpolicy.write.escape import one_line

SECONDARY = "secondary source: not checked against the statute"
UNKNOWN = "not enough information"
SOON = 30
"""Waivers that end within this many days are counted apart."""


def headline(finding: Finding) -> str:
    """Return the result of the rule in a word or two, to stand after its id."""
    if finding.rule.binding is Binding.SHOULD:
        unknown = finding.answer is Answer.UNDECIDED
        said = f"recommended, {UNKNOWN}" if unknown else "recommended"
        return f"{said}, old" if finding.old else said
    said = UNKNOWN if finding.answer is Answer.UNDECIDED else "violated"
    return f"{said}, old" if finding.old else said


def coming_headline(finding: Finding) -> str:
    """Return what the result of the rule will be, and when."""
    return f"{headline(finding)} from {finding.rule.since or 'a later day'}"


def sentence(finding: Finding, message: str) -> str:
    """Turn a message into a sentence that stands alone, such as the title of an alert."""
    if finding.answer is Answer.UNDECIDED:
        return f"{UNKNOWN.capitalize()}: {message}."
    return f"{message[:1].upper()}{message[1:]}."


def law(rule: RuleInfo, as_of: dt.date) -> str | None:
    """Cite the provision behind a rule, with its first day; None for rules that are no law."""
    if rule.provision is None:
        return None
    return f"{rule.provision.citation}{in_force(rule, as_of)}"


def in_force(rule: RuleInfo, as_of: dt.date) -> str:
    """Say since when a rule is in effect or from when it will be, to stand after a citation."""
    if rule.since is None:
        return ""
    return f", in effect {'since' if rule.since <= as_of else 'from'} {rule.since}"


def doubts(rule: RuleInfo, *, brief: bool = False) -> Iterator[str]:
    """List the caveats about the law behind a finding; if `brief`, only how it was read."""
    if rule.provision is not None and rule.provision.verified is Verified.SECONDARY:
        yield SECONDARY
    if rule.provision is not None and rule.provision.note and not brief:
        yield rule.provision.note


def place(location: Location) -> str:
    """Write line and column, for places in a file that was named before."""
    return f"{location.span.start.line}:{location.span.start.column}"


def more(finding: Finding) -> str:
    """Count the other places of a finding, for formats with one line per finding."""
    return f" (and {len(finding.also):,} more)" if finding.also else ""


def days_left(waiver: Waiver, as_of: dt.date) -> int:
    return (waiver.expires - as_of).days


def time_left(days: int) -> str:
    """Say how long a waiver still holds; on its last day, `expires`, it still does."""
    if days < 0:
        return "expired"
    return f"{amount(days, 'day')} left" if days else "ends today"


def waiver_origin(waiver: Waiver, as_of: dt.date) -> str:
    """Say who granted a waiver, until when, and how many days that leaves."""
    left = time_left(days_left(waiver, as_of))
    return f"waived by {waiver.authority} until {waiver.expires} ({left})"


def first_day(day: dt.date | None, as_of: dt.date) -> str:
    """Write the day on which a rule begins, and how far off it is."""
    return f"{day} (in {amount((day - as_of).days, 'day')})" if day else "a later day"


def by_day(coming: Iterable[Finding]) -> Iterator[tuple[dt.date | None, list[Finding]]]:
    """Group findings of coming law by the day on which it begins."""
    ordered = sorted(coming, key=lambda finding: finding.rule.since or dt.date.max)
    for day, findings in groupby(ordered, key=lambda finding: finding.rule.since):
        yield day, list(findings)


def tally(report: Report) -> str:
    """Summarize what was checked, by the law of which day, and the result."""
    return f"{what_was_checked(report)} {outcome(report)}."


def what_was_checked(report: Report) -> str:
    """Count what was looked at, by the law of which day, and what was found."""
    required = report.checked.required
    of_them = f" ({required:,} required)" if required is not None else ""
    looked = (
        f"Checked {amount(report.checked.files, 'file')}, "
        f"{amount(report.checked.agencies, 'agency', 'agencies')}, "
        f"{amount(report.checked.rules, 'rule')}{of_them} as of {report.as_of}"
    )
    return f"{looked}: {', '.join(_counts(report))}."


def decision(report: Report) -> str:
    """Say the decision, and what it was judged against."""
    said = outcome(report)
    if report.narrowed:
        said += f"{' ' if report.decides is None else ', narrowed '}{_left_out(report.narrowed)}"
    elif report.old:
        besides = "apart from" if report.decides is Decision.ALLOW else "besides"
        said += f", {besides} {old(report)}"
    if not report.basis:
        return f"{said}."
    return f"{said}{'; ' if report.narrowed else ', '}{report.basis}"


def outcome(report: Report) -> str:
    if report.decides is None:
        return "Narrowed"
    return "Refused" if report.decides is Decision.REFUSE else "Allowed"


def _left_out(narrowed: Narrowing) -> str:
    """Say by which rules a report was narrowed, and what that leaves out."""
    options = (("--select", narrowed.select), ("--ignore", narrowed.ignore))
    by = " ".join(f"{option} {one_line(name)}" for option, names in options for name in names)
    if narrowed.hidden:
        places = amount(narrowed.hidden, "more place")
        return f"by {by}: {places} refused and not shown"
    return f"by {by}: nothing shown refuses, and a part of a report decides nothing"


def _places(report: Report) -> Counter[str]:
    """Count places, not findings: a fault of 300 recipients counts 300."""
    counts = Counter[str]()
    for finding in report.open:
        kind = "recommended" if finding.rule.binding is Binding.SHOULD else finding.answer.value
        counts[kind] += finding.count
    return counts


def refusing_counts(report: Report) -> str:
    """Count what refuses, in the words that every report begins with."""
    counts = _places(report)
    return f"{counts['violation']:,} violated, {counts['undecided']:,} {UNKNOWN}"


def _counts(report: Report) -> Iterator[str]:
    counts = _places(report)
    yield refusing_counts(report)
    if counts["recommended"]:
        refuses = " (strict: refused too)" if report.strict else ""
        yield f"{counts['recommended']:,} recommended{refuses}"
    if report.waived:
        yield _waiver_count(report)
    if report.old:
        yield f"{old_count(report):,} old"
    if report.coming:
        yield f"{sum(finding.count for finding in report.coming):,} coming up"


def old_count(report: Report) -> int:
    return sum(finding.count for finding in report.old)


def old(report: Report) -> str:
    """Count what a baseline lists, and say until when it may."""
    return amount(old_count(report), "old finding") + _until(report.baseline)


def old_origin(report: Report) -> str:
    """Say why a finding does not refuse again."""
    return f"old{_until(report.baseline)}"


def _until(use: BaselineUse | None) -> str:
    if use is None:
        return ""
    return f" ({one_line(use.file)}, until {use.until})"


def _waiver_count(report: Report) -> str:
    waived = sum(finding.count for finding in report.waived)
    ends = [days_left(found.waiver, report.as_of) for found in report.waived if found.waiver]
    soon = sum(days <= SOON for days in ends)
    verb = "expires" if soon == 1 else "expire"
    return f"{waived:,} waived" + (f" ({soon:,} {verb} within {SOON} days)" if soon else "")
