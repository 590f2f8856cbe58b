"""Answer whether a recipient was ever on an agency's list: yes, no or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lprpolicy.evaluate.history.records import Record
from lprpolicy.evaluate.history.stretches import Kept, on_list, stretches
from lprpolicy.evaluate.paths import parse_target
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.model.history import HistoryQuestion, Stretch
from lprpolicy.model.network import Party, Wanted
from lprpolicy.model.scalars import ID_PATTERN
from lprpolicy.model.state import Entry
from lprpolicy.model.subject import Recipient
from lprpolicy.model.words import AgencyKind, Tri


def question(found: Sequence[Record], text: str, kept: Kept) -> HistoryQuestion:
    """Ask each revision, with its own directory, for an id, a kind of agency, or a name."""
    _, means = find_wanted(found[-1].index, text)
    made = stretches(found, lambda record: _ask(record, text))
    return HistoryQuestion(text, means, kept(made))


def find_wanted(index: Index, text: str) -> tuple[Wanted | None, str]:
    """Return whom a text means in a directory, and the words for it; None if it is only a name."""
    if text in set(AgencyKind) or re.search(ID_PATTERN, text):
        wanted, said = parse_target(index, text)
        return wanted, said if said == text or text in set(AgencyKind) else f"{said} ({text})"
    who = index.identify(text)
    if who.id is None:
        return None, text
    return parse_target(index, who.id)[0], f"{who.name} ({who.id})"


def _ask(record: Record, text: str) -> Stretch:
    revision = record.revision
    if record.state is None:
        return Stretch(Tri.UNKNOWN, revision, None, why=revision.why)
    wanted, _ = find_wanted(record.index, text)
    answers = [(entry, _is(entry, wanted, text)) for entry in record.state.entries]
    if certain := [entry for entry, answer in answers if answer]:
        return on_list(revision, certain)
    if maybe := [entry for entry, answer in answers if answer is None]:
        return Stretch(Tri.UNKNOWN, revision, None, tuple(_names(maybe)), why=_MAYBE)
    if record.directory is not None:
        return Stretch(Tri.UNKNOWN, revision, None, why=record.directory)
    return Stretch(Tri.NO, revision, None, approvals=(revision.approval or "",))


_MAYBE = "the directory does not say who some names on the list are"


def _names(entries: Iterable[Entry]) -> Iterator[str]:
    yield from dict.fromkeys(entry.name for entry in entries)


def _is(entry: Entry, wanted: Wanted | None, text: str) -> bool | None:
    """Whether an entry is the one that is asked for; None if that is unknown."""
    who = entry.recipient
    if wanted is not None:
        named = any(target.id == who.name for target in wanted.targets)
        return True if named else wanted.holds(_party(who))
    name = read_name(text)
    states = {entry.form_state, name.state} - {None}
    return entry.form == name.form and len(states) <= 1


def _party(who: Recipient) -> Party:
    key = who.id or who.name
    return Party(key, who.id, who.name, who.kind, who.state, who.federal, who.component)
