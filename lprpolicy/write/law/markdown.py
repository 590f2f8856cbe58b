"""Write what of the law is written down as a page: a table of states by topic, then the rest."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lprpolicy.model.words import LawTopic
from lprpolicy.write.law.facts import CoveredPassage, Jurisdiction, LawCoverage, LawKnown
from lprpolicy.write.law.text import answer

HEAD = """# What of the law is written down

Each law is listed provision by provision in its pack. A provision has a rule, or a reason why none
carries it; a test fails when one has neither. `lprpolicy law STATE` prints a state in full, with
every provision, how it was read and when it ends. `lprpolicy law --unread` lists the numbers that
only one person has read, and `lprpolicy rules list --from DAY` what begins on a day or later.

The sources run to about October 10, 2026. What was enacted after that is not here.

This page is made from the packs: `lprpolicy law --format markdown` prints it.
"""
TABLE = """
## Every jurisdiction by topic

Of the provisions on a topic, the number that a rule carries, and after a slash how many there are
where that is more. A dot: none was found. A star: lawyers read one of them in two ways, so that its
rule gives a note. What each letter means stands below the table.
"""


def write(facts: LawCoverage) -> str:
    lines = [*HEAD.splitlines(), *_answers(facts), *_heat(facts), *_unread(facts)]
    return "\n".join(lines).rstrip() + "\n"


def _answers(facts: LawCoverage) -> Iterator[str]:
    yield ""
    yield "## What is known of each"
    yield ""
    yield "| jurisdiction | what is known |"
    yield "|---|---|"
    for one in facts.jurisdictions:
        yield f"| {one.name} | {answer(one)} |"


def _heat(facts: LawCoverage) -> Iterator[str]:
    yield from TABLE.splitlines()
    yield ""
    letters = dict(zip(LawTopic, "ABCDEFGHIJKLMNOPQRS", strict=True))
    yield f"| | {' | '.join(letters.values())} |"
    yield f"|---|{':-:|' * len(letters)}"
    for one in facts.jurisdictions:
        if one.answer in (LawKnown.RULES, LawKnown.NO_RULES):
            cells = " | ".join(_cell(one.of_topic(topic)) for topic in LawTopic)
            yield f"| {_short(one)} | {cells} |"
    yield ""
    yield "; ".join(f"**{letter}** {topic.plain}" for topic, letter in letters.items()) + "."


def _short(one: Jurisdiction) -> str:
    return one.id.removeprefix("us-").upper()


def _cell(passages: tuple[CoveredPassage, ...]) -> str:
    if not passages:
        return "·"
    carried = sum(one.has_rule for one in passages)
    star = "\\*" if any(rule.contested for one in passages for rule in one.carried) else ""
    total = f"/{len(passages)}" if carried < len(passages) else ""
    return f"{carried}{total}{star}"


def _unread(facts: LawCoverage) -> Iterator[str]:
    packs = [pack for one in facts.jurisdictions for pack in one.packs]
    required = [r for pack in packs for r in pack.rules if r.required and not r.contested]
    counted = [rule for rule in required if rule.numbers]
    unread = [rule for rule in counted if rule.unread]
    doubted = [
        rule
        for rule in counted
        if (second := rule.provision.second_reading) is not None and not second.agrees
    ]
    yield ""
    yield "## Numbers that two people have read"
    yield ""
    yield (
        f"Of {len(counted)} required rules with a number, {len(counted) - len(unread)} have a "
        f"second reading; {len(doubted)} of those do not agree. These have none:"
    )
    yield ""
    for rule in unread:
        yield f"- `{rule.rule}` from {rule.start}: {_plain('; '.join(rule.numbers))}"


def _plain(text: str) -> str:
    return re.sub(r"([|*_`\[\]\\])", r"\\\1", html.escape(text, quote=False))
