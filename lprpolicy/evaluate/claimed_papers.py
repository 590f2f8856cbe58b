"""Documents that only the policy vouches for, as notes for whoever approves it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.judge.papers import claimed_papers
from lprpolicy.model.policy import Policy
from lprpolicy.model.report import Note, Report
from lprpolicy.model.subject import Subject
from lprpolicy.read.files import Read

UNOPENED: Final = "rests on a document that nobody here has opened"


def count_of_unopened(report: Report) -> int:
    """How many documents of a report are at an address."""
    return sum(one.message.startswith(UNOPENED) for one in report.notes)


def notes_on_papers(asked: Subject, read: Read[Policy], agency: str) -> Iterator[Note]:
    """Each document at an address, at its place, with what a reviewer does about it."""
    for one, elsewhere in claimed_papers(asked):
        shows = one.shows.replace("{who}", one.who or "")
        says = (
            f"{UNOPENED}, {shows}: compare the SHA-256 of "
            f"{elsewhere.url} with {elsewhere.sha256} before you approve it"
        )
        yield Note(says, None, agency, read.document.locate(one.at))
