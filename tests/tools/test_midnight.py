"""What `tests/midnight.py` makes of a failure, by a pytest of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

FAILS = "def test() -> None:\n    assert False, 'as it is'\n"
MIDNIGHT = """
import datetime as dt
from lprpolicy.host import clock

def test() -> None:
    tomorrow = clock.of_machine() + dt.timedelta(days=1)
    clock.of_machine = lambda: tomorrow
    assert False
"""


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [(FAILS, 1, "1 failed"), (MIDNIGHT, 0, "midnight passed while it ran")],
    ids=["on one day", "past midnight"],
)
def test_only_a_failure_past_midnight_is_skipped(
    tmp_path: Path, body: str, code: int, said: str
) -> None:
    test = tmp_path / "test_it.py"
    test.write_text(body, encoding="utf-8")
    words = [
        "-m",
        "pytest",
        "-q",
        "-rs",
        "-p",
        "tests.midnight",
        "--rootdir",
        str(tmp_path),
        str(test),
    ]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout
