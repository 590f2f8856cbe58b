"""Running the real command in a real process."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import run_program
from tests.repositories import POLICIES

Run = Callable[..., "subprocess.CompletedProcess[str]"]
FIXED = {"LPRPOLICY_AS_OF": "2026-11-22", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """A copy of the drafts of this repository, in the folder that commands run in."""
    return shutil.copytree(POLICIES, tmp_path / "policies")


@pytest.fixture
def lprpolicy(tmp_path: Path) -> Run:
    """Run `lprpolicy ARGUMENTS` in a folder of the test's own, on a fixed day."""

    def run(
        *arguments: str | Path, stdin: str = "", cwd: Path = tmp_path, **env: str
    ) -> subprocess.CompletedProcess[str]:
        given = tuple(map(str, arguments))
        return run_program(given, cwd, os.environ | FIXED, stdin=stdin, changed=env)

    return run
