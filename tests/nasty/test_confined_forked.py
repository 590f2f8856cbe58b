"""The same works in a fork of a process with one thread, which a process of many tests is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import HANG


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_whatever_a_work_does_to_a_fork_there_is_an_answer_or_one_clear_error(root: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    ours = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*ours, "-k", "forked", "tests/nasty/test_confined.py"],
        cwd=root,
        env=env,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout
