"""Write a comparison of rules for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import indent

from lprpolicy.model.prose import amount, join_terms
from lprpolicy.model.strictness import RuleAnswer, Strictness, StrictnessAnswer
from lprpolicy.write.strictness.phrases import ANSWERS, in_short


def write(facts: Strictness, *, show_all: bool) -> str:
    return "\n".join(_lines(facts, show_all)) + "\n"


def _lines(facts: Strictness, show_all: bool) -> Iterator[str]:
    yield f"Is everything that {facts.first} refuses refused by {facts.second}?"
    counts = ", ".join(
        f"{sum(one.answer is answer for one in facts.rules)} {answer.value.replace('-', ' ')}"
        for answer in StrictnessAnswer
    )
    ours = amount(len(facts.rules), "required rule")
    yield f"{ANSWERS[facts.answer]}. Of {ours} in effect on {facts.day}: {counts}."
    if facts.only_for is not None:
        yield f"This is about {facts.only_for} alone: {facts.second} binds no other agency."
    yield ""
    for answer in (StrictnessAnswer.NO, StrictnessAnswer.CANNOT_TELL, StrictnessAnswer.YES):
        for one in facts.rules:
            if one.answer is answer:
                yield _line(one)
    least = facts.smallest
    chosen = [one for one in facts.rules if one.shown] if show_all else [least] if least else []
    for one in chosen:
        yield from _policy(one, facts)


def _line(one: RuleAnswer) -> str:
    why = in_short(one.shown) if one.shown is not None else one.why
    return f"  {one.answer.value.replace('-', ' '):<11}  {one.rule}" + (f": {why}" if why else "")


def _policy(one: RuleAnswer, facts: Strictness) -> Iterator[str]:
    example = one.shown
    assert example is not None
    yield ""
    yield f"A policy that {one.rule} refuses and {facts.second} does not:"
    yield ""
    yield indent(example.policy.rstrip("\n"), "  ")
    yield ""
    if example.moved is not None:
        yield f"{facts.first} sees the same policy with the two states exchanged."
    if example.also:
        yield f"By lprpolicy’s own rules check refuses it anyway: {join_terms(example.also)}."
