"""The picture of the layers says what the imports are."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import Snapshot

PAGE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("architecture", PAGE.with_suffix(".py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_is_fresh(drawing: ModuleType, fresh: Snapshot) -> None:
    fresh("docs/architecture.svg", drawing.picture())


def test_every_part_is_in_the_picture(drawing: ModuleType) -> None:
    drawn = {name for row in drawing.layers() for name in row}
    parts = {part for both in drawing.imports() for part in both}
    assert parts - {"__main__"} == drawn


def test_every_file_that_the_page_names_is_there(root: Path) -> None:
    for path in re.findall(r"`((?:[a-z_0-9]+/)+[a-z_0-9]*(?:\.py)?)`", PAGE.read_text("utf-8")):
        places = (root / path, root / "lprpolicy" / path, root / "lprpolicy" / f"{path}.py")
        assert any(place.exists() for place in places), path
