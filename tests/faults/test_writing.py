"""Several files are written all or none; a lock is waited for, never for ever, and left by the dead."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lprpolicy.errors import WriteError
from lprpolicy.host.alone import alone
from lprpolicy.host.outputs import write_together, write_whole
from lprpolicy.host.site_folder import write_folder
from lprpolicy.host.temporary import file_beside

OLD = ".page.html.0123abcd.tmp"


def _files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    write_whole(tmp_path / "first", "old", overwrite=False)
    with pytest.raises(WriteError) as error:
        write_together([(tmp_path / "first", "new"), (tmp_path / "taken", "new")])
    assert error.value.consequence == "nothing was written"
    assert _files(tmp_path) == {"first": "old"}


def test_folders_that_were_made_for_a_file_go_with_it(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(WriteError):
        write_together([(tmp_path / "us-ct/town/policy.yaml", "x"), (tmp_path / "taken", "x")])
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_file_that_is_there_stays_and_the_hint_is_the_callers(tmp_path: Path) -> None:
    write_whole(tmp_path / "page", "old", overwrite=False)
    with pytest.raises(WriteError) as error:
        write_whole(tmp_path / "page", "new", overwrite=False, hint="--force replaces it")
    assert error.value.hint == "--force replaces it"
    with pytest.raises(WriteError) as error:
        write_whole(tmp_path / "page", "new", overwrite=False)
    assert error.value.hint is None
    assert _files(tmp_path) == {"page": "old"}


def test_a_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, "text", overwrite=True)
        assert os.read(reader, 100) == b"text"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(WriteError, match="No such device"):
        write_whole(tmp_path / "pipe", "text", overwrite=True)


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / OLD).write_text("half")
    (tmp_path / ".page.html.notes.tmp").write_text("somebody's own")
    write_whole(tmp_path / "page.html", "new", overwrite=True)
    assert _files(tmp_path) == {"page.html": "new", ".page.html.notes.tmp": "somebody's own"}


def test_what_somebody_still_writes_is_left_alone(tmp_path: Path) -> None:
    with file_beside(tmp_path / "page.html") as theirs:
        write_whole(tmp_path / "page.html", "new", overwrite=True)
        assert theirs.exists()


def test_a_killed_publish_leaves_nothing_in_the_site_and_the_next_tidies_up(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_folder(site, {"index.html": "old"})
    left = tmp_path / ".site.0123abcd.tmp"
    left.mkdir()
    (left / "0").write_text("half")
    write_folder(site, {"index.html": "new"})
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert sorted(_files(site)) == ["index.html", "lprpolicy-site.json"]


def test_a_page_that_cannot_take_its_place_is_told_with_what_was_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_folder(site, {"a.html": "old", "b/page.html": "old"})
    (site / "b/page.html").unlink()
    (site / "b/page.html").mkdir()
    with pytest.raises(WriteError) as error:
        write_folder(site, {"a.html": "new", "b/page.html": "new"})
    assert error.value.consequence == ("1 of 2 pages are new; publish again completes the site")


HOLDER = """
import fcntl, os, sys
handle = os.open(sys.argv[1], os.O_RDONLY)
fcntl.flock(handle, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def test_a_lock_that_another_holds_is_not_waited_for_longer_than_told(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(WriteError) as error, alone(tmp_path, "publishing", seconds=0):
            pass
        holder.kill()
    assert str(tmp_path) in error.value.message
    if Path("/proc/locks").exists():
        assert f"process {holder.pid} is publishing there" in error.value.message
    with alone(tmp_path, "publishing", seconds=0):
        pass


def test_a_folder_without_locks_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_handle: int, _how: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(WriteError, match="cannot be locked"), alone(tmp_path, "publishing"):
        pass
    write_whole(tmp_path / "page", "text", overwrite=True)
    assert _files(tmp_path) == {"page": "text"}
