"""A list's file: the FBI's in pieces and with progress, every other one in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lprpolicy.errors import ExportError
from lprpolicy.host import user_files
from lprpolicy.host.progress import send_progress
from lprpolicy.model.lists import ListName
from lprpolicy.repository import list_files
from lprpolicy.repository.list_files import read_list_file
from tests.lists.samples import FBI, FBI_HEADER, fbi, workbook


def given(folder: Path, name: str, raw: bytes) -> Path:
    (folder / name).write_bytes(raw)
    return folder / name


def test_the_fbis_list_is_read_with_a_step_for_each_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_files, "PIECE", 100)
    monkeypatch.setattr(list_files, "PIECE", 100)
    seen: list[tuple[str, int | None]] = []
    steps: list[int] = []

    @contextmanager
    def watch(says: str, count: int | None) -> Iterator[Callable[[], None]]:
        seen.append((says, count))
        yield lambda: steps.append(1)

    raw = fbi()
    with send_progress(watch):
        (found,) = read_list_file(ListName.FBI_LEE, given(tmp_path, "fbi.csv", raw))
    assert seen == [("reading the list", len(raw) // 100)]
    assert len(steps) == len(raw) // 100 + 1
    assert len(found.rows) == len(FBI) - 1


def test_the_fbis_list_may_be_larger_than_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = given(tmp_path, "fbi.csv", fbi())
    monkeypatch.setattr(list_files, "LARGEST_STREAMED", 100)
    with pytest.raises(ExportError, match="at most 100 are read"):
        read_list_file(ListName.FBI_LEE, path)


def test_a_workbook_of_the_fbis_list_is_read_too(tmp_path: Path) -> None:
    rows: list[list[object]] = [list(line.split(",")) for line in (FBI_HEADER, FBI[0])]
    path = given(tmp_path, "fbi.xlsx", workbook(list=rows))
    (found,) = read_list_file(ListName.FBI_LEE, path)
    assert [row.name for row in found.rows] == ["Ashford Harbor Police Department"]


def test_a_pipe_is_no_list(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="it is a pipe, not a file"):
        read_list_file(ListName.FBI_LEE, tmp_path / "pipe")
