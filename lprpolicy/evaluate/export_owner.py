"""Whose an export is. It proves something of the agency that it names, and of no other.

What an export prints for its owner counts; where it prints none, the names of the owner's own
networks do, which stand on every row that it shares. Nobody else's word makes it an agency's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lprpolicy.evaluate.own_rules import PapersAskedFor
from lprpolicy.host.files.papers import Papers
from lprpolicy.identify.index import Index
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import Name, read_name
from lprpolicy.identify.same import identified_as
from lprpolicy.model.identity import Identity
from lprpolicy.model.observation import Observation
from lprpolicy.model.paper import Elsewhere, Paper
from lprpolicy.model.policy import Policy
from lprpolicy.repository.exports import Shown, StateError

_PLAIN: Final = frozenset({"city", "county", "of", "the", "town", "village"})
_OF_A_KIND: Final = frozenset({"department", "office", "pd", "police", "sheriff", "so"})
NAMED: Final = "`export_owner: {name: …, why: …, record: FILE}` to the system in its policy"
"""The line with which a policy says what its exports call the agency, and shows it."""
_MOST: Final = 3
"""A message quotes at most this many of the names that a file gives its owner."""


class OwnerAnswer(StrEnum):
    """Whether an export is of the agency that it is given for."""

    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ExportOwner:
    """The answer, the names that it rests on, and a sentence where it is not the agency."""

    answer: OwnerAnswer
    names: tuple[str, ...]
    says: str = ""


def export_owner(
    observation: Observation, agency: str, index: Index, called: str | None = None
) -> ExportOwner:
    """Whose an export is. `called` is what a document shows that its exports call the agency."""
    printed = observation.owner is not None
    names = (observation.owner,) if observation.owner is not None else _networks(observation)
    answers = {name: _answer(name, agency, index, called, printed=printed) for name in names}
    others = tuple(name for name, answer in answers.items() if answer is OwnerAnswer.OTHER)
    if others:
        says = f"it is of {_list_names(others)}, not of {agency}"
        return ExportOwner(OwnerAnswer.OTHER, others, says)
    if OwnerAnswer.SAME in answers.values():
        return ExportOwner(OwnerAnswer.SAME, names)
    if not names:
        return ExportOwner(OwnerAnswer.UNKNOWN, (), "it does not print whose it is")
    says = f"it is of {_list_names(names)}, and no one can tell that this is {agency}"
    return ExportOwner(OwnerAnswer.UNKNOWN, names, says)


def likely_owner(
    observations: Iterable[Observation], index: Index, state: str | None = None
) -> Identity | None:
    """The one agency that the exports name as their owner; None where it is none or several.

    It is a suggestion for whoever is asked whose the exports are.
    """
    named = {one.owner for one in observations if one.owner}
    if len(named) != 1:
        return None
    who = index.identify(named.pop(), state=state)
    return who if who.kind is not None and who.state is not None else None


def not_shown_to_be_of(
    policy: Policy, given: Iterable[Shown], index: Index, papers: Papers
) -> Iterator[str]:
    """Exports that may be another agency's, each a sentence. One that is sure to be is an error.

    Raises StateError: every difference to it would be about somebody else.
    """
    for one in given:
        whose = owner_of(one, policy, index, papers)
        if whose.answer is OwnerAnswer.OTHER:
            raise StateError(
                f"{one.export.name}: {whose.says}", hint="give the agency's own export"
            )
        if whose.answer is OwnerAnswer.UNKNOWN:
            yield f"{one.export.name}: {whose.says}"


def owner_of(one: Shown, policy: Policy, index: Index, papers: Papers) -> ExportOwner:
    """Whose an export is, with the word of the policy where a document bears it out.

    Nobody can identify that name, so the policy alone, which the export is to prove, says nothing.
    """
    called, record = called_in(policy, one.system), _record(policy, one.system)
    seen = record is not None and (
        isinstance(record, Elsewhere) or PapersAskedFor(policy.agency, papers)(record) is not None
    )
    whose = export_owner(one.observation, policy.agency, index, called if seen else None)
    if called is None or seen or whose.answer is OwnerAnswer.SAME:
        return whose
    shown = export_owner(one.observation, policy.agency, index, called)
    if shown.answer is not OwnerAnswer.SAME:
        return whose
    lacks = "has no `record`" if record is None else f"names {record}, which is not there"
    says = f"it is of {_list_names(whose.names)}, and `export_owner` in the policy {lacks}"
    return ExportOwner(OwnerAnswer.UNKNOWN, whose.names, says)


def called_in(policy: Policy, system: str) -> str | None:
    """What the exports of a system call the agency, as its policy says."""
    own = next((one for one in policy.systems or () if one.id == system), None)
    return own.export_owner.name if own is not None and own.export_owner is not None else None


def _record(policy: Policy, system: str) -> Paper | None:
    own = next((one for one in policy.systems or () if one.id == system), None)
    return own.export_owner.record if own is not None and own.export_owner is not None else None


def _networks(observation: Observation) -> tuple[str, ...]:
    """The owner's networks. A name may hold a comma, so a cell counts whole and in its parts."""
    cells = dict.fromkeys(
        share.networks.strip() for share in observation.outbound() if share.networks
    )
    return tuple(cell for cell in cells if cell)


def _answer(
    name: str, agency: str, index: Index, called: str | None, *, printed: bool
) -> OwnerAnswer:
    """A cell of several networks is another's if one of them is, and the agency's if one is."""
    pieces = () if printed else tuple(one.strip() for one in name.split(",") if one.strip())
    answers = {_of(one, agency, index) for one in (name, *pieces)}
    if OwnerAnswer.OTHER in answers:
        return OwnerAnswer.OTHER
    right = called is not None and _same_text(called) in map(_same_text, (name, *pieces))
    if OwnerAnswer.SAME in answers or right:
        return OwnerAnswer.SAME
    apart = _shares_no_word(name, agency, printed=printed)
    return OwnerAnswer.OTHER if apart else OwnerAnswer.UNKNOWN


def _of(name: str, agency: str, index: Index) -> OwnerAnswer:
    """What is known of one name: its entry, its state, or the words of the agency's own id.

    An id that no entry has may be a town's own for an agency that the directory has under another.
    """
    state = agency.partition("/")[0]
    who, read = index.identify(name, state=state), read_name(name)
    entry = index.agency(agency)
    if who.id == agency and (entry is None or identified_as(name, entry, index) is None):
        return OwnerAnswer.SAME
    if who.id not in (None, agency) and (entry is not None or not _same_body(read, agency)):
        return OwnerAnswer.OTHER
    if who.federal is True or (read.state or state) != state:
        return OwnerAnswer.OTHER
    if _same_body(read, agency):
        return OwnerAnswer.SAME
    return OwnerAnswer.UNKNOWN


def _same_body(name: Name, agency: str) -> bool:
    """Whether a name has the words of the agency's id: its place, and the same kind."""
    state, own = agency.partition("/")[0], _of_id(agency)
    kinds = kind_of(name.form, state).kind, kind_of(own.form, state).kind
    return _place(name.form) == _place(own.form) and kinds[0] is kinds[1]


def _shares_no_word(name: str, agency: str, *, printed: bool) -> bool:
    """Whether a name of some body has no word of the agency's id.

    A network may be called anything; only where its words say what body it is does it name one.
    """
    read, own = read_name(name), _of_id(agency)
    if not printed and kind_of(read.form, agency.partition("/")[0]).kind is None:
        return False
    return not (_place(read.form) - _OF_A_KIND) & (_place(own.form) - _OF_A_KIND)


def _of_id(agency: str) -> Name:
    return read_name(agency.partition("/")[2].replace("-", " "))


def _place(form: str) -> frozenset[str]:
    return frozenset(form.split()) - _PLAIN


def _same_text(text: str) -> str:
    return " ".join(text.split()).casefold()


def _list_names(names: tuple[str, ...]) -> str:
    return " and ".join(_names_to_quote(names))


def _names_to_quote(names: tuple[str, ...]) -> Iterator[str]:
    yield from (f"“{' '.join(name.split())}”" for name in names[:_MOST])
    if len(names) > _MOST:
        yield f"{len(names) - _MOST:,} more"
