"""Exports that are given beside a repository: as AGENCY=FILE, or as a file that says whose it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Directory
from lprpolicy.model.observation import Completeness, Observation
from lprpolicy.model.policy import Policy
from lprpolicy.model.words import Vendor
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.repository.exports import StateError, _system
from lprpolicy.repository.observed import OwnedExport, newest, read_observed
from tests.reaching import DIRECTORY

NEUTRAL = "owner,vendor,reported,direction,recipient,reads\n{},flock,{},outbound,HSI,yes\n"


def _index() -> Index:
    own = read_file("directory/us-ct.yaml", DIRECTORY.encode(), Directory).value
    assert own is not None
    return Index.of(federal(), own)


@pytest.mark.parametrize(
    ("given", "file"),
    [
        ("list.csv", "list.csv"),
        ("october=new.csv", "october=new.csv"),
        ("us-ct/list", "us-ct/list"),
        ("us-ct/bville-pd=list.csv", "list.csv"),
    ],
)
def test_what_stands_before_the_sign_is_an_agency_or_part_of_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, file: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(file).parent.mkdir(exist_ok=True)
    Path(file).write_text(NEUTRAL.format("Bville CT PD", "2026-10-01"), encoding="utf-8")
    (found,) = read_observed([given], _index())
    assert (found.agency, found.file) == ("us-ct/bville-pd", file)


def test_a_file_of_somebody_whom_no_directory_has_is_asked_about(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(NEUTRAL.format("Quabadoli CT PD", "2026-10-01"), encoding="utf-8")
    with pytest.raises(UsageError, match="no directory says who 'Quabadoli CT PD' is") as error:
        read_observed([str(file)], _index())
    assert error.value.consequence == "nothing was followed"


def _export(file: str, day: int | None, agency: str = "us-ct/bville-pd") -> OwnedExport:
    reported = dt.date(2026, 10, day) if day else None
    seen = Observation(Vendor.FLOCK, file, "0" * 64, None, reported, Completeness.COMPLETE, ())
    return OwnedExport(agency, file, seen)


def test_of_several_exports_of_an_agency_the_newest_counts_and_the_others_are_named() -> None:
    given = [_export("old", 1), _export("new", 2), _export("too", 2), _export("x", 1, "us-ct/a-pd")]
    kept, notes = newest(given)
    assert [one.file for one in kept] == ["x", "new", "too"]
    assert notes == [
        "old was not used: there is a newer export of us-ct/bville-pd, of 2026-10-02",
    ]


def test_where_one_has_no_day_all_of_them_count() -> None:
    kept, notes = newest([_export("old", 1), _export("undated", None)])
    assert [one.file for one in kept] == ["old", "undated"]
    assert notes == ["2 exports of us-ct/bville-pd are used together: not all have a date"]
    assert newest([_export("undated", None)])[1] == []


def test_an_export_fits_no_policy_that_names_no_system() -> None:
    policy = Policy.model_construct(agency="us-ct/bville-pd", systems=None)
    with pytest.raises(StateError, match="the policy of us-ct/bville-pd has no system"):
        _system(_export("list.csv", 1).observation, policy, "list.csv")
