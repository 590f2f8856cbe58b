"""One town for all the tests here; whoever changes it takes a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.commands import build_town


@pytest.fixture(scope="session")
def whole_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_town(tmp_path_factory.mktemp("faults") / "town")


@pytest.fixture
def town(whole_town: Path, tmp_path: Path) -> Path:
    return shutil.copytree(whole_town, tmp_path / "town")
