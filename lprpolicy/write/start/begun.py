"""Write the closing message of `init`: what was written, what is open, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lprpolicy.model.prose import amount
from lprpolicy.model.report import Finding
from lprpolicy.model.standing import Standing
from lprpolicy.model.verdicts import Answer
from lprpolicy.write.escape import one_line
from lprpolicy.write.phrases import by_day, more
from lprpolicy.write.start.facts import Start

_OPEN: Final = {
    Answer.VIOLATION: "violated, since only {town} can act on it:",
    Answer.UNDECIDED: "not specified, since only {town} can know it:",
}
"""The rules that stay open when a draft is written, and why."""


_WHAT: Final = {
    "CODEOWNERS": "add these lines to it, so that a change of the policy needs your approval",
    ".pre-commit-config.yaml": "add this to it, to check the policy before each commit",
    "README.md": "what the policy's own would have said is in docs/memo.md",
}


def begun_text(
    start: Start, folder: str, *, at_top: Sequence[str] = (), kept: Mapping[str, str] | None = None
) -> str:
    """Write the message. `at_top` and `kept` are files at the top of the git repository."""
    return "\n".join(_lines(start, folder, at_top, kept or {})) + "\n"


def _lines(
    start: Start, folder: str, at_top: Sequence[str], kept: Mapping[str, str]
) -> Iterator[str]:
    told = start.told
    yield f"wrote {folder}: a draft for {one_line(told.town)} ({told.agency}), status: proposed"
    yield from top_lines(start, at_top)
    yield from open_lines(start)
    yield from kept_lines(kept)
    yield f"read first: {folder}/docs/memo.md"
    yield f"next: lprpolicy check {folder}"


def top_lines(start: Start, at_top: Sequence[str]) -> Iterator[str]:
    """Name the files that were written at the top of the git repository, above the folder."""
    if at_top and start.around.up:
        yield f"wrote at the top of the git repository: {', '.join(at_top)}"


def kept_lines(kept: Mapping[str, str]) -> Iterator[str]:
    """Say which files of somebody else's stay as they are, and what to add to them."""
    for name, text in kept.items():
        last = name.rsplit("/", 1)[-1]
        yield f"{name} was there and stays as it is: {_WHAT.get(last, 'compare it with this one')}"
        if last != "README.md":
            yield from (f"    {line}" for line in text.splitlines() if _says_something(line))


def _says_something(line: str) -> bool:
    """Whether a line is more than a remark: owners that nobody named yet are behind a mark."""
    return bool(line) and (not line.startswith("#") or line.startswith("# /"))


def open_lines(start: Start) -> Iterator[str]:
    """Count the rules by their answer and list what is open, now and in the days to come."""
    told, count = start.told, start.count
    both = count.musts + count.advice
    unmet = both[Standing.NOT_MET]
    counts = [f"{both[Standing.MET]} met", f"{both[Standing.CANNOT_TELL]} not specified"]
    counts += [f"{unmet} violated until {one_line(told.town)} acts"] if unmet else []
    counts += [f"{count.disputed} more of disputed law"] if count.disputed else []
    kinds = f"{amount(count.required, 'required rule')} and {count.recommended:,} recommended"
    yield f"  {kinds} apply on {told.day}: {', '.join(counts)}"
    if start.pack.no_law is not None:
        yield (
            f"  note: no plate reader law of {start.pack.name} was found on "
            f"{start.pack.no_law.searched}; the draft follows the federal rules"
        )
    for answer, heading in _OPEN.items():
        findings = [one for one in start.report.findings if one.answer is answer]
        if findings:
            yield heading.format(town=one_line(told.town))
            yield from map(_line, findings)
    if any(one.rule.id == "directory/not-borne-out" for one in start.report.findings):
        yield (
            f"no list has {one_line(told.name)}: import one that does, such as your state's, here "
            "and where pull requests are checked:"
        )
        yield "  lprpolicy directory import neutral FILE --on DAY --title 'State list of agencies'"
    for day, findings in by_day(start.report.coming):
        yield f"coming up on {day}:"
        yield from map(_line, findings)
    for note in start.report.notes:
        said = f"{note.rule.id} is of disputed law, and decides nothing" if note.rule else None
        yield f"note: {said or note.message}"


def _line(finding: Finding) -> str:
    advice = " (recommended)" if not finding.blocks(strict=False) else ""
    return f"  {finding.rule.id}{advice}: {finding.spot.message}{more(finding)}"
