"""From vendors' exports to a town's first repository: the lawful list, and what goes out and why.

What is written is remembered by its digests in `docs/start.json`, so that another run changes only
files that nobody has touched since.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lprpolicy.errors import WriteError
from lprpolicy.evaluate.first_draft import FirstDraft, first_draft, judged_files
from lprpolicy.evaluate.given_exports import Reasons, SettledExports, settle_exports
from lprpolicy.evaluate.lawful import lawful
from lprpolicy.evaluate.listed import listed_recipients
from lprpolicy.evaluate.proposal import propose
from lprpolicy.evaluate.report import Options
from lprpolicy.host.outputs import write_together
from lprpolicy.host.user_files import read_user_file
from lprpolicy.identify.index import Index
from lprpolicy.model.days import day_of
from lprpolicy.model.directory import Directory
from lprpolicy.model.listed import Decisions, ListedRecipient
from lprpolicy.model.places import Pointer
from lprpolicy.model.proposal import Told
from lprpolicy.read.decisions import read_decisions
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.repository.new_folder import Home, find_home, leave_kept, put
from lprpolicy.write.review.csv import write as decisions_text
from lprpolicy.write.review.facts import Review, Reviewed, ShownExport
from lprpolicy.write.review.html import pages
from lprpolicy.write.review.markdown import write as review_text
from lprpolicy.write.start.files import directory_text
from lprpolicy.write.start.grants import grant_data, grant_text

if TYPE_CHECKING:
    from lprpolicy.repository.known_lists import Known
    from lprpolicy.repository.law import Law

RECORD: Final = "docs/start.json"
REVIEW: Final = "docs/recipients.md"
PAGE: Final = "docs/review"
DECISIONS: Final = "docs/decisions.csv"
ALLOWED: Final = Pointer(("purposes", "allowed"))


@dataclass(frozen=True, slots=True)
class StartWork:
    """What a run starts from."""

    told: Told
    shown: tuple[ShownExport, ...]
    reasons: Reasons
    decisions: Decisions
    law: Law
    lists: Known


@dataclass(frozen=True, slots=True)
class Started:
    """What a run did: the draft, the review, the files that it wrote, and what to know of it.

    `at_top` are those at the top of the git repository, and `kept` the texts of those that could
    not be, since others of their names were there.
    """

    folder: Path
    made: FirstDraft
    review: Review
    written: tuple[str, ...]
    notes: tuple[str, ...]
    at_top: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)


def start(work: StartWork, target: Path, *, force: bool = False) -> Started:
    """Sort the recipients, draft the policy, and write what is not there already.

    A WriteError names the files that somebody changed since they were written; `force` writes over
    them. In a git repository, what works only at its top is written there, and never over anything.
    """
    before = _record(target)
    home = find_home(target, again=before is not None)
    told, index = work.told, _index(work)
    exports = settle_exports(work.shown, told.systems, told.agency, index, work.reasons)
    told = replace(told, systems=exports.systems)
    reviewed = _review(replace(work, told=told), exports, index)
    purposes = _purposes(told, work.law)
    stay = [one.listed for one in reviewed if one.stays]
    granted = replace(told, grants=tuple(grant_data(one, purposes) for one in stay))
    made = first_draft(
        granted, work.law, work.lists, grants=_texts(stay, purposes), around=home.around
    )
    review = Review(told.agency, told.name, told.state, told.day, exports.shown, tuple(reviewed))
    known = {} if before is None else before["files"]
    files, kept = leave_kept(home, {**made.files, **_review_files(review)}, known)
    files[RECORD] = _record_text(told.day, files)
    notes = (*exports.notes, *_not_listed(review, work.decisions))
    if before is None:
        at_top = put(home, files)
        return Started(target, made, review, tuple(sorted(files)), notes, at_top, kept)
    written = _write_again(home, files, known, force=force)
    at_top = tuple(name.removeprefix(home.up) for name in written if home.is_outer(name))
    return Started(target, made, review, written, notes, at_top if home.up else (), kept)


def require_owners(work: StartWork) -> None:
    """Raise OtherOwner for an export that names another agency without a reason.

    Whoever answers questions is told before them, and not after.
    """
    told = work.told
    settle_exports(work.shown, told.systems, told.agency, _index(work), work.reasons)


def _review_files(review: Review) -> dict[str, str]:
    """Return the list, the page to decide on and the decisions; none without an export."""
    if not review.exports:
        return {}
    page = {f"{PAGE}/{name}": text for name, text in pages(review).items()}
    return {REVIEW: review_text(review), DECISIONS: decisions_text(review), **page}


def decisions_in(target: Path) -> Decisions:
    """Return the decisions that a folder holds since an earlier run; none if it has none."""
    path = target / DECISIONS
    return read_decisions(str(path), read_user_file(path)) if path.is_file() else {}


def _index(work: StartWork) -> Index:
    own = read_file("directory", directory_text(work.told).encode(), Directory).value
    assert own is not None
    return Index.of(federal(), own, lists=work.lists)


def _purposes(told: Told, law: Law) -> tuple[str, ...]:
    """Return the purposes of each grant: those that the draft allows, and no other."""
    allowed = next(entry.value for entry in propose(told, law) if entry.at == ALLOWED)
    return tuple(map(str, allowed or ()))


def _texts(stay: Iterable[ListedRecipient], purposes: Sequence[str]) -> str:
    return "".join(grant_text(one, purposes=purposes, documents=True) for one in stay)


def _review(work: StartWork, exports: SettledExports, index: Index) -> list[Reviewed]:
    """Return every recipient but the agency itself, with what keeps it out and what was decided."""
    told = work.told
    found = [
        one
        for shown in exports.shown
        for one in listed_recipients(shown.observation, shown.system, index)
        if one.identity.id != told.agency
    ]
    purposes = _purposes(told, work.law)

    def files(granted: Sequence[ListedRecipient]) -> dict[str, str]:
        then = replace(told, grants=tuple(grant_data(one, purposes) for one in granted))
        return judged_files(then, propose(then, work.law), grants=_texts(granted, purposes))

    reviewed = lawful(found, files, index, Options(told.day), law=work.law, lists=work.lists)
    return _decide(reviewed, work.decisions)


def _decide(reviewed: Iterable[Reviewed], decisions: Decisions) -> list[Reviewed]:
    return [replace(one, decided=decisions.get(one.key)) for one in reviewed]


def _not_listed(review: Review, decisions: Decisions) -> Iterator[str]:
    """Say which decisions are about nobody: another list's, or a name that left the list."""
    unknown = sorted(decisions.keys() - {one.key for one in review.reviewed})
    if unknown:
        system, name = unknown[0]
        more = f" and {len(unknown) - 1:,} more" if len(unknown) > 1 else ""
        yield f"decisions about recipients that no export lists: {name!r} of {system}{more}"


def started_on(target: Path) -> dt.date | None:
    """Return the day by whose law a folder was started, if it was; a second run keeps it."""
    record = _record(target)
    return None if record is None else day_of(record["day"])


def _record(target: Path) -> dict[str, Any] | None:
    """Return what an earlier run wrote down; None where there was none."""
    path = target / RECORD
    if not path.is_file():
        return None
    try:
        record = json.loads(read_user_file(path))
        day_of(record["day"])
        files = record["files"]
        assert isinstance(files, dict)
    except (ValueError, LookupError, TypeError, AssertionError) as error:
        raise WriteError(
            f"{path}: this is no record of an earlier start",
            hint="name another folder with --repository",
        ) from error
    return dict(record)


def _record_text(day: dt.date, files: Mapping[str, str]) -> str:
    digests = {name: _digest(text.encode()) for name, text in sorted(files.items())}
    said = {"schema": "lprpolicy/start/v1", "day": day.isoformat(), "files": digests}
    return json.dumps(said, indent=2) + "\n"


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _write_again(
    home: Home, files: Mapping[str, str], known: Mapping[str, object], *, force: bool
) -> tuple[str, ...]:
    """Write the files that differ, all or none, and return their names."""
    differ, touched = [], []
    for name, text in sorted(files.items()):
        path = home.path(name)
        there = read_user_file(path) if path.is_file() else None
        if there == text.encode():
            continue
        differ.append(name)
        if (
            there is not None
            and name not in (RECORD, DECISIONS)
            and _digest(there) != known.get(name)
        ):
            touched.append(name)
    if touched and not force:
        raise WriteError(
            f"{home.folder}: somebody changed {' and '.join(touched)} since it was started",
            hint="edit the files by hand, or write over them with --force",
        )
    write_together([(home.path(name), files[name]) for name in differ])
    return tuple(differ)
