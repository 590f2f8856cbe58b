"""Write a diff as a comment on a pull request; `MARKER` finds the comment to update.

Names come from vendors' exports and from whoever opened the pull request, so `escape` takes the
meaning of Markdown out of all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lprpolicy.model.change import Change
from lprpolicy.model.diff import AgencyChanges, Diff, ReplayedLog
from lprpolicy.model.prose import amount
from lprpolicy.write.diff.phrases import effect, groups, headline, remarks, sides
from lprpolicy.write.escape import markdown
from lprpolicy.write.phrases import days_left, time_left
from lprpolicy.write.report import markdown as report_markdown

MARKER: Final = "<!-- lprpolicy diff -->"
LONGEST: Final = report_markdown.LONGEST
MOST: Final = 50
"""A table shows at most this many rows and counts the rest."""
LONGEST_CELL: Final = 400


def write(diff: Diff) -> str:
    lines = [
        MARKER,
        f"## lprpolicy: {markdown(headline(diff))}",
        "",
        f"From {markdown(sides(diff))}, by the law of {diff.as_of}.",
        "",
    ]
    room = LONGEST // 2
    for number, one in enumerate(diff.agencies):
        part = list(_agency(one))
        size = sum(len(line) + 1 for line in part)
        if size > room:
            left = len(diff.agencies) - number
            lines += [f"… and {amount(left, 'more agency', 'more agencies')}.", ""]
            break
        room -= size
        lines += part
    for log in diff.replayed:
        lines += _replay(log)
    lines += _ending(diff)
    said = "\n".join(lines)
    return said.rstrip("\n") + "\n" + _report(diff, LONGEST - len(said))


def _agency(one: AgencyChanges) -> Iterator[str]:
    named = f"{one.name} ({one.agency})" if one.name != one.agency else one.agency
    yield f"### {markdown(named)}"
    yield ""
    if one.note:
        yield f"{markdown(one.note)}."
        yield ""
    for heading, changes in groups(one):
        title = f"{heading[:1].upper()}{heading[1:]}: {len(changes):,}"
        folded = heading == "restates"
        yield f"<details><summary>{title}</summary>" if folded else f"**{title}**"
        yield ""
        yield from _table(changes)
        yield ""
        if folded:
            yield "</details>"
            yield ""


def _replay(log: ReplayedLog) -> Iterator[str]:
    days = f", {log.days[0]} to {log.days[1]}" if log.days else ""
    yield f"### What the change would have made of searches of {markdown(log.agency)}{days}"
    yield ""
    if not log.changes:
        yield "Nothing: every search in the log would have ended as before."
        yield ""
        return
    yield "| Who searched | Searches | Before | After | What decides |"
    yield "| --- | ---: | --- | --- | --- |"
    for one in log.changes[:MOST]:
        cells = (one.who, str(one.searches), one.before, one.after, one.clause)
        yield f"| {' | '.join(map(_cell, cells))} |"
    if len(log.changes) > MOST:
        yield f"| … and {len(log.changes) - MOST:,} more | | | | |"
    yield ""


def _table(changes: Iterable[Change]) -> Iterator[str]:
    yield "| What | Effect | Remark |"
    yield "| --- | --- | --- |"
    listed = list(changes)
    for change in listed[:MOST]:
        yield f"| {_cell(change.says)} | {effect(change)} | {_cell(remarks(change))} |"
    if len(listed) > MOST:
        yield f"| … and {len(listed) - MOST:,} more | | |"


def _cell(text: str) -> str:
    return markdown(text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}…")


def _ending(diff: Diff) -> Iterator[str]:
    if diff.ending:
        yield "### Waivers that end soon"
        yield ""
        for end in diff.ending:
            left = time_left(days_left(end.waiver, diff.as_of))
            said = f"{end.agency}: {end.waiver.rule} until {end.waiver.expires} ({left})"
            yield f"- {markdown(said)}"
        yield ""


def _report(diff: Diff, room: int) -> str:
    """Return the report without its own marker, if the comment has room for it."""
    if diff.report is None:
        return ""
    lines = report_markdown.write(diff.report).split("\n")
    body = "\n".join(["", "### What the rules say", "", *lines[3:]])
    if len(body) > room:
        return "\nThe findings are too long for a comment; `lprpolicy check` lists them.\n"
    return body
