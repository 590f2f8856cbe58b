"""Paths that the system refuses, for every command that takes one: named, with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.commands import FOLDERS, READS, WRITES, asked, run_all
from tests.program import Done, Subject

LONG = "x" * 300


@pytest.fixture
def town(town: Path) -> Path:
    (town / "loop").symlink_to("loop")
    (town / "one").symlink_to("other")
    (town / "other").symlink_to("one")
    (town / "dangling").symlink_to("nowhere")
    return town


def _runs(town: Path, table: dict[str, tuple[str, ...]], path: str) -> dict[str, Done]:
    done = run_all(town, [Subject(asked(words, path)) for words in table.values()])
    return dict(zip(table, done, strict=True))


def begins_with_error(done: Done) -> bool:
    """Whether the first that is told, but for the gate's notes on the environment, is an error."""
    told = [line for line in done.err.splitlines() if not line.startswith("note: ")]
    return told[:1] != [] and told[0].startswith("error: ")


@pytest.mark.parametrize("path", ["loop", "one", "dangling", "plan.json/x", LONG])
def test_a_repository_that_cannot_be_opened_is_named(town: Path, path: str) -> None:
    for name, done in _runs(town, FOLDERS, path).items():
        assert done.code == 2, (name, done)
        assert begins_with_error(done), (name, done)
        assert path in done.err, (name, done)


@pytest.mark.parametrize("path", ["loop", "dangling", "plan.json/x", "exports"])
def test_a_file_that_cannot_be_read_is_named(town: Path, path: str) -> None:
    for name, done in _runs(town, READS, path).items():
        assert done.code in (1, 2), (name, done)
        assert begins_with_error(done), (name, done)
        assert path in done.err, (name, done)


@pytest.mark.parametrize("path", ["loop/x", "plan.json/x"])
def test_a_place_that_cannot_be_written_is_named(town: Path, path: str) -> None:
    for name, done in _runs(town, WRITES, path).items():
        assert done.code == 2, (name, done)
        assert begins_with_error(done), (name, done)
        assert path.partition("/")[0] in done.err, (name, done)


def test_links_in_a_circle_within_a_repository_are_findings(town: Path) -> None:
    for name in ("loop", "loop.yaml"):
        (town / "policies" / name).symlink_to(name)
    done = run_all(town, [Subject(("check", "policies", "--format", "compact"))])[0]
    assert done.code == 1
    for name in ("loop", "loop.yaml"):
        assert f"policies/{name}:1:1: files/symbolic-link violated" in done.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_device_is_written_to_and_never_replaced(town: Path) -> None:
    words = ("check", "policies", "--format")
    full, null = run_all(
        town, [Subject((*words, f"json=/dev/{name}")) for name in ("full", "null")]
    )
    assert full.code == 2
    assert full.err.startswith("error: /dev/full: cannot be written: No space left on device\n")
    assert (null.code, null.err) == (0, "")
    assert Path("/dev/null").is_char_device()


def test_files_that_may_not_grow_leave_the_old_one(town: Path) -> None:
    (town / "out.json").write_bytes(b"old")
    words = ("check", "policies", "--format", "json=out.json")
    assert run_all(town, [Subject(words, limit=("RLIMIT_FSIZE", 0))])[0].code == 2
    assert (town / "out.json").read_bytes() == b"old"
    assert [path.name for path in town.glob(".out*")] == []


def test_a_process_that_may_open_no_file_says_so(town: Path) -> None:
    done = run_all(town, [Subject(("check", "policies"), limit=("RLIMIT_NOFILE", 3))])[0]
    assert done.code == 2
    assert "Too many open files" in done.err
    assert "ulimit -n" in done.err


@pytest.mark.skipif(os.name != "posix", reason="only POSIX removes a folder that is in use")
def test_a_current_folder_that_was_removed_is_told(town: Path) -> None:
    words = [asked(table[name], "policies") for table in (FOLDERS, READS) for name in table]
    cases = [Subject(one, gone=True) for one in words]
    for case, done in zip(words, run_all(town, cases), strict=True):
        if case[0] not in ("directory", "schema"):
            assert done.code == 2, (case, done)
            assert done.err.startswith("error: the current folder was removed\n"), (case, done)


def test_what_needs_no_folder_works_without_one(town: Path) -> None:
    words = ("--version",), ("--help",), ("check", "--help"), ("schema", "show", "policy")
    assert [one.code for one in run_all(town, [Subject(word, gone=True) for word in words])] == [
        0
    ] * 4
