"""Rows of a log go into a new file of their owner, and into nothing that is there already."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from lprpolicy.errors import UsageError, WriteError
from lprpolicy.host.private import write_private


def test_a_new_file_is_for_its_owner_alone_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private(tmp_path / "rows.csv", "row\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "rows.csv").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["rows.csv"]


def test_a_pipe_or_a_device_is_no_new_file(tmp_path: Path) -> None:
    """Somebody else may read what goes into it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for there in (pipe, Path(os.devnull)):
        with pytest.raises(WriteError, match="exists already"):
            write_private(there, "row\n")


@pytest.mark.parametrize("place", ["rows.csv", "refs/rows.csv"])
def test_a_bare_repository_is_a_repository(tmp_path: Path, place: str) -> None:
    for part in ("objects", "refs"):
        (tmp_path / part).mkdir()
    (tmp_path / "HEAD").write_text("ref: refs/heads/main\n")
    with pytest.raises(UsageError, match="inside the git repository"):
        write_private(tmp_path / place, "row\n")
    assert not (tmp_path / place).exists()
