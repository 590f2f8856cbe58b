"""The built-in federal directory, and a directory made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.identify.index import Index
from lprpolicy.model.directory import Directory
from lprpolicy.read.yaml import read

Make = Callable[..., Directory]


@pytest.fixture(scope="session")
def federal(root: Path) -> Directory:
    document = read(
        "federal.yaml", (root / "lprpolicy" / "directory" / "federal.yaml").read_bytes()
    )
    assert document.faults == ()
    return Directory.model_validate(document.data)


@pytest.fixture(scope="session")
def index(federal: Directory) -> Index:
    return Index.of(federal)


def made(*agencies: dict[str, Any], **more: Any) -> Directory:
    """A directory with these entries."""
    source = {"title": "made by hand", "on": dt.date(2026, 11, 22)}
    return Directory.model_validate(
        {
            "schema": "lprpolicy/directory/v1",
            "title": "Agencies",
            "source": source,
            "agencies": agencies,
            **more,
        }
    )


@pytest.fixture(scope="session")
def directory() -> Make:
    return made
