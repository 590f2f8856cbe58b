"""Write a vote into a draft: it becomes an adopted policy, and nothing else of it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from lprpolicy.errors import UsageError
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.report import Finding
from lprpolicy.read.files import Read, read_file
from lprpolicy.read.splice import flow, with_value
from lprpolicy.write.start.policy import BECOMES


@dataclass(frozen=True, slots=True)
class RecordedVote:
    """Who adopted the policy, on which day, and the minutes."""

    by: str
    on: dt.date
    record: str


def with_vote(file: str, read: Read[Policy], vote: RecordedVote) -> str:
    """Return the text with the vote; a UsageError where the policy is no draft."""
    if read.value is None or read.value.status != "proposed":
        raise UsageError(
            f"{file}: this is no draft that can be adopted",
            hint="its status has to be proposed; `lprpolicy check` says what cannot be read",
            consequence="nothing was written",
        )
    said = {"by": vote.by, "on": vote.on.isoformat(), "record": vote.record}
    text = with_value(read.document, ROOT / "adopted", said)
    between = None if text is None else read_file(file, text.encode(), Policy).document
    done = None if between is None else with_value(between, ROOT / "status", "adopted")
    done = None if done is None else done.replace(BECOMES, "", 1)
    meant = {**read.document.data, "status": "adopted", "adopted": said}
    after = None if done is None else read_file(file, done.encode(), Policy)
    if done is None or after is None or after.value is None or after.document.data != meant:
        raise UsageError(
            f"{file}: the vote cannot be written into this file",
            hint=f"write it there: status: adopted, and adopted: {said}",
            consequence="nothing was written",
        )
    return done


def require_allowed(file: str, new: Iterable[Finding]) -> None:
    """Raise a UsageError with what an adopted policy still lacks, if anything new would refuse."""
    listed = [f"  {one.rule.id}: {one.spot.message}" for one in new]
    if listed:
        raise UsageError(
            f"{file}: adopted so, this policy would be refused:\n" + "\n".join(listed),
            hint="give what is missing in the same command, such as --attested OFFICE DAY NOTE; a "
            "record is a file in the folder of the policy",
            consequence="nothing was written",
        )


def require_taken(file: str, what: str, new: Iterable[tuple[str, str, str | None]]) -> None:
    """Raise a UsageError with what speaks against something that the town gave, if anything."""
    listed = [f"  {rule}: {message}" for rule, _, message in sorted(new, key=str)]
    if listed:
        raise UsageError(
            f"{file}: cannot {what}:\n" + "\n".join(listed),
            hint="a record is a file in the folder of the policy, and no day is in the future",
            consequence="nothing was written",
        )


def refuse_given(file: str, at: Pointer, value: Any) -> NoReturn:
    """Raise a UsageError for something given that this file cannot take at its place."""
    where = ".".join(str(part) for part in at.parts)
    raise UsageError(
        f"{file}: {flow(value)} cannot be written at {where}",
        hint="an address begins with https://; where the file has a form of its own there, write "
        "it by hand",
        consequence="nothing was written",
    )
