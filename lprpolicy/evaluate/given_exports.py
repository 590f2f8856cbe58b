"""Exports of several vendors that one policy is made from: one list for each system.

Of two exports of one system the newest is the list; an older one may only tell states. Each has to
be of the agency, or somebody says why it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lprpolicy.errors import ExportError, UsageError
from lprpolicy.evaluate.beside import with_states_of
from lprpolicy.evaluate.export_owner import OwnerAnswer, export_owner
from lprpolicy.identify.index import Index
from lprpolicy.model.characters import one_line
from lprpolicy.model.observation import Observation
from lprpolicy.model.words import Vendor
from lprpolicy.write.review.facts import ShownExport

Reasons = Mapping[str | None, str]
"""Why an export is the agency's although it names another: by its system or its file, or of all."""


class OtherOwner(ExportError):
    """An export names another agency, and nobody said why it is the agency's all the same."""

    def __init__(self, message: str, system: str) -> None:
        super().__init__(
            message,
            hint="give the agency's own export; where the names differ rightly, say why: "
            f'--owner-is-right {system}="…"',
        )
        self.system = system


@dataclass(frozen=True, slots=True)
class SettledExports:
    """The list of each system, the systems as a policy writes them, and what to know of them."""

    shown: tuple[ShownExport, ...]
    systems: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...]


def shown_in(observations: Iterable[tuple[Observation, str | None]]) -> tuple[ShownExport, ...]:
    """Give each export its system: the one that was named, or the usual one of its vendor."""
    shown = []
    for seen, system in observations:
        if seen.pending_requests() and not seen.outbound():
            raise ExportError(
                f"{seen.document}: it lists requests to share, and nobody who is let in",
                hint="lprpolicy requests answers them; start takes lists of who has access",
            )
        shown.append(ShownExport(system or seen.vendor.system, seen))
    vendors: dict[str, Observation] = {}
    for one in shown:
        first = vendors.setdefault(one.system, one.observation)
        if first.vendor is not one.observation.vendor:
            names = f"{first.document} and {one.observation.document}"
            raise _ambiguous(f"{names} are of two vendors, and {one.system!r} is one system")
    return tuple(shown)


def plain_systems(shown: Iterable[ShownExport], other: str | None) -> tuple[dict[str, str], ...]:
    """Return the systems that the exports show. `other` names a vendor without a word of ours."""
    made: dict[str, dict[str, str]] = {}
    for one in shown:
        vendor = one.observation.vendor
        made[one.system] = {"id": one.system, "vendor": vendor.value}
        if vendor is Vendor.OTHER and other is not None:
            made[one.system]["other"] = other
    return tuple(made.values())


def settle_exports(
    shown: Sequence[ShownExport],
    systems: Sequence[Mapping[str, Any]],
    agency: str,
    index: Index,
    reasons: Reasons,
) -> SettledExports:
    """Take the newest export of each system, and require that each is the agency's."""
    kept, notes = [], []
    called: dict[str, dict[str, str]] = {}
    for one, older in _newest(shown, agency, index):
        owner, unsure = _owner(one, agency, index, reasons)
        if owner is not None:
            called[one.system] = owner
        kept.append(one)
        notes += [
            f"{one.system}: {said}" for said in (unsure, older, *one.observation.notes) if said
        ]
        if not one.observation.tells_who_is_let_in():
            notes.append(f"{one.system}: the export shows no list of who is let in")
    named = tuple(
        {**one, "export_owner": called[one["id"]]} if one["id"] in called else one
        for one in systems
    )
    return SettledExports(tuple(kept), named, tuple(notes))


def _newest(
    shown: Sequence[ShownExport], agency: str, index: Index
) -> Iterator[tuple[ShownExport, str | None]]:
    """Yield the newest export of each system, with a note on those that gave states alone."""
    for system in dict.fromkeys(one.system for one in shown):
        same = [one.observation for one in shown if one.system == system]
        if len(same) == 1:
            yield ShownExport(system, same[0]), None
            continue
        days = [one.reported for one in same]
        if None in days or len(set(days)) < len(days):
            names = " and ".join(one.document for one in same)
            raise _ambiguous(f"{names} are of one system, and do not say which of them is newer")
        *older, last = sorted(same, key=lambda one: str(one.reported))
        names = " and ".join(f"{one.document} of {one.reported}" for one in older)
        says = f"{last.document} of {last.reported} is the newest list; {names} only tells states"
        yield ShownExport(system, with_states_of(last, older, agency, index)), says


def _owner(
    one: ShownExport, agency: str, index: Index, reasons: Reasons
) -> tuple[dict[str, str] | None, str | None]:
    """Return what the export calls the agency, if it is another name, and what is unsure of it."""
    seen = one.observation
    said = export_owner(seen, agency, index)
    why = reasons.get(one.system, reasons.get(seen.document, reasons.get(None)))
    if said.answer is OwnerAnswer.OTHER and why is None:
        raise OtherOwner(f"{seen.document}: {said.says}", one.system)
    if said.answer is OwnerAnswer.SAME:
        return None, None
    if why is None or not said.names:
        return None, said.says
    return {"name": one_line(said.names[0]), "why": one_line(why)}, None


def _ambiguous(says: str) -> UsageError:
    return UsageError(
        says,
        hint="name the system of each: --export first=FILE --export second=FILE",
        consequence="nothing was written",
    )
