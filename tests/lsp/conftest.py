"""Towns on disk, as an editor opens them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repositories import drafts


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The drafts as a folder on disk."""
    for path, raw in drafts().files.items():
        file = tmp_path / "policies" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    return tmp_path / "policies"


@pytest.fixture
def westport(town: Path) -> Path:
    return town / "us-ct/westport-pd/policy.yaml"
