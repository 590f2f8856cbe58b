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
    """Everything in a repository's directory that touches the built-in federal one."""
    known = FederalNames.of(federal)
    places = {one.id: ROOT / "agencies" / at for at, one in enumerate(federal.agencies)}
    if other.patterns:
        says = "adds families of names, which only the built-in federal directory has"
        yield Collision(Violation(says, ROOT / "patterns"), ROOT / "patterns")
    for at, agency in enumerate(other.agencies):
        here = ROOT / "agencies" / at
        if agency.id in places:
            held = known.by_id[agency.id]
            says = f"gives {agency.name} the id of {held.name}, a built-in federal agency"
            yield Collision(Violation(says, here / "id"), places[agency.id])
        elif agency.id.startswith("us/") and not (agency.kind and agency.kind.federal):
            says = f"gives {agency.name} a federal id and no federal kind"
            yield Collision(Violation(says, here / ("kind" if agency.kind else "id")), ROOT)
        for text, place in _names(agency, here):
            yield from _name_taken(known, places, read_name(text), agency, place)


def _names(agency: Agency, here: Pointer) -> Iterator[tuple[str, Pointer]]:
    yield agency.name, here / "name"
    for at, alias in enumerate(agency.aliases):
        yield alias, here / "aliases" / at


def _name_taken(
    known: FederalNames, places: dict[str, Pointer], name: Name, agency: Agency, place: Pointer
) -> Iterator[Collision]:
    if name.strange is not None:
        yield Collision(Violation(f"lists a name that {name.strange}", place), ROOT)
        return
    found = known.find(name, name.state or agency.state)
    if found is not None:
        held = found[0]
        says = f"gives {agency.id} a name of {held.name}, a built-in federal agency"
        yield Collision(Violation(says, place), places[held.id])
    elif name.says_federal and not (agency.kind and agency.kind.federal):
        says = f"lists {name.raw}, which the vendor marks as federal, under no federal kind"
        yield Collision(Violation(says, place), ROOT)


def duplicates(directories: Sequence[Directory]) -> Iterator[Duplicate]:
    """Ids that stand twice, and names that stand twice in one state, in a repository's files."""
    ids: dict[str, tuple[int, Pointer]] = {}
    names: dict[tuple[str, str | None, str | None], tuple[int, Pointer, str]] = {}
    for file, directory in enumerate(directories):
        for at, agency in enumerate(directory.agencies):
            here = ROOT / "agencies" / at
            if agency.id in ids:
                says = f"lists the id {agency.id} twice"
                yield Duplicate(file, Violation(says, here / "id"), *ids[agency.id])
                continue
            ids[agency.id] = (file, here)
            for text, place in _names(agency, here):
                key = (read_name(text).form, agency.state, agency.county)
                first = names.setdefault(key, (file, place, agency.id))
                if first[2] != agency.id:
                    says = f"lists {text} for {agency.id} and for {first[2]}"
                    yield Duplicate(file, Violation(says, place), first[0], first[1])
