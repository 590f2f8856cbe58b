"""The section on how long each class of record is kept."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.durations import Duration
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.retention import Keep, Retention
from lprpolicy.model.words import RecordClass, Until
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import enumeration, listing, paragraph, quotation, say
from lprpolicy.write.page.sections import Block, Group, Listing, Sentence
from lprpolicy.write.page.vocabulary import wording, wordings


def retention_periods(material: Material, what: str) -> Iterator[Block]:
    policy, at = material.subject.policy, ROOT / "retention"
    written = policy.retention or Retention()
    entries = list(_entries(written, at))
    if entries:
        yield Listing(tuple(entries))
    own = [
        (system.id, system.retention, ROOT / "systems" / number)
        for number, system in enumerate(policy.systems or ())
        if system.retention is not None
    ]
    for identifier, retention, place in own:
        places = (place / "id", place / "retention")
        title = say("Other times in the system ", quotation(identifier), at=places)
        yield Group(title, (Listing(tuple(_entries(retention, place / "retention"))),))
    yield from _silent(written, at, what, own=bool(own))


def _entries(retention: Retention, at: Pointer) -> Iterator[tuple[Sentence, ...]]:
    for record in RecordClass:
        period = retention.of(record)
        if period is not None:
            yield tuple(_entry(record, period, at / record.value))


def _entry(record: RecordClass, period: Duration | Keep, at: Pointer) -> Iterator[Sentence]:
    if isinstance(period, Duration):
        yield say(*wordings(record), f" are kept for {period}.", at=at)
        return
    times = []
    if period.until is not None:
        never = period.until is Until.NEVER
        times.append("indefinitely" if never else f"until {period.until.plain}")
    if period.at_most is not None:
        times.append(f"{'but ' if times else ''}for no more than {period.at_most}")
    ends = (("until", period.until), ("at_most", period.at_most))
    yield say(
        *wordings(record),
        f" are kept {', '.join(times) or 'with no end that is written down'}.",
        at=[at / key for key, end in ends if end is not None] or at,
        silent=[at / key for key, end in ends if end is None],
    )
    if period.renewable is not None:
        does = "starts" if period.renewable else "does not start"
        yield say(f"A new document {does} that time again.", at=at / "renewable")
    if period.requires:
        yield say(
            "To keep them so, there must be ",
            *enumeration([wording(paper) for paper in period.requires]),
            ".",
            at=at / "requires",
        )


def _silent(written: Retention, at: Pointer, what: str, *, own: bool) -> Iterator[Block]:
    missing = [record for record in RecordClass if written.of(record) is None]
    if not missing:
        return
    if len(missing) == len(RecordClass) and not own:
        yield paragraph(say(f"The {what} does not say how long anything is kept.", silent=at))
        return
    others = " for all systems" if own else ""
    yield paragraph(
        say(
            f"The {what} sets no time{others} for these:",
            silent=[at / record.value for record in missing],
        )
    )
    yield listing(say(*wordings(record), silent=at / record.value) for record in missing)
