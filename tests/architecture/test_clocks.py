"""Nothing depends on the day on which it runs, unless the day is what it is about."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.clocks import ABOUT_CLOCKS, LEFT_OUT, READERS, ROOT, meets_a_clock, run_on_other_days

CLOCKS = {
    "today": ("date", "datetime"),
    "now": ("datetime",),
    "utcnow": ("datetime",),
    "time": ("time",),
    "time_ns": ("time",),
    "localtime": ("time",),
    "gmtime": ("time",),
    "ctime": ("time",),
}
"""What asks for the day or the time, and of what it is asked."""


def readings(text: str) -> Iterator[int]:
    """The lines that read a clock; `monotonic` only measures and counts for nothing.

    >>> list(readings("import datetime as dt\\nday = dt.date.today()"))
    [2]
    """
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            of = node.value
            name = of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", None)
            if name in CLOCKS[node.attr]:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for one in node.names if one.name in CLOCKS)


def read_in(folder: str) -> dict[str, list[int]]:
    found = {
        path.relative_to(ROOT).as_posix(): list(readings(path.read_text(encoding="utf-8")))
        for path in sorted((ROOT / folder).rglob("*.py"))
    }
    return {path: lines for path, lines in found.items() if lines}


def test_only_the_named_modules_read_a_clock() -> None:
    assert sorted(read_in("lprpolicy")) == sorted(READERS)


def test_no_test_reads_a_clock() -> None:
    assert read_in("tests") == {}


def test_no_page_reads_a_clock_in_the_browser() -> None:
    pages = [path for end in ("js", "html") for path in (ROOT / "lprpolicy").rglob(f"*.{end}")]
    assert pages
    for path in pages:
        assert not re.search(r"\bDate\s*[.(]|\bnew Date\b", path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize(
    "text",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "import datetime as dt\nmake = dt.date.today",
        "import time\ntime.time()",
        "from time import time",
    ],
)
def test_a_reading_of_a_clock_is_seen(text: str) -> None:
    assert list(readings(text))


def test_what_starts_a_process_is_run_on_other_days_too() -> None:
    tests = Path(ROOT / "tests")
    for name in ("cli/test_check.py", "site/test_publish_command.py", "docs/test_pages.py"):
        assert meets_a_clock(tests / name), name
    assert meets_a_clock(ROOT / ABOUT_CLOCKS)
    assert not meets_a_clock(tests / "model/test_durations.py")
    assert all((ROOT / name).exists() for name in LEFT_OUT)


@pytest.mark.parametrize("case", ["first", "second"])
def test_of_many_cases_the_first_is_run_on_other_days(
    case: str, request: pytest.FixtureRequest
) -> None:
    test = SimpleNamespace(name="a test", path=ROOT / ABOUT_CLOCKS, callspec=request.node.callspec)
    assert run_on_other_days(cast("pytest.Item", test)) == (case == "first")


def test_ci_runs_them_a_year_and_a_leap_day_ahead() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "2027-01-02 2028-02-29" in makefile
    assert "make test-days" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
