"""Write a diff as a memo for a council: one page, plain words, no tables, names before ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lprpolicy.model.change import Change, Effect
from lprpolicy.model.diff import AgencyChanges, Diff
from lprpolicy.model.prose import amount
from lprpolicy.model.report import Decision, Finding, Report
from lprpolicy.write.diff.phrases import SAFE_SIDE, in_words
from lprpolicy.write.escape import markdown
from lprpolicy.write.phrases import law

MOST: Final = 8
"""The memo lists at most this many of one kind, to fit on a page, and counts the rest."""


def write(diff: Diff) -> str:
    lines = [
        "# Memo: who may search our license plate reads",
        "",
        f"Law as of {diff.as_of}. Compared: {markdown(diff.base)} with {markdown(diff.head)}.",
        "",
        _verdict(diff),
        "",
    ]
    for one in diff.agencies:
        lines += _agency(one)
    if not diff.agencies:
        lines += ["Nothing that anybody may do changes.", ""]
    if diff.report is not None:
        lines += _rules(diff.report)
    lines += [
        "What this memo cannot tell: what is set at the vendor today, whom a recipient passes",
        "reads on to without saying so, and how officers use a permission. It is not legal advice.",
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _verdict(diff: Diff) -> str:
    way = " ".join(_ways([change for one in diff.agencies for change in one.changes]))
    if diff.decision is Decision.REFUSE:
        return f"**As it stands this cannot be adopted: a rule refuses it.** {way}"
    return f"**No rule that was checked stands against this.** {way}"


def _ways(changes: Sequence[Change]) -> Iterator[str]:
    """Count what opens more, and apart from it what is only treated as if it did."""
    widens = sum(change.widens and change.certain for change in changes)
    unsure = sum(change.widens and not change.certain for change in changes)
    if widens:
        yield f"{amount(widens, 'change')} {'opens' if widens == 1 else 'open'} more than before."
    elif not unsure:
        yield "Nothing is opened further than before."
    if unsure:
        verb = "is" if unsure == 1 else "are"
        yield f"{amount(unsure, 'change')} {verb} not known to be narrower, and {SAFE_SIDE}."


def _agency(one: AgencyChanges) -> Iterator[str]:
    yield f"## {markdown(one.name)}"
    yield ""
    if one.note:
        yield f"{_sentence(one.note)}"
        yield ""
    widens = [change for change in one.others if change.widens]
    narrows = [change for change in one.others if change.effect is Effect.NARROWS]
    restated = [change for change in one.others if change.effect is Effect.RESTATES]
    yield from _list("Who is let in:", one.gains)
    yield from _list("Who is no longer let in:", one.losses)
    yield from _list("What else opens, or may open, more:", widens)
    yield from _list("What else becomes stricter:", narrows)
    if restated:
        yield f"{amount(len(restated), 'other line')} changed in wording, names or dates only."
        yield ""


def _list(heading: str, changes: Sequence[Change]) -> Iterator[str]:
    if not changes:
        return
    yield heading
    yield ""
    for change in changes[:MOST]:
        said = f"- {_sentence(in_words(change))}"
        begins = "This is treated as broader: " if change.widens else "But "
        yield said if change.certain else f"{said} {markdown(f'{begins}{change.doubt}.')}"
    if len(changes) > MOST:
        yield f"- and {len(changes) - MOST:,} more."
    yield ""


def _rules(report: Report) -> Iterator[str]:
    blocking = [f for f in report.open if f.blocks(strict=report.strict)]
    if blocking:
        yield "## What stands against it"
        yield ""
        by_rule: dict[str, list[Finding]] = {}
        for finding in blocking:
            by_rule.setdefault(finding.rule.id, []).append(finding)
        for findings in list(by_rule.values())[:MOST]:
            yield f"- {markdown(_against(findings, report))}"
        if len(by_rule) > MOST:
            yield f"- and {amount(len(by_rule) - MOST, 'more rule')}."
        yield ""
    if report.coming:
        days = sorted({f.rule.since for f in report.coming if f.rule.since})
        from_ = f", the first from {days[0]}" if days else ""
        asked = amount(len(report.coming), "more change")
        yield f"Law that begins soon will ask for {asked}{from_}."
        yield ""


def _against(findings: Sequence[Finding], report: Report) -> str:
    """Describe a rule against the change: its demand, the first place, the count, the remedy."""
    first = findings[0]
    source = law(first.rule, report.as_of)
    by = f" ({source})" if source else ""
    count = sum(finding.count for finding in findings)
    more = f", and {amount(count - 1, 'more place')} like it" if count > 1 else ""
    says = first.rule.says.removesuffix(".")
    return f"{says}{by}. Here: the text {first.spot.message}{more}. {first.rule.remedy}"


def _sentence(said: str) -> str:
    first = said if "/" in said.partition(" ")[0] else f"{said[:1].upper()}{said[1:]}"
    return markdown(f"{first}.")
