"""Write answers to pending requests, for the person with the vendor's list on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.prose import amount
from lprpolicy.model.request import Answered, Reason, Reply, Requests, counts
from lprpolicy.write.escape import inert, one_line
from lprpolicy.write.phrases import SECONDARY
from lprpolicy.write.width import wrap_columns

WORDS = {
    Reply.GRANTED: "granted by the policy",
    Reply.REFUSED: "refused by the rules",
    Reply.NOT_GRANTED: "not granted, a vote is needed",
    Reply.CANNOT_TELL: "not enough information",
}
_ORDER = (Reply.REFUSED, Reply.CANNOT_TELL, Reply.NOT_GRANTED, Reply.GRANTED)


def write(found: Requests, *, width: int = 100, show_all: bool = False) -> str:
    lines = [*wrap_columns(summary(found), width), ""]
    for reply in _ORDER:
        answered = found.of(reply)
        if answered:
            lines.append(f"{WORDS[reply]} ({len(answered):,})")
            for one in answered:
                lines += _request(one, width, show_all)
            lines.append("")
    lines += [f"note: {one_line(note)}" for note in found.notes]
    lines.append("Nothing was accepted or refused at the vendor.")
    return "".join(f"{inert(line)}\n" for line in lines)


def summary(found: Requests) -> str:
    """Count the requests by answer."""
    number = counts(found.answered)
    said = ", ".join(f"{number[reply]:,} {WORDS[reply].partition(',')[0]}" for reply in _ORDER)
    requests = amount(len(found.answered), "request")
    day = f" of {found.reported}" if found.reported else ""
    return one_line(
        f"{requests} to {found.agency} ({found.document}{day}), by the law of {found.as_of}: {said}"
    )


def who(one: Answered) -> str:
    """Write the vendor's text, and whom the directory takes it for."""
    known = one.recipient.id
    return f"{one.share.raw} ({known})" if known else one.share.raw


def _request(one: Answered, width: int, show_all: bool) -> Iterator[str]:
    since = f", since {one.share.since}" if one.share.since else ""
    asks = ", ".join(one.asks) or "something unknown"
    yield from _indent(f"row {one.share.where.row}: {who(one)} asks for {asks}{since}", width, 2)
    if one.reply is not Reply.REFUSED:
        yield from _indent(one.why, width, 4)
    for reason in one.against:
        yield from _indent(f"{reason.rule}: {reason.says}", width, 4)
        yield from _indent(f"= law: {_law(reason)}", width, 6)
    shown = one.open if show_all else one.open[:2]
    for reason in shown:
        yield from _indent(f"to settle: {reason.rule}: {reason.says}", width, 4)
    if len(shown) < len(one.open):
        yield f"    … and {amount(len(one.open) - len(shown), 'more rule')} to settle"
    for note in one.unclear:
        yield from _indent(f"note: {note}", width, 4)


def _law(reason: Reason) -> str:
    return f"{reason.law} ({SECONDARY})" if reason.secondary else reason.law


def _indent(text: str, width: int, by: int) -> Iterator[str]:
    yield from (f"{' ' * by}{line}" for line in wrap_columns(one_line(text), width - by))
