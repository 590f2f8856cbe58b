"""What a reader must know first: what this is, whether it was adopted, and a summary."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import long_day
from lprpolicy.model.words import Status
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import name, paragraph, say, term
from lprpolicy.write.page.sections import Block, Sentence, Tone


def it(material: Material) -> str:
    """Return the word for the text: a draft is called a draft everywhere."""
    return "draft" if material.subject.policy.status is Status.PROPOSED else "policy"


def status(material: Material) -> Iterator[Block]:
    policy, what = material.subject.policy, it(material)
    at = ROOT / "status"
    match policy.status:
        case Status.PROPOSED:
            loud = [
                say("THIS IS A DRAFT.", at=at),
                say("Nobody has adopted it.", at=(at, *_adoption_day(material))),
                say("It does not say what the police do today.", at=at),
            ]
        case Status.ADOPTED:
            loud = [say("This policy has been adopted.", at=at), *_by(material)]
        case Status.SUPERSEDED:
            loud = [
                say("THIS POLICY HAS BEEN REPLACED BY ANOTHER.", at=at),
                say("It is kept for the record.", at=at),
                *_by(material),
            ]
    yield paragraph(*loud, tone=Tone.LOUD)
    yield paragraph(
        say(
            f"This page says in plain words what the {what} of the ",
            name(material.subject.agency.name),
            " says about its ",
            term("plate readers", "plate reader"),
            ".",
            at=ROOT / "agency",
        ),
        *_days(material),
        say(f"It is set against the law as of {long_day(material.subject.day)}."),
        say("It is not legal advice."),
    )


def _adoption_day(material: Material) -> tuple[Pointer, ...]:
    at = ROOT / "adopted"
    return (at,) if material.says(at) else ()


def _by(material: Material) -> Iterator[Sentence]:
    adopted, at = material.subject.policy.adopted, ROOT / "adopted"
    if adopted is None:
        yield say("It does not say who adopted it.", silent=at)
        return
    yield say(
        "It was adopted by ",
        name(adopted.by),
        f" on {long_day(adopted.on)}.",
        at=(at / "by", at / "on"),
    )
    yield say("The vote is on file as ", name(str(adopted.record)), ".", at=at / "record")


def _days(material: Material) -> Iterator[Sentence]:
    policy, what = material.subject.policy, it(material)
    if policy.effective is not None:
        would = "would apply" if policy.status is Status.PROPOSED else "applies"
        yield say(f"The {what} {would} from {long_day(policy.effective)}.", at=ROOT / "effective")
    else:
        yield say(f"The {what} does not say from which day it applies.", silent=ROOT / "effective")
    if policy.review_by is not None:
        yield say(
            f"The {what} must be looked at again by {long_day(policy.review_by)}.",
            at=ROOT / "review_by",
        )
    else:
        yield say(f"The {what} does not say when it is looked at again.", silent=ROOT / "review_by")
