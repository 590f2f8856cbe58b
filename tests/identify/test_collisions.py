"""A repository's directory adds; it never takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lprpolicy.identify.collisions import collisions, duplicates
from lprpolicy.model.directory import Directory
from lprpolicy.model.words import AgencyKind

Make = Callable[..., Directory]


def places(federal: Directory, other: Directory) -> list[str]:
    return [str(found.verdict.at) for found in collisions(federal, other)]


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"id": "us/ice", "name": "Town PD"}, "/agencies/0/id"),
        ({"id": "us-ct/a", "name": "ICE"}, "/agencies/0/name"),
        ({"id": "us-ct/a", "name": "I.C.E. (CT)"}, "/agencies/0/name"),
        ({"id": "us-ct/a", "name": "HSI New Haven"}, "/agencies/0/name"),
        ({"id": "us-ct/a", "name": "us/ice"}, "/agencies/0/name"),
        ({"id": "us-ct/a", "name": "A PD", "aliases": ("B", "Border Patrol")}, "aliases/1"),
        ({"id": "us-ct/a", "name": "[Federal] Town PD"}, "/agencies/0/name"),
        ({"id": "us-ct/a", "name": "\u0406CE"}, "/agencies/0/name"),
        ({"id": "us/town", "name": "Town PD"}, "/agencies/0/kind"),
    ],
)
def test_an_entry_may_not_take_anything_federal(
    federal: Directory, directory: Make, entry: dict[str, Any], place: str
) -> None:
    other = directory({"kind": "municipal-police", "state": "us-ct"} | entry)
    assert [found for found in places(federal, other) if found.endswith(place)]


def test_a_federal_id_without_a_kind_is_a_fault_at_the_id(
    federal: Directory, directory: Make
) -> None:
    assert places(federal, directory({"id": "us/new", "name": "New"})) == ["/agencies/0/id"]


def test_a_collision_points_at_the_entry_that_it_collides_with(
    federal: Directory, directory: Make
) -> None:
    other = directory({"id": "us-ct/a", "name": "HSI", "kind": "municipal-police"})
    (found,) = collisions(federal, other)
    at = found.builtin.parts[1]
    assert isinstance(at, int)
    assert federal.agencies[at].id == "us/ice-hsi"


def test_an_entry_may_add_a_town_or_a_federal_agency_that_is_new(
    federal: Directory, directory: Make
) -> None:
    town = {"id": "us-ct/westport-pd", "name": "Westport PD", "kind": "municipal-police"}
    new = {"id": "us/new-bureau", "name": "New Bureau", "kind": "federal-law-enforcement"}
    city = {"id": "us-ca/fort-bragg-pd", "name": "Fort Bragg PD", "state": "us-ca"}
    assert places(federal, directory(town, new, city)) == []


def test_families_of_names_are_built_in_only(federal: Directory, directory: Make) -> None:
    family = {"words": "town *", "means": "us-ct/a"}
    other = directory({"id": "us-ct/a", "name": "A PD"}, patterns=[family])
    assert places(federal, other) == ["/patterns"]


def test_ids_and_names_stand_once_in_a_repository(directory: Make) -> None:
    one = {"id": "us-ct/a", "name": "Avon PD", "state": "us-ct"}
    two = {"id": "us-ct/b", "name": "Avon Police Department", "state": "us-ct"}
    far = {"id": "us-oh/a", "name": "Avon PD", "state": "us-oh"}
    found = list(duplicates([directory(one), directory(two, one, far)]))
    assert [(one.file, str(one.verdict.at), one.first_file) for one in found] == [
        (1, "/agencies/0/name", 0),
        (1, "/agencies/1/id", 0),
    ]


def test_the_built_in_directory_does_not_contradict_itself(federal: Directory) -> None:
    ids = [agency.id for agency in federal.agencies]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("us/") for one in ids)
    assert {pattern.means for pattern in federal.patterns} <= set(ids)
    assert [str(one.verdict.message) for one in duplicates([federal])] == []


def test_every_component_of_ice_cbp_and_uscis_is_an_immigration_agency(federal: Directory) -> None:
    for agency in federal.agencies:
        if str(agency.component).split("-")[0] in ("ice", "cbp", "uscis"):
            assert agency.kind is AgencyKind.FEDERAL_IMMIGRATION


def test_the_one_entry_of_another_kind_is_the_drug_trafficking_areas(federal: Directory) -> None:
    others = [one.id for one in federal.agencies if not (one.kind and one.kind.federal)]
    assert others == ["us/hidta"]
