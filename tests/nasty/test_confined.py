"""A work in a process of its own: whatever it does, there is an answer or one clear error."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no process can be limited on Windows", allow_module_level=True)

from lprpolicy.host.confined import WorkFailed, WorkStopped, run_confined
from lprpolicy.host.parallel.forks import can_fork
from lprpolicy.host.process_limits import Limits
from tests.nasty import works

LIMITS = Limits(cpu=1, memory=200_000_000, wall=60.0)
SHORT = Limits(cpu=5, memory=200_000_000, wall=1.0)


@pytest.fixture(params=["forked", "spawned"], autouse=True)
def way(request: pytest.FixtureRequest) -> Iterator[None]:
    """A process with two threads is never forked, so its works begin from nothing."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    if request.param == "spawned":
        thread.start()
    elif not can_fork():
        pytest.skip("several threads here: test_confined_forked.py runs it in a process of one")
    yield
    over.set()
    if thread.is_alive():
        thread.join()


def did(work: object, asked: str = "", limits: Limits = LIMITS) -> bytes:
    return run_confined("working", work, asked, b"raw", limits)  # type: ignore[arg-type]


def test_a_work_gets_what_is_asked_and_the_bytes() -> None:
    assert did(works.answers, "asked ") == b"asked raw"


@pytest.mark.parametrize(
    ("work", "says"),
    [
        (works.aborts, "memory"),
        (works.breaks_off, "SIGSEGV"),
        (works.is_killed, "memory"),
        (works.takes_memory, "more than 200 MB"),
        (works.works_without_end, "more than 1 seconds of processor time"),
        (works.ends_early, "no answer"),
        (works.says_too_much, "more than 30 MB"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_work_that_breaks_off_is_stopped(work: object, says: str) -> None:
    with pytest.raises(WorkStopped, match=says):
        did(work)


@pytest.mark.parametrize("work", [works.waits_without_end, works.closes_its_pipe])
def test_a_work_that_waits_is_stopped_by_the_clock(work: object) -> None:
    with pytest.raises(WorkStopped, match="not read within 1 seconds"):
        did(work, limits=SHORT)


def test_a_work_that_raises_says_what() -> None:
    with pytest.raises(WorkFailed, match="RecursionError"):
        did(works.calls_itself)


def test_nothing_that_a_work_prints_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    assert did(works.talks) == b"ok"
    assert capfd.readouterr() == ("", "")


def test_a_work_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(WorkFailed, match="OSError"):
        did(works.writes_a_file, str(tmp_path / "file"))
    assert (tmp_path / "file").stat().st_size == 0


def test_no_core_is_dumped() -> None:
    assert did(works.dumps_core) == b"(0, 0)"


def test_no_process_is_left_behind() -> None:
    before = _children()
    left = Path(f"/proc/{int(did(works.leaves_a_process))}/stat")
    until = time.monotonic() + 60
    while _runs(left):  # it has been killed, and a busy machine takes a while to do so
        assert time.monotonic() < until
        time.sleep(0.01)
    assert _children() == before


def _children() -> str:
    """The processes that this one has started and not waited for."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


def _runs(stat: Path) -> bool:
    """Whether a process is there and no zombie, which waits for the first process and not for us."""
    try:
        return stat.read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return False
