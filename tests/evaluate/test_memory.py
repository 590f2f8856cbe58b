"""A judgment is remembered only under the very lists and the very program that gave it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from lprpolicy.evaluate.judgment import Session
from lprpolicy.evaluate.keys import program
from lprpolicy.evaluate.memory import Remembered
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.workers import judge_here
from lprpolicy.host.cache import Cache
from lprpolicy.repository.imported_lists import ImportedLists, imported_lists
from lprpolicy.repository.repository import open_shared
from tests.repositories import NORWALK, TODAY, drafts

WORK = [(NORWALK, True)]
LISTED = "id,name,kind,state\nus-ct/elm-pd,{} Police Department,municipal-police,us-ct\n"


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def imported(folder: Path, name: str) -> ImportedLists:
    path = folder / "list.csv"
    path.write_text(LISTED.format(name))
    asked = ["directory", "import", "neutral", str(path), "--on", "2026-01-30", "--title", "A list"]
    assert run(asked) == 0
    store = imported_lists()
    assert store is not None
    return store


def keep(cache: Cache, lists: ImportedLists | None) -> None:
    court = Session(drafts(), Options(TODAY), open_shared(drafts()))
    Remembered(cache, court, WORK, lists).keep(WORK, judge_here(court, WORK))


def knows(cache: Cache, lists: ImportedLists | None) -> bool:
    court = Session(drafts(), Options(TODAY), open_shared(drafts()))
    return Remembered(cache, court, WORK, lists).judgment(WORK[0]) is not None


def test_a_judgment_rests_on_the_imported_lists(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LPRPOLICY_DATA", str(tmp_path / "data"))
    keep(cache, None)
    assert knows(cache, None)
    elm = imported(tmp_path, "Elm")
    assert not knows(cache, elm)
    keep(cache, elm)
    assert knows(cache, elm)
    assert not knows(cache, imported(tmp_path, "Ash"))


def test_a_judgment_rests_on_the_program(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(cache, None)
    assert knows(cache, None)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "version", "another Python")
        program.cache_clear()
        assert not knows(cache, None)
    program.cache_clear()
    assert knows(cache, None)
