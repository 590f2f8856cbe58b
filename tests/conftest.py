"""Fixtures that every test may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.clocks import run_on_other_days

pytest_plugins = ["tests.midnight"]

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT.parent / "shared" / "data"

Snapshot = Callable[[str, str], None]

# How long an example takes, on a machine that others use too, says nothing of its claim.
settings.register_profile("any load", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any load")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-snapshots",
        action="store_true",
        help="write what people see into tests/snapshots instead of comparing with it",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make test-days` runs on other days."""
    for item in items:
        if run_on_other_days(item):
            item.add_marker(pytest.mark.days)


@pytest.fixture(scope="session", autouse=True)
def nothing_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What somebody has imported, or checked before, on this machine plays no part in a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LPRPOLICY_DATA", str(tmp_path_factory.mktemp("no-lists")))
        patch.setenv("LPRPOLICY_CACHE", str(tmp_path_factory.mktemp("no-cache")))
        # The workers of the tests are told of a width of their own.
        for name in ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture
def snapshot(fresh: Snapshot) -> Snapshot:
    """Compare a text with the snapshot of this name, byte for byte."""

    return lambda name, text: fresh(f"tests/snapshots/{name}", text)


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> Snapshot:
    """Compare a generated file of the project with what it would be if it were made now."""

    def compare(name: str, text: str) -> None:
        path = ROOT / name
        if request.config.getoption("--update-snapshots"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.exists(), f"no {name}: run `make snapshots`"
        assert text == path.read_bytes().decode(), f"{name} is stale: run `make snapshots`"

    return compare


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real exports and lists, which are not part of this repository."""
    if not REAL.is_dir():
        reason = "the real exports and lists are not beside this repository"
        if os.environ.get("LPRPOLICY_REQUIRE_REAL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return REAL
