"""A diff as a memo for a council: one page, plain words, no table and no id before its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lprpolicy.model.change import Change, Effect
from lprpolicy.model.diff import AgencyChanges, Diff
from lprpolicy.model.report import Decision, Report
from lprpolicy.write.escape import markdown
from lprpolicy.write.phrases import amount, law

MOST: Final = 8
"""So many of one kind fit on the page; the rest is counted."""


def write(diff: Diff) -> str:
    lines = [
        "# Memo: who may search our licence plate reads",
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
    widens = diff.count(Effect.WIDENS)
    way = (
        f"{amount(widens, 'change')} {'opens' if widens == 1 else 'open'} more than before."
        if widens
        else "Nothing is opened further than before."
    )
    if diff.decision is Decision.REFUSE:
        return f"**As it stands this cannot be adopted: a rule refuses it.** {way}"
    return f"**No rule that was checked stands against this.** {way}"


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
        careful = "" if change.certain else f" This counts as opening more: {change.doubt}."
        unsure = careful if change.widens else "" if change.certain else f" But {change.doubt}."
        yield f"- {_sentence(change.says)}{markdown(unsure)}"
    if len(changes) > MOST:
        yield f"- and {len(changes) - MOST:,} more."
    yield ""


def _rules(report: Report) -> Iterator[str]:
    blocking = [f for f in report.open if f.blocks(strict=report.strict)]
    if blocking:
        yield "## What stands against it"
        yield ""
        for finding in blocking[:MOST]:
            source = law(finding.rule, report.as_of)
            by = f" ({source})" if source else ""
            says = f"{finding.rule.says} Here the text {finding.spot.message}{by}."
            yield f"- {markdown(says)} {markdown(finding.rule.remedy)}"
        if len(blocking) > MOST:
            yield f"- and {len(blocking) - MOST:,} more."
        yield ""
    if report.coming:
        days = sorted({f.rule.since for f in report.coming if f.rule.since})
        from_ = f", the first from {days[0]}" if days else ""
        asked = amount(len(report.coming), "more change")
        yield f"Law that begins soon will ask for {asked}{from_}."
        yield ""


def _sentence(said: str) -> str:
    first = said if "/" in said.partition(" ")[0] else f"{said[:1].upper()}{said[1:]}"
    return markdown(f"{first}.")
