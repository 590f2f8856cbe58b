"""Write a diff for a terminal: who gains, who loses, what else changes, then the report."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.change import Change, Effect
from lprpolicy.model.diff import AgencyChanges, Diff, ReplayedLog
from lprpolicy.write.diff.phrases import SIGNS, effect, groups, headline, remarks, sides
from lprpolicy.write.escape import inert, one_line
from lprpolicy.write.phrases import days_left, time_left
from lprpolicy.write.report import text

MOST = 40
"""At most this many changes of one kind are listed."""
_TINTS = {Effect.WIDENS: "31", Effect.NARROWS: "32", Effect.RESTATES: "36"}


def write(diff: Diff, *, color: bool = False, width: int = 100, show_all: bool = False) -> str:
    lines = [f"From {one_line(sides(diff))}, by the law of {diff.as_of}", ""]
    for one in diff.agencies:
        lines += [*_agency(one, color=color, show_all=show_all), ""]
    for log in diff.replayed:
        lines += [*_replay(log), ""]
    for end in diff.ending:
        waiver, left = end.waiver, time_left(days_left(end.waiver, diff.as_of))
        said = f"a waiver of {waiver.rule} ends on {waiver.expires} ({left})"
        lines += [f"note: {one_line(f'{end.agency}: {said}')}", ""]
    out = "".join(f"{inert(line)}\n" for line in lines)
    if diff.report is not None:
        out += text.write(diff.report, color=color, width=width, show_all=show_all)
    return f"{out}{headline(diff)}.\n"


def _replay(log: ReplayedLog) -> Iterator[str]:
    days = f", {log.days[0]} to {log.days[1]}" if log.days else ""
    yield f"What the change would have made of searches of {one_line(log.agency)}{days}:"
    for one in log.changes[:MOST]:
        yield f"  {one.searches} by {one_line(one.who)}"
        yield f"    {one.before} before; after: {one.after} ({one_line(one.clause)})"
    if len(log.changes) > MOST:
        yield f"  … and {len(log.changes) - MOST:,} more"
    if not log.changes:
        yield "  nothing: every search in the log would have ended as before"


def _agency(one: AgencyChanges, *, color: bool, show_all: bool) -> Iterator[str]:
    named = f"{one.name} ({one.agency})" if one.name != one.agency else one.agency
    yield one_line(named) + (f": {one_line(one.note)}" if one.note else "")
    for heading, changes in groups(one):
        yield f"  {heading} ({len(changes):,}):"
        listed = changes if show_all else changes[:MOST]
        for change in listed:
            yield from _change(change, color=color)
        if len(changes) > len(listed):
            yield f"    … and {len(changes) - len(listed):,} more; --all lists them"


def _change(change: Change, *, color: bool) -> Iterator[str]:
    line = f"{SIGNS[change.effect]} {one_line(change.says)}"
    yield f"    \x1b[{_TINTS[change.effect]}m{line}\x1b[0m" if color else f"    {line}"
    more = remarks(change)
    if more:
        yield f"      {effect(change)}: {one_line(more)}"
