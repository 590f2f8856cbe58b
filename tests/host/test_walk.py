"""A folder is read alike by one process and by two, whatever stands in it and whoever is killed."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.keys import content, digests
from lprpolicy.host.files import walk as walking
from lprpolicy.host.files.walk import Files, Meanwhile, Walked
from lprpolicy.host.parallel.forks import Fork, can_fork
from lprpolicy.host.parallel.parts import Parts
from lprpolicy.read.ahead import look_up
from lprpolicy.repository.layout import READ_AHEAD
from tests.limits import HANG, examples

pytestmark = pytest.mark.skipif(
    os.name != "posix" or not Path("/proc/self/task").exists(),
    reason="only Linux reads in two processes",
)

NAMES = st.sampled_from(["a", "b", "us-ct", "us-ny", ".git", "policy.yaml", "é.yaml", "x.YML"])
WHATS = st.sampled_from(["file", "empty", "folder", "link", "pipe", "closed", "lprpolicy.yaml"])
THINGS = st.lists(st.tuples(st.lists(NAMES, min_size=1, max_size=4), WHATS), max_size=30)


def walk(root: Path, meanwhile: Meanwhile | None = None) -> Walked:
    return walking.walk(root, ahead=READ_AHEAD, meanwhile=meanwhile)


def make(root: Path, things: list[tuple[list[str], str]]) -> None:
    for steps, what in things:
        at = root.joinpath(*steps)
        around = [one for one in at.parents if one.is_relative_to(root)]
        if os.path.lexists(at) or any(one.is_symlink() for one in around):
            continue
        if any(one.exists() and not one.is_dir() for one in around):
            continue
        at.parent.mkdir(parents=True, exist_ok=True)
        match what:
            case "folder":
                at.mkdir()
            case "link":
                at.symlink_to(root)
            case "pipe":
                os.mkfifo(at)
            case "closed":
                at.mkdir(mode=0)
            case "empty":
                at.touch()
            case _:
                at.write_bytes(f"{what} {at.name}".encode() * len(steps))


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Even a small folder is read by two processes."""
    monkeypatch.setattr(walking, "MANY", 0)
    monkeypatch.setattr(walking, "can_fork", lambda: True)  # pytest's own threads do no harm here
    return monkeypatch


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for number in range(300):
        town = tmp_path / "us-ct" / f"town-{number:03}"
        town.mkdir(parents=True)
        (town / "policy.yaml").write_text(f"agency: us-ct/town-{number:03}\n")
    (tmp_path / "lprpolicy.yaml").write_text("schema: lprpolicy/config/v1\n")
    return tmp_path


@settings(
    deadline=None,
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(things=THINGS)
def test_two_processes_find_what_one_finds(
    tmp_path_factory: pytest.TempPathFactory, shared: pytest.MonkeyPatch, things: list[object]
) -> None:
    root = tmp_path_factory.mktemp("tree")
    make(root, things)  # type: ignore[arg-type]  # as the strategy makes them
    files, faults, folders = walk(root)
    with shared.context() as patch:
        patch.setattr(walking, "MANY", 1_000)
        alone, wrong, there = walk(root)
    assert isinstance(alone, dict)
    assert folders == there
    assert (list(files.items()), faults) == (list(alone.items()), wrong)
    assert dict(digests(files)) == {path: sha256(raw).digest() for path, raw in alone.items()}
    assert content(files) == content(alone)


def test_what_another_process_read_is_known_before_its_content_is_asked_for(
    many: Path, shared: pytest.MonkeyPatch
) -> None:
    del shared
    files, faults, _ = walk(many)
    assert isinstance(files, Files)
    assert (len(files), faults) == (301, ())
    assert next(iter(files)) == "lprpolicy.yaml"
    assert files["us-ct/town-299/policy.yaml"] == b"agency: us-ct/town-299\n"
    assert "us-ct/town-300/policy.yaml" not in files
    with pytest.raises(KeyError):
        files["us-ct/town-300/policy.yaml"]


def test_something_else_is_done_only_while_another_process_reads(
    many: Path, shared: pytest.MonkeyPatch
) -> None:
    told: list[Collection[str]] = []
    walk(many, meanwhile=Meanwhile(told.append))
    assert told == [{"", "us-ct"}]
    shared.setattr(walking, "MANY", 1_000)
    walk(many, meanwhile=Meanwhile(told.append))
    assert len(told) == 1


@pytest.mark.parametrize("wanted", [False, True])
def test_what_all_agencies_share_comes_as_documents(
    many: Path, shared: pytest.MonkeyPatch, *, wanted: bool
) -> None:
    """A file with a fault is read here, where it is told."""
    shared.setattr(walking, "Fork", Known)
    texts = {"good.yaml": "agencies: []\n", "odd.yaml": "a: 1\na: 2\n"}
    (many / "directory").mkdir()
    for name, text in texts.items():
        (many / "directory" / name).write_text(text)
    files, *_ = walk(many, meanwhile=Meanwhile(wait_for_the_other, wanted=wanted))
    files["lprpolicy.yaml"]
    found = look_up("shown/good.yaml", texts["good.yaml"])
    assert found is not None
    assert (found.file, found.data) == ("shown/good.yaml", {"agencies": []})
    assert look_up("odd.yaml", texts["odd.yaml"]) is None
    assert look_up("town.yaml", "agency: us-ct/town-007\n") is None


class Known(Fork):
    """A process that a test can wait for."""

    __slots__ = ()
    latest = 0

    def __init__(self, work: Callable[[], Iterable[bytes]]) -> None:
        super().__init__(work)
        Known.latest = self._sizes


class Killed(Known):
    """A process that is killed when so many of its answers were taken."""

    __slots__ = ("left",)
    after = 0

    def answer(self) -> bytes | None:
        self.left: int = getattr(self, "left", self.after)
        if self.left == 0:
            os.kill(self._process, signal.SIGKILL)
            os.waitid(os.P_PID, self._process, os.WEXITED | os.WNOWAIT)
            os.set_blocking(self._sizes, False)
            while True:  # what it had written before
                try:
                    if not os.read(self._sizes, 1 << 20):
                        break
                except BlockingIOError:
                    break
            os.set_blocking(self._sizes, True)
        self.left -= 1
        return super().answer()


@pytest.mark.parametrize("answers", [0, 1])
def test_if_the_other_process_is_killed_all_is_read_here(
    many: Path, shared: pytest.MonkeyPatch, answers: int
) -> None:
    shared.setattr(Killed, "after", answers)
    shared.setattr(walking, "Fork", Killed)
    files, faults, _ = walk(many, meanwhile=Meanwhile(wait_for_the_other))
    assert len(files) == 301
    assert files["us-ct/town-007/policy.yaml"] == b"agency: us-ct/town-007\n"
    assert faults == ()


def wait_for_the_other(folders: Collection[str]) -> None:
    """Let the other process take all parts: it has, once it says how long its answer is."""
    assert "us-ct" in folders
    assert select.select([Known.latest], [], [], HANG)[0]


def test_a_file_that_changed_after_a_killed_process_read_it_is_not_believed(
    many: Path, shared: pytest.MonkeyPatch
) -> None:
    shared.setattr(Killed, "after", 1)
    shared.setattr(walking, "Fork", Killed)
    files, *_ = walk(many, meanwhile=Meanwhile(wait_for_the_other))
    for town in (many / "us-ct").iterdir():
        (town / "policy.yaml").write_text("agency: us-ct/elsewhere\n")
    with pytest.raises(UsageError, match="changed while it was read"):
        files["us-ct/town-007/policy.yaml"]


def test_contents_that_nobody_asked_for_leave_no_process(
    many: Path, shared: pytest.MonkeyPatch
) -> None:
    """Neither at work nor waiting for its end to be noticed, however long this one stays."""
    del shared
    files, *_ = walk(many)
    assert isinstance(files, Files)
    assert files._elsewhere is not None
    process = files._elsewhere._process
    assert running(process)
    del files
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_without_another_process_all_is_read_here(many: Path, shared: pytest.MonkeyPatch) -> None:
    def none(work: object) -> Fork:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    shared.setattr(walking, "Fork", none)
    files, faults, _ = walk(many)
    assert isinstance(files, dict)
    assert (len(files), faults) == (301, ())


def test_an_answer_comes_whole_or_not_at_all() -> None:
    def work() -> Iterator[bytes]:
        yield b""
        yield b"x" * 3_000_000
        raise ValueError

    fork = Fork(work)
    assert fork.answer() == b""
    fork.go_on()
    assert fork.answer() == b"x" * 3_000_000
    assert fork.answer() is None
    fork.end()
    fork.end()


def test_a_process_that_nobody_wants_any_more_is_gone() -> None:
    def work() -> Iterator[bytes]:
        yield str(os.getpid()).encode()
        yield b"x" * 10_000_000

    fork = Fork(work)
    process = int(fork.answer() or b"")
    fork.end()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


GOES = """
import os, sys
from pathlib import Path
from lprpolicy.host.parallel.forks import Fork

def work():
    yield str(os.getpid()).encode()
    Path(sys.argv[1]).touch()
    yield b""

fork = Fork(work)
print(fork.answer().decode(), flush=True)
os._exit(0)
"""


def test_who_goes_away_without_a_word_leaves_nobody_at_work(tmp_path: Path) -> None:
    worked = tmp_path / "worked"
    done = subprocess.run(
        [sys.executable, "-c", GOES, worked], capture_output=True, text=True, check=True
    )
    with suppress(ProcessLookupError):  # which says that it is gone already
        gone = os.pidfd_open(int(done.stdout))
        assert select.select([gone], [], [], HANG)[0]
        os.close(gone)
    assert not running(int(done.stdout))
    assert not worked.exists()


def running(process: int) -> bool:
    """Whether it is there, and not only its exit code that nobody asked for."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@given(st.integers(0, 3_000))
def test_every_part_is_taken_once(number: int) -> None:
    parts = Parts(range(number))
    taken = list(parts.take())
    assert taken == list(range(len(parts)))
    assert [one for part in taken for one in parts[part]] == list(range(number))
    assert list(parts.take()) == []
    parts.close()


def test_no_process_is_started_beside_a_thread() -> None:
    """Of another library perhaps, which Python does not know of."""
    import threading

    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    assert not can_fork()
    over.set()
    thread.join()
