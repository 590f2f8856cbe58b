"""The data of lprpolicy's own files is kept beside them, and believed only as a module would be."""

from __future__ import annotations

import marshal
import sys
from pathlib import Path
from types import ModuleType

import pytest

from lprpolicy.host import package_data
from lprpolicy.host.cache import Cache
from lprpolicy.host.package_data import files_below, folders_in
from lprpolicy.identify.index import FederalNames
from lprpolicy.read.yaml import read
from lprpolicy.repository.compiled import data_of, made_once
from lprpolicy.repository.directories import federal

FOLDER = "packs/us-xx"
RULE = b"title: No grants\nversions:\n  - from: 2025-01-01\n    ori: '06E0200'\n"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a pack in an installation of the test's own."""
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "a-rule.yaml").write_bytes(RULE)
    monkeypatch.setattr(package_data, "_HERE", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


def files() -> dict[str, bytes]:
    return dict(files_below(FOLDER))


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "__pycache__").glob("*"))


PATH = f"lprpolicy/{FOLDER}/a-rule.yaml"
DATA = {PATH: read(PATH, RULE).data}
FALSE = marshal.dumps({PATH: {"title": "Everybody may be let in"}})


def test_data_is_what_the_file_says_the_first_time_and_again(installed: Path) -> None:
    assert data_of(FOLDER, files()) == DATA
    (one,) = kept(installed)
    before = one.read_bytes()
    assert data_of(FOLDER, files()) == DATA
    assert one.read_bytes() == before
    assert folders_in(FOLDER) == frozenset()


def test_what_only_this_user_could_write_is_believed(installed: Path) -> None:
    data_of(FOLDER, files())
    (one,) = kept(installed)
    Cache(one.parent).put(one.name, FALSE)
    assert data_of(FOLDER, files()) != DATA


@pytest.mark.parametrize("of", ["file", "folder"])
def test_what_somebody_else_could_write_is_not_believed(installed: Path, of: str) -> None:
    data_of(FOLDER, files())
    (one,) = kept(installed)
    Cache(one.parent).put(one.name, FALSE)
    (one if of == "file" else one.parent).chmod(0o777)
    assert data_of(FOLDER, files()) == DATA


def test_damage_is_seen(installed: Path) -> None:
    data_of(FOLDER, files())
    (one,) = kept(installed)
    whole = one.read_bytes()
    for damaged in (whole[:-1], whole[:60], b"", whole.replace(b"No grants", b"No grunts")):
        one.write_bytes(damaged)
        assert data_of(FOLDER, files()) == DATA


def test_a_changed_file_is_read_again(installed: Path) -> None:
    data_of(FOLDER, files())
    (installed / "a-rule.yaml").write_bytes(RULE.replace(b"No grants", b"No grunts"))
    assert data_of(FOLDER, files())[PATH]["title"] == "No grunts"
    assert len(kept(installed)) == 2


def test_a_file_with_a_fault_has_no_data(installed: Path) -> None:
    (installed / "a-rule.yaml").write_bytes(b"a: &anchor 1\n")
    assert data_of(FOLDER, files()) == {}


def test_where_python_keeps_nothing_compiled_nothing_is_kept(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert data_of(FOLDER, files()) == DATA
    assert kept(installed) == []


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not refused so there")
def test_a_folder_that_cannot_be_written_is_no_error(installed: Path) -> None:
    (installed / "__pycache__").write_text("")
    assert data_of(FOLDER, files()) == DATA


def test_what_was_made_is_made_again_for_other_code_alone(installed: Path, tmp_path: Path) -> None:
    code = ModuleType("code")
    code.__path__ = [str(tmp_path / "code")]
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "one.py").write_text("first")
    made: list[int] = []

    def make() -> list[int]:
        made.append(len(made))
        return made[-1:]

    assert made_once(f"{FOLDER}/names", files(), code, make) == [0]
    assert made_once(f"{FOLDER}/names", files(), code, make) == [0]
    (tmp_path / "code" / "one.py").write_text("another")
    assert made_once(f"{FOLDER}/names", files(), code, make) == [1]
    assert made_once(f"{FOLDER}/others", files(), code, make) == [2]


def test_the_names_that_are_kept_are_those_of_the_federal_directory() -> None:
    known = FederalNames.of(federal())
    assert vars(known)["as_read"] == FederalNames(federal()).as_read
