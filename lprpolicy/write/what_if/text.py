"""Write what proposed rules would change, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lprpolicy.model.prose import amount
from lprpolicy.model.report import Finding
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.what_if import ProposedRule, WhatIf
from lprpolicy.model.words import Binding
from lprpolicy.write.escape import inert, one_line, visible
from lprpolicy.write.phrases import UNKNOWN


def write(facts: WhatIf) -> str:
    return "".join(f"{inert(visible(line))}\n" for line in _lines(facts))


def _lines(facts: WhatIf) -> Iterator[str]:
    yield f"If this were law on {facts.day}: {', '.join(facts.files)}"
    yield headline(facts)
    yield "It is proposed, so it decides nothing here."
    for rule in facts.rules:
        yield ""
        yield from _rule(rule)
    if facts.newly:
        yield ""
        yield f"Allowed today and refused then: {', '.join(facts.newly)}"
    if facts.freed:
        yield ""
        yield f"Refused today and allowed then: {', '.join(facts.freed)}"
    for rule_id, start in facts.later:
        yield ""
        yield f"{rule_id} begins only on {start}: judge by that day with --as-of {start}."


def headline(facts: WhatIf) -> str:
    """How many policies it would refuse, and how many of those are allowed today."""
    refused = amount(len(facts.by_proposed), "policy", "policies")
    allowed = len(set(facts.newly) & set(facts.by_proposed))
    return (
        f"It would refuse {refused} of {facts.judged}; the law of today allows {allowed or 'none'} "
        "of those."
    )


def _rule(rule: ProposedRule) -> Iterator[str]:
    how = "changed" if rule.replaces else "new"
    advice = "" if rule.binding is Binding.MUST else ", recommended"
    yield f"{rule.id} ({how}{advice}): {rule.title}"
    if not rule.findings:
        yield "  met by every policy that it binds"
    for message, held in _groups(rule.findings):
        towns = len({one.agency for one in held})
        answer = "violated" if held[0].answer is Answer.VIOLATION else UNKNOWN
        yield f"  {answer}, {amount(towns, 'policy', 'policies')}: {one_line(message)}"
        for one in held:
            yield f"    {one.spot.location}{_line_there(one)}"


def _groups(findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings with the same words together, the most first."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        found.setdefault((str(one.answer), one.spot.message), []).append(one)
    order = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(message, held) for (_, message), held in order]


def _line_there(one: Finding) -> str:
    """The line itself, if the place has one: it is the first to change."""
    at = one.spot.location.span.start.line - one.excerpt.first
    line = one.excerpt.lines[at].strip() if 0 <= at < len(one.excerpt.lines) else ""
    return f": {one_line(line)}" if line else ""
