"""Write the memo to the council about a draft: what must happen, by when, and by which law."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.report import Finding, RuleInfo
from lprpolicy.model.standing import RuleCount, Standing
from lprpolicy.model.words import Binding, Verified
from lprpolicy.write.escape import markdown, one_line, url
from lprpolicy.write.start.facts import Start, UpcomingRule

NO_ADVICE = "This memo is not legal advice. Have counsel read the draft and the laws it names."


def memo(start: Start) -> str:
    """Write the memo as Markdown."""
    told = start.told
    lines = [
        f"# Memo: a plate reader policy for {markdown(told.town)}",
        "",
        f"To: the governing body of {markdown(told.town)}  ",
        f"About: a draft policy for the {markdown(told.name)}  ",
        f"Law in effect on: {long_day(told.day)}",
        "",
        *_what_is_unchecked(start),
        *_what_it_is(start),
        *_days(start),
        *_still_open(start),
        *_choices(start),
        *_law(start),
        *_limits(start),
    ]
    return "\n".join(lines) + "\n"


def _what_is_unchecked(start: Start) -> Iterator[str]:
    """Say first what nobody has checked, since all the rest stands on it."""
    read = [rule.provision for rule in start.bound if rule.required]
    second = sum(one is not None and one.verified is Verified.SECONDARY for one in read)
    yield "## What nobody has checked"
    yield ""
    if second:
        rules = amount(len(read), "required rule")
        yield f"- The law: {second} of {rules} rest on a secondary source, not checked against the"
        yield "  statute. Have counsel read the law before a figure of this memo is relied on."
    yield "- The vendor's settings: nobody has compared them with the draft."
    yield ""


def _what_it_is(start: Start) -> Iterator[str]:
    told, count = start.told, start.count
    yield "## What is in front of you"
    yield ""
    yield from _paragraph(
        f"`{told.agency}/policy.yaml` is a draft of how the {markdown(told.name)} may use license "
        "plate readers: what they record, how long it is kept, what it is for, and who else can "
        "search it. Nobody has adopted it. It does not say what the police do today."
    )
    disputed = f", and {count.disputed} of disputed law" if count.disputed else ""
    yield from _paragraph(
        f"{amount(count.required, 'required rule')} and {count.recommended} recommended apply to "
        f"it on {long_day(told.day)}{disputed}. It would meet {count.musts[Standing.MET]} of the "
        f"{count.required} required and {count.advice[Standing.MET]} of the {count.recommended} "
        f"recommended. For {(count.musts + count.advice)[Standing.CANNOT_TELL]} there is not "
        "enough information, because the draft leaves out what only the town can know."
        + _waiting_rules(count)
    )
    record = start.pack.no_law
    if record is not None:
        yield from _paragraph(
            f"**No plate reader law of {start.pack.name} was found** when it was searched on "
            f"{long_day(record.searched)}. What was found instead: {_ours(record.found)} The draft "
            "follows the federal rules; its other lines are narrow choices that no law here asks "
            "for. Have counsel look again."
        )


def _waiting_rules(count: RuleCount) -> str:
    """Count the rules that wait for an act of the town, as the end of a paragraph."""
    waiting = (count.musts + count.advice)[Standing.NOT_MET]
    if not waiting:
        return ""
    verb = "is" if waiting == 1 else "are"
    return f" {waiting} {verb} violated until the town acts, as by adopting the draft: see below."


def _paragraph(text: str) -> Iterator[str]:
    yield from wrap(text, 98, break_long_words=False, break_on_hyphens=False)
    yield ""


def _ours(text: str) -> str:
    """Escape a sentence of a rule or a pack, which may contain keys with an underscore."""
    return one_line(text).replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")


def _days(start: Start) -> Iterator[str]:
    yield "## Days to keep"
    yield ""
    if not start.ahead:
        yield "No rule that was written down here begins after this day."
        yield ""
        return
    for one in sorted(start.ahead, key=lambda one: (one.day, one.rule.id)):
        yield f"- **{long_day(one.day)}.** {_rule(one.rule)} {_state(one)}"
    yield ""


def _state(one: UpcomingRule) -> str:
    if one.met is None:
        return "It begins too late to be judged now."
    return "The draft meets it." if one.met else f"Still open: {_ours(one.rule.remedy)}"


def _rule(rule: RuleInfo) -> str:
    advice = "Recommended: " if rule.binding is Binding.SHOULD else ""
    return f"{advice}{_ours(rule.says)} ({_citation(rule)})"


def _citation(rule: RuleInfo) -> str:
    assert rule.provision is not None
    return f"[{_ours(rule.provision.citation)}]({url(rule.provision.url)})"


def _still_open(start: Start) -> Iterator[str]:
    yield "## Still open"
    yield ""
    if not start.report.findings:
        yield "Nothing. The draft meets every rule that binds it on this day."
    for finding in start.report.findings:
        yield f"- {_open_point(finding)}"
    yield ""


def _open_point(finding: Finding) -> str:
    says = f"The draft {markdown(finding.spot.message)}."
    rule = finding.rule
    law = f" Law: {_citation(rule)}." if rule.provision is not None else ""
    return f"{says} {_ours(rule.remedy)}{law}"


def _choices(start: Start) -> Iterator[str]:
    chosen = [entry for entry in start.entries if entry.choice is not None]
    yield "## Choices that the draft made, and that you can make otherwise"
    yield ""
    lines = (f"- `{_key(entry.at.parts)}`: {entry.about} {entry.choice}" for entry in chosen)
    yield from dict.fromkeys(lines)  # A choice is the same in each of several systems.
    yield ""


def _key(parts: tuple[str | int, ...]) -> str:
    return ".".join(str(step) for step in parts if not isinstance(step, int))


def _law(start: Start) -> Iterator[str]:
    yield "## The law it was held against"
    yield ""
    yield "| rule | law | answer |"
    yield "|---|---|---|"
    for rule in start.bound:
        yield f"| {_ours(rule.title)} | {_citation(rule)} | {_answer(rule, start)} |"
    yield ""


_ANSWERS: Final = {
    Standing.DISPUTED: "disputed law",
    Standing.NOT_MET: "violated until the town acts",
    Standing.CANNOT_TELL: "not enough information",
    Standing.MET: "would be met",
}


def _answer(rule: RuleInfo, start: Start) -> str:
    return _ANSWERS[start.standing(rule)]


def _limits(start: Start) -> Iterator[str]:
    yield "## What this memo cannot tell"
    yield ""
    for note in start.report.notes:
        about = "Disputed" if note.rule is not None else "Who is who"
        yield f"- {about}: {_ours(note.message)}"
    for left_out in start.pack.not_covered:
        yield f"- Not covered: {_ours(left_out)}"
    yield ""
    yield NO_ADVICE
