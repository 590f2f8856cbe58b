"""Write who had access from when to when, for a person: an answer on one line, then its proof."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.history import History, HistoryQuestion, HistoryStep, Revision, Stretch
from lprpolicy.model.prose import amount, join_terms
from lprpolicy.model.words import Tri
from lprpolicy.write.escape import inert, one_line

MOST = 40
"""At most this many recipients, and commits, are listed unless the user asks for all."""
_FEW = 4


def write(history: History, *, show_all: bool = False) -> str:
    lines = [answer(history), ""] if history.question else []
    lines += [_heading(history), ""]
    if history.question:
        lines += [f"  {_stretch(one)}" for one in history.question.stretches]
    else:
        lines += [*_holders(history, show_all), *_steps(history, show_all)]
    lines += [""] if lines[-1] else []
    lines += [f"note: {note}" for note in history.notes]
    return "".join(f"{inert(_visible_line(line))}\n" for line in lines)


def _visible_line(line: str) -> str:
    """Make a line visible, and keep its indentation."""
    blanks = len(line) - len(line.lstrip(" "))
    return " " * blanks + one_line(line)


def answer(history: History) -> str:
    """Answer a question on one line."""
    question = history.question
    assert question is not None
    days = history.between
    within = f", from {days[0]} to {days[1]}" if days else ""
    return f"{question.means}{within}: {_answer(question, history)}"


def _answer(question: HistoryQuestion, history: History) -> str:
    blind = sum(one.answer is Tri.UNKNOWN for one in question.stretches)
    told = f"; {amount(blind, 'stretch', 'stretches')} cannot be told" if blind else ""
    last = question.last
    draft = last is not None and not last.since.adopted
    also = f" (in a text that nobody had adopted then){told}" if draft else told
    if last is None and not question.stretches:
        return "cannot tell: the record holds nothing of these days"
    if last is None:
        if question.ever is Tri.NO:
            return (
                "cannot tell for all of these days; not listed"
                if history.begins_late
                else "never listed"
            )
        whys = "; ".join(sorted({one.why for one in question.stretches if one.why}))
        return f"cannot tell: {whys}"
    if last.until is None:
        return f"listed since {last.since.day}, and still at {_commit(history.head)}{also}"
    if last.until.policy is not Tri.YES or _followed_by_doubt(question, last):
        return f"was listed, at least until {last.until.day}{also}"
    return f"was listed, until {last.until.day}{also}"


def _followed_by_doubt(question: HistoryQuestion, last: Stretch) -> bool:
    after = [one for one in question.stretches if one.since == last.until]
    return any(one.answer is Tri.UNKNOWN for one in after)


def _heading(history: History) -> str:
    first, latest = history.revisions[0], history.revisions[-1]
    count = amount(len(history.revisions), "commit")
    return f"{history.agency}: {count} from {_at(first)} to {_at(latest)}"


def _commit(identifier: str) -> str:
    return f"commit {identifier[:12]}"


def _at(revision: Revision) -> str:
    return f"{revision.day} ({_commit(revision.commit)})"


def _stretch(one: Stretch) -> str:
    """Write a stretch: when, what, by which commit and vote."""
    word = {Tri.YES: "listed", Tri.NO: "not listed", Tri.UNKNOWN: "cannot tell"}[one.answer]
    until = f" to {_at(one.until)}" if one.until else " on"
    parts = [f"from {_at(one.since)}{until}: {word}"]
    if one.names:
        more = len(one.names) - _FEW
        names = ", ".join(one.names[:_FEW])
        parts.append(f"as {names}" if one.answer is Tri.YES else f"who is {names}")
        parts[-1] += f" and {more:,} more" if more > 0 else ""
    parts += [f"opens {join_terms(one.opens)}"] if one.opens else []
    parts += [one.why] if one.why else []
    parts += [_vote(one.since, ", then ".join(one.approvals))] if one.approvals else []
    return "; ".join(parts)


def _vote(revision: Revision, approval: str) -> str:
    """Name the vote behind a text; a vote from before the commit did not decide what it added."""
    return approval if revision.voted else f"no new vote, as before {approval}"


def _holders(history: History, show_all: bool) -> Iterator[str]:
    shown = history.holders if show_all else history.holders[:MOST]
    for one in shown:
        known = one.id and one.id not in one.name
        yield f"{one.name} ({one.id})" if known else one.name
        yield from (f"  {_stretch(stretch)}" for stretch in one.stretches)
    if len(shown) < len(history.holders):
        left = len(history.holders) - len(shown)
        yield f"… and {amount(left, 'more recipient')}; --all lists them"
    if not history.holders:
        yield "nobody is listed in what can be read"
    for stretch in history.blind:
        yield f"everybody: {_stretch(stretch)}"
    yield ""


def _steps(history: History, show_all: bool) -> Iterator[str]:
    shown = history.steps if show_all else history.steps[-MOST:]
    if len(shown) < len(history.steps):
        left = len(history.steps) - len(shown)
        yield f"… and {amount(left, 'earlier commit')}; --all lists them"
    for step in shown:
        yield _step(step)
        changes = [f"  + {says}" for says in step.gains] + [f"  - {says}" for says in step.losses]
        yield from changes if show_all else changes[:MOST]
        if not show_all and len(changes) > MOST:
            yield f"  … and {len(changes) - MOST:,} more; --all lists them"


def _step(step: HistoryStep) -> str:
    said = step.revision.why or _vote(step.revision, step.revision.approval or "")
    others = f"; {amount(step.others, 'other change')}" if step.others else ""
    return f"{_at(step.revision)}: {said}{others}"
