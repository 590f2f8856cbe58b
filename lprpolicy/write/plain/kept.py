"""How long each class of record is kept."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.durations import Duration
from lprpolicy.model.material import Material
from lprpolicy.model.page import Block, Group, Listing, Sentence
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.retention import Keep, Retention
from lprpolicy.model.vocabulary import RecordClass
from lprpolicy.write.plain.say import joined, listing, paragraph, quoted, say
from lprpolicy.write.plain.vocabulary import ARTIFACTS, RECORDS, UNTIL


def kept(material: Material, what: str) -> Iterator[Block]:
    policy, at = material.case.policy, ROOT / "retention"
    written = policy.retention or Retention()
    entries = list(_entries(written, at))
    if entries:
        yield Listing(tuple(entries))
    own = [
        (system.id, system.retention, ROOT / "systems" / number / "retention")
        for number, system in enumerate(policy.systems or ())
        if system.retention is not None
    ]
    for identifier, retention, place in own:
        title = say("Other times in the system ", quoted(identifier), at=place)
        yield Group(title, (Listing(tuple(_entries(retention, place))),))
    yield from _silent(written, at, what, own=bool(own))


def _entries(retention: Retention, at: Pointer) -> Iterator[tuple[Sentence, ...]]:
    for record in RecordClass:
        period = retention.of(record)
        if period is not None:
            yield tuple(_entry(record, period, at / record.value))


def _entry(record: RecordClass, period: Duration | Keep, at: Pointer) -> Iterator[Sentence]:
    if isinstance(period, Duration):
        yield say(*RECORDS[record], f" are kept for {period}.", at=at)
        return
    times: list[str] = []
    places: list[Pointer] = []
    if period.until is not None:
        times.append(f"until {UNTIL[period.until]}")
        places.append(at / "until")
    if period.at_most is not None:
        more = "but for no more than" if times else "for no more than"
        times.append(f"{more} {period.at_most}")
        places.append(at / "at_most")
    end = ", ".join(times) or "with no end that is written down"
    yield say(*RECORDS[record], f" are kept {end}.", at=places or at)
    if period.requires:
        yield say(
            "To keep them so, there must be ",
            *joined([ARTIFACTS[paper] for paper in period.requires]),
            ".",
            at=[at / "requires" / n for n in range(len(period.requires))],
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
    yield listing(say(*_lower(record), silent=at / record.value) for record in missing)


def _lower(record: RecordClass) -> tuple[object, ...]:
    first, *rest = RECORDS[record]
    return first, *rest
