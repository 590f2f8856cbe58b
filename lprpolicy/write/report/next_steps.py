"""What to do after a report, as commands that can be copied."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Final

from lprpolicy.model.report import Decision, Finding, Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import Layer
from lprpolicy.write.escape import visible
from lprpolicy.write.report.opened import TextStyle
from lprpolicy.write.report.sections import Sections, by_rule

_PLAIN: Final = re.compile(r"[A-Za-z0-9_.@][\w.@/+-]*", re.ASCII)


def next_steps(report: Report, found: Sections, style: TextStyle) -> Iterator[str]:
    """Give the commands, each with what it is for, in the order in which they help."""
    steps = list(_steps(report, found, style))
    wide = max((len(command) for command, _ in steps), default=0)
    for command, why in steps:
        yield f"{command:<{wide}}  {why}"


def _steps(report: Report, found: Sections, style: TextStyle) -> Iterator[tuple[str, str]]:
    folder = _folder(report)
    if folder is None:
        return
    at = "" if folder == "." else f" --repository {folder}"
    forbidden = any(map(_forbids_a_grant, found.refusing))
    if found.refusing:
        worst = by_rule(found.refusing)[0].rule
        if worst.layer is not None:
            asks = "what that rule asks, with examples"
            own = at if worst.layer is Layer.TOWN else ""
            yield f"lprpolicy rules show {_argument(worst.id)}{own}", asks
        if forbidden:
            goes = "how it looks without the forbidden grants; writes nothing"
            yield f"lprpolicy check {folder} --fix --diff", goes
        if style.long:
            yield f"lprpolicy check {folder} --all", "every place, with the law and the fix"
    if report.decision is Decision.ALLOW and len(report.subjects) == 1:
        agency = _argument(report.subjects[0].agency)
        yield f"lprpolicy render {agency}{at}", "the policy as a page to read"
    if found.advice and not style.advice and not forbidden:
        yield f"lprpolicy check {folder} --advice", "the recommendations in full"


def _forbids_a_grant(finding: Finding) -> bool:
    parts = finding.spot.pointer.parts
    whole = len(parts) > 2 and parts[3:4] != ("purposes",)
    return finding.answer is Answer.VIOLATION and parts[:2] == ("sharing", "grants") and whole


def _folder(report: Report) -> str | None:
    """Return the folder of the repository as it is seen from the current one, where that is known.

    A policy's file is below the folder, by the id of its agency.
    """
    for subject in report.subjects:
        below = f"{subject.agency}/policy.yaml"
        if subject.file.endswith(below):
            return _argument(subject.file.removesuffix(below).rstrip("/") or ".")
    return None


def _argument(text: str) -> str:
    """Write a word so that a shell takes it as one word and nothing in it is acted on."""
    return text if _PLAIN.fullmatch(text) else shlex.quote(visible(text))
