"""One town for all the tests of a day; whoever changes it takes a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from lprpolicy.host.clock import of_machine
from tests.faults.commands import build_town


@pytest.fixture(scope="session")
def town_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Path]:
    """The town whose plan is good on that day, and on no other: a run may go past midnight."""
    return cache(lambda day: build_town(tmp_path_factory.mktemp(f"faults-{day}") / "town"))


@pytest.fixture
def town(town_of: Callable[[date], Path], tmp_path: Path) -> Path:
    return shutil.copytree(town_of(of_machine().date()), tmp_path / "town")
