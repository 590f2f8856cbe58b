"""What a repository's directory may not do: take anything away from the federal one.

An entry of its own can add an agency. It can never reclassify, rename, reuse the id of, or take a
name of a built-in federal entry, since that is how an immigration agency would become a town.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.names import Name, read_name
from lprpolicy.model.directory import Agency, Directory
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.verdicts import Verdict, Violation


@dataclass(frozen=True, slots=True)
class Collision:
    """A fault at a place of one directory, and the place that it collides with.

    `builtin` points into the federal directory, at its root where no one entry is meant.
    """

    verdict: Verdict
    builtin: Pointer


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A fault at a place of directory number `file`, and the earlier place in `first_file`."""

    file: int
    verdict: Verdict
    first_file: int
    first: Pointer


def collisions(federal: Directory, other: Directory) -> Iterator[Collision]:
    """Yield everything in a repository's directory that collides with the federal directory."""
    known = FederalNames.of(federal)
    places = {one.id: ROOT / "agencies" / at for at, one in enumerate(federal.agencies)}
    if other.patterns:
        says = "adds families of names, which only the built-in federal directory has"
        yield Collision(Violation(says, ROOT / "patterns"), ROOT / "patterns")
    for at, agency in enumerate(other.agencies):
        if agency.id in places:
            held = known.by_id[agency.id]
            says = f"gives {agency.name} the id of {held.name}, a built-in federal agency"
            yield Collision(Violation(says, _place(at, ("id",))), places[agency.id])
        elif agency.id.startswith("us/") and not (agency.kind and agency.kind.federal):
            says = f"gives {agency.name} a federal id and no federal kind"
            wrong = ("kind" if agency.kind else "id",)
            yield Collision(Violation(says, _place(at, wrong)), ROOT)
        for text, below in _names(agency):
            taken = _name_taken(known, read_name(text), agency)
            if taken is not None:
                says, held_by = taken
                builtin = places[held_by] if held_by else ROOT
                yield Collision(Violation(says, _place(at, below)), builtin)


_Steps = tuple[str | int, ...]


def _names(agency: Agency) -> Iterator[tuple[str, _Steps]]:
    """Yield the names of an entry, each with its place below the entry."""
    yield agency.name, ("name",)
    for at, alias in enumerate(agency.aliases):
        yield alias, ("aliases", at)


def _place(at: int, below: _Steps) -> Pointer:
    return Pointer(("agencies", at, *below))


def _name_taken(known: FederalNames, name: Name, agency: Agency) -> tuple[str, str | None] | None:
    """Return what is wrong with a name, and the id of the built-in agency that owns it, if any."""
    if name.strange is not None:
        return f"lists a name that {name.strange}", None
    found = known.find(name, name.state or agency.state)
    if found is not None:
        held = found[0]
        return f"gives {agency.id} a name of {held.name}, a built-in federal agency", held.id
    if name.says_federal and not (agency.kind and agency.kind.federal):
        return f"lists {name.raw}, which the vendor marks as federal, under no federal kind", None
    return None


def duplicates(directories: Sequence[Directory]) -> Iterator[Duplicate]:
    """Yield ids that a repository's files hold twice, and names that one state has twice."""
    ids: dict[str, tuple[int, int]] = {}
    names: dict[tuple[str, str | None, str | None], tuple[int, int, _Steps, str]] = {}
    for file, directory in enumerate(directories):
        for at, agency in enumerate(directory.agencies):
            if agency.id in ids:
                says = f"lists the id {agency.id} twice"
                first_file, first_at = ids[agency.id]
                wrong = Violation(says, _place(at, ("id",)))
                yield Duplicate(file, wrong, first_file, _place(first_at, ()))
                continue
            ids[agency.id] = (file, at)
            for text, below in _names(agency):
                key = (read_name(text).form, agency.state, agency.county)
                first = names.setdefault(key, (file, at, below, agency.id))
                if first[3] != agency.id:
                    says = f"lists {text} for {agency.id} and for {first[3]}"
                    wrong = Violation(says, _place(at, below))
                    yield Duplicate(file, wrong, first[0], _place(first[1], first[2]))
