"""A result is known by everything that it rests on: another list or library, another key."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from lprpolicy.evaluate.options import Options
from lprpolicy.host.cache import Cache
from lprpolicy.tasks.check import outcome
from tests.repositories import TODAY, drafts

PROGRAM = "from lprpolicy.evaluate.keys import program; print(program())"
LISTED = "id,name,kind,state\nus-ct/elm-pd,{} Police Department,municipal-police,us-ct\n"


def test_an_outcome_rests_on_the_imported_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LPRPOLICY_DATA", str(tmp_path / "data"))
    cache, kept = Cache(tmp_path / "cache"), []
    for name in (None, "Elm", "Ash"):
        if name is not None:
            (tmp_path / "list.csv").write_text(LISTED.format(name))
            listed = ["directory", "import", "neutral", str(tmp_path / "list.csv")]
            assert run([*listed, "--on", "2026-01-30", "--title", "A list"]) == 0
        outcome(drafts(), Options(TODAY), [], cache=cache)
        kept.append(len(list(cache.folder.glob("outcome-*"))))
    assert kept == [1, 2, 3]


def test_an_outcome_rests_on_the_versions_of_the_libraries(tmp_path: Path) -> None:
    (tmp_path / "rapidfuzz").mkdir()
    (tmp_path / "rapidfuzz" / "__init__.py").write_text("")
    version = tmp_path / "rapidfuzz-3.1.0.dist-info"
    version.mkdir()
    before = _program(tmp_path)
    assert _program(tmp_path) == before
    version.rename(tmp_path / "rapidfuzz-3.2.0.dist-info")
    assert _program(tmp_path) != before


@pytest.mark.parametrize("name", ["yaml", "pydantic", "pydantic_core", "rapidfuzz"])
def test_an_outcome_rests_on_the_library_that_is_imported(tmp_path: Path, name: str) -> None:
    library = tmp_path / name / "__init__.py"
    library.parent.mkdir()
    library.write_text("")
    before = _program(tmp_path)
    library.write_text("# another one\n")
    assert _program(tmp_path) != before


def _program(libraries: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(libraries)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
