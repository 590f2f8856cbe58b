"""The clock may say any year: nothing is damaged by it."""

from __future__ import annotations

import datetime as dt
import io
import os
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from lprpolicy.host.cache import Cache
from lprpolicy.host.git_log import _entry
from lprpolicy.tables.workbooks import _repack

FAR = {1970: 0, 2038: 2**31, 2106: 2**32, 2200: 7_258_118_400}


@pytest.mark.parametrize("year", FAR)
def test_a_workbook_is_read_whatever_the_clock_says(
    year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, file = Workbook(), io.BytesIO()
    book.save(file)
    monkeypatch.setattr(time, "time", lambda: float(FAR[year]))
    assert _repack("a.xlsx", file.getvalue())


@pytest.mark.parametrize("year", FAR)
def test_a_cache_works_whatever_the_clock_says(
    tmp_path: Path, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "cache" / "key.1-0000.new"
    left.parent.mkdir(mode=0o700)
    left.write_bytes(b"half")
    os.utime(left, (1e9, 1e9))
    monkeypatch.setattr(time, "time", lambda: float(FAR[year]))
    cache = Cache(tmp_path / "cache")
    cache.put("key", b"content")
    assert cache.get("key") == b"content"
    assert not left.exists()


@pytest.mark.parametrize("seconds", [0, 2**31, 2**32])
def test_a_commit_of_a_far_day_is_read(seconds: int) -> None:
    assert _entry(f"abc {seconds} x", []).when.timestamp() == seconds
    assert _entry(f"abc {seconds} x", []).when.tzinfo is dt.UTC


@pytest.mark.parametrize("seconds", [2**40, 2**62, 2**80])
def test_a_commit_of_no_day_at_all_is_of_the_last_day(seconds: int) -> None:
    assert _entry(f"abc {seconds} x", []).when.date() == dt.date.max
