"""Write a plan as a checklist to print, check off and sign."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.plan import Plan
from lprpolicy.write.escape import markdown
from lprpolicy.write.plan.text import describe_question, describe_step, steps_by_heading, tally


def write(plan: Plan) -> str:
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield f"# Checklist: {markdown(plan.agency)}"
    yield ""
    yield f"Good on {plan.as_of} only. The rules say: **{plan.decision}**. {markdown(tally(plan))}"
    yield ""
    for one in plan.inputs.observed:
        day = f" of {one.reported}" if one.reported else ", which prints no day"
        yield f"- from {markdown(one.document)}{day} ({one.system}, {one.completeness})"
    for heading, steps in steps_by_heading(plan):
        yield ""
        yield f"## {heading}"
        yield ""
        yield from (f"- [ ] {step.number}. {markdown(describe_step(step))}" for step in steps)
    if plan.questions:
        yield ""
        yield "## To be answered by a person"
        yield ""
        yield from (f"- [ ] {markdown(describe_question(one))}" for one in plan.questions)
    if plan.looks:
        yield ""
        yield "## To be looked at, since no export prints it"
        yield ""
        yield from (f"- [ ] {one.system}: {markdown(one.looks)}" for one in plan.looks)
    if plan.notes:
        yield ""
        yield from (f"- note: {markdown(note)}" for note in plan.notes)
    yield ""
    yield "## Signed off"
    yield ""
    yield "| Done by | Day | Signature |"
    yield "| --- | --- | --- |"
    yield "| &nbsp; | &nbsp; | &nbsp; |"
    yield ""
    yield f"Fingerprint: <code>{plan.fingerprint}</code>"
