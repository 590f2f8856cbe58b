"""Write a plan for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.plan import Plan, Question, Step
from lprpolicy.model.prose import amount
from lprpolicy.write.escape import inert, one_line


def write(plan: Plan) -> str:
    return "".join(f"{inert(line)}\n" for line in _lines(plan))


def _lines(plan: Plan) -> Iterator[str]:
    yield f"Plan for {plan.agency}, good on {plan.as_of} only; the rules say: {plan.decision}"
    for one in plan.inputs.observed:
        day = f" of {one.reported}" if one.reported else ", which prints no day"
        yield f"from {one_line(one.document)}{day} ({one.system}, {one.completeness})"
    for heading, steps in steps_by_heading(plan):
        yield ""
        yield f"{heading} ({len(steps):,}):"
        yield from (f"  {step.number}. {one_line(describe_step(step))}" for step in steps)
    if plan.withheld:
        yield ""
        yield f"Left out, since only narrowing was asked for: {amount(plan.withheld, 'step')}"
    if plan.questions:
        yield ""
        yield f"To be answered by a person ({len(plan.questions):,}):"
        yield from (f"  ? {one_line(describe_question(question))}" for question in plan.questions)
    if plan.looks:
        yield ""
        yield "To be looked at, since no export prints it:"
        yield from (f"  - {one.system}: {one_line(one.looks)}" for one in plan.looks)
    for note in plan.notes:
        yield f"note: {one_line(note)}"
    yield ""
    yield tally(plan)
    yield f"fingerprint: {plan.fingerprint}"


def steps_by_heading(plan: Plan) -> Iterator[tuple[str, list[Step]]]:
    """Group the steps under their headings, in order."""
    for way, heading in (("narrows", "First, take away"), ("widens", "Then, let in")):
        steps = [step for step in plan.steps if step.effect == way]
        if steps:
            yield heading, steps


def describe_step(step: Step) -> str:
    """Describe a step, with what an operator needs to recognize the right row."""
    more = [step.recipient] if step.recipient else []
    more += ["marked inactive, and still on the list"] if step.inactive else []
    more += [step.seen_at] if step.seen_at else []
    return step.click + (f" ({'; '.join(more)})" if more else "")


def describe_question(question: Question) -> str:
    like = f" Names alike: {', '.join(question.suggestions)}." if question.suggestions else ""
    return f"{question.system}: {question.asks}.{like}"


def tally(plan: Plan) -> str:
    narrows = sum(step.effect == "narrows" for step in plan.steps)
    if not plan.steps and not plan.questions:
        return "Nothing to click: the exports show what the policy says, as far as they can."
    widens = len(plan.steps) - narrows
    inactive = sum(step.inactive for step in plan.steps)
    marked = f" ({inactive:,} on inactive rows)" if inactive else ""
    return (
        f"{amount(len(plan.steps), 'step')}{marked}: {narrows:,} narrow, {widens:,} widen; "
        f"{amount(len(plan.questions), 'question')}"
    )
