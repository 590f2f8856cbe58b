"""The article on retention: a table of the classes of record, and one for each system's own."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.retention import Keep, Retention
from lprpolicy.model.words import RecordClass, Until
from lprpolicy.write.council_policy.clauses import clause, join_words
from lprpolicy.write.council_policy.document import Article, Block, PolicyTable
from lprpolicy.write.council_policy.formal import formal
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import quotation, say
from lprpolicy.write.page.sections import Sentence

_AT = ROOT / "retention"
HEAD = ("Record", "Shall be kept", "Required before it is kept so")


def retention(material: Material) -> Article:
    """Say how long each class of record is kept; every class has a row."""
    states = (_AT, ROOT / "systems" / "*" / "retention")
    return Article("retention", "Retention", states, tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    policy = material.subject.policy
    written = policy.retention or Retention()
    yield clause(
        say("Records shall be kept for the time that the table below gives their class.", at=ROOT)
    )
    yield PolicyTable(HEAD, tuple(_row(record, written, _AT) for record in RecordClass))
    for number, system in enumerate(policy.systems or ()):
        own, at = system.retention, ROOT / "systems" / number
        if own is not None:
            yield clause(
                say(
                    "In the system ",
                    quotation(system.id),
                    ", the following shall apply instead:",
                    at=(at / "id", at / "retention"),
                )
            )
            records = [record for record in RecordClass if own.of(record) is not None]
            yield PolicyTable(
                HEAD, tuple(_row(record, own, at / "retention") for record in records)
            )


def _row(record: RecordClass, written: Retention, at: Pointer) -> tuple[Sentence, ...]:
    period, place = written.of(record), at / record.value
    if period is None:
        return (
            say(formal(record), silent=place),
            say("not specified", silent=place),
            say("not specified", silent=place),
        )
    return (
        say(formal(record), at=place),
        say(_time(period), at=place),
        say(_what_is_required(period), at=place),
    )


def _time(period: Duration | Keep) -> str:
    """Say when keeping ends, as the end of "shall be kept".

    >>> _time(Keep(until=Until.CASE_CLOSED, at_most=Duration(2, "year")))
    'until the case is closed, and for no longer than 2 years'
    """
    if isinstance(period, Duration):
        return f"for {period}"
    ends = []
    if period.until is Until.NEVER:
        ends.append("indefinitely")
    elif period.until is not None:
        ends.append(f"until {formal(period.until)}")
    if period.at_most is not None:
        ends.append(f"{'and ' if ends else ''}for no longer than {period.at_most}")
    if period.renewable is not None:
        again = "starts again" if period.renewable else "does not start again"
        ends.append(f"which {again} with a new document")
    return ", ".join(ends) or "no end is specified"


def _what_is_required(period: Duration | Keep) -> str:
    if isinstance(period, Keep) and period.requires:
        return join_words(period.requires)
    return "nothing further"
