"""A cache gives back what was kept, byte for byte, or nothing; and it never keeps a run from it."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.evaluate.keys import content, key
from lprpolicy.host import cache as module
from lprpolicy.host.cache import Cache, open_cache
from lprpolicy.host.clock import now
from tests.repositories import POLICIES, TODAY

AT_WORK = [sys.executable, "-m", "lprpolicy", "check", "--as-of", str(TODAY)]
in_one_folder = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def run(*arguments: str | Path, cache: Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*AT_WORK, *map(str, arguments)],
        env={**os.environ, "LPRPOLICY_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=False,
        **more,  # type: ignore[call-overload]  # preexec_fn
    )


@in_one_folder
@given(st.binary(max_size=200))
def test_what_was_kept_comes_back(cache: Cache, raw: bytes) -> None:
    cache.put("one", raw)
    assert cache.get("one") == raw
    assert cache.get("other") is None


@in_one_folder
@given(st.binary(max_size=200), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_one_byte_that_is_not_as_it_was_and_nothing_comes_back(
    cache: Cache, raw: bytes, share: float, flip: int
) -> None:
    cache.put("one", raw)
    path = cache.folder / "one"
    written = bytearray(path.read_bytes())
    written[int(share * len(written))] ^= flip
    path.write_bytes(written)
    assert cache.get("one") is None


@in_one_folder
@given(st.binary(min_size=1, max_size=200), st.floats(0, 1, exclude_max=True))
def test_of_a_file_that_was_cut_nothing_comes_back(cache: Cache, raw: bytes, share: float) -> None:
    cache.put("one", raw)
    path = cache.folder / "one"
    written = path.read_bytes()
    path.write_bytes(written[: int(share * len(written))])
    assert cache.get("one") is None


@given(st.dictionaries(st.text(), st.binary()), st.dictionaries(st.text(), st.binary()))
def test_other_files_have_another_digest(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert (content(one) == content(other)) == (list(one.items()) == list(other.items()))


@given(st.lists(st.text()), st.lists(st.text()))
def test_other_parts_have_another_key(one: list[str], other: list[str]) -> None:
    assert (key(*one) == key(*other)) == (one == other)


def test_what_others_could_have_written_is_not_believed(cache: Cache) -> None:
    cache.put("one", b"right")
    path = cache.folder / "one"
    assert path.stat().st_mode & 0o777 == 0o600
    assert cache.folder.stat().st_mode & 0o777 == 0o700
    path.chmod(0o622)
    assert cache.get("one") is None


@pytest.mark.parametrize("mode", [0o720, 0o702, 0o777])
def test_what_is_in_a_folder_that_others_may_write_in_is_not_believed(
    cache: Cache, mode: int
) -> None:
    cache.put("one", b"right")
    cache.folder.chmod(mode)
    assert cache.get("one") is None


def test_what_was_kept_under_one_key_is_nothing_under_another(cache: Cache) -> None:
    cache.put("outcome-allowed", b"passed")
    raw = (cache.folder / "outcome-allowed").read_bytes()
    (cache.folder / "outcome-refused").write_bytes(raw)
    assert cache.get("outcome-allowed") == b"passed"
    assert cache.get("outcome-refused") is None


def test_a_folder_that_others_may_write_in_is_not_written_in(cache: Cache) -> None:
    cache.folder.mkdir()
    cache.folder.chmod(0o777)
    cache.put("one", b"right")
    assert list(cache.folder.iterdir()) == []


def test_what_was_not_used_for_the_longest_time_goes_first(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    for number, name in enumerate(["old", "used", "new"]):
        cache.put(name, b"x" * 200)
        os.utime(cache.folder / name, (number, number))
    assert cache.get("used") is not None
    cache.put("newest", b"x" * 200)
    assert sorted(path.name for path in cache.folder.iterdir()) == ["new", "newest", "used"]


def test_what_is_too_large_is_not_kept(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    cache.put("one", b"x" * 11)
    assert cache.get("one") is None


def test_what_a_kill_left_behind_goes_in_time(cache: Cache) -> None:
    cache.folder.mkdir(mode=0o700)
    old, new = cache.folder / "a.1-x.new", cache.folder / "b.1-x.new"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(new, (now().timestamp(),) * 2)  # by our clock, if the system's is another
    cache.put("one", b"")
    assert not old.exists()
    assert new.exists()


def test_the_folder_is_the_one_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LPRPOLICY_CACHE", str(tmp_path / "here"))
    assert open_cache() == Cache(tmp_path / "here")
    monkeypatch.delenv("LPRPOLICY_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    if sys.platform.startswith("linux"):
        assert open_cache() == Cache(tmp_path / "xdg" / "lprpolicy")


HOMELESS = """
import os, sys
import platformdirs.unix
from lprpolicy.host.cache import open_cache
from lprpolicy.evaluate.options import Options
from lprpolicy.tasks.check import outcome
from lprpolicy.write import FORMATS, Style
from lprpolicy.repository.imported_lists import imported_lists
from lprpolicy.host.files.tree import Tree
from tests.repositories import TODAY, drafts
tree = drafts()
outcome(tree, Options(TODAY), [(FORMATS["text"], Style())], lists=False)  # loads what the other may not read
os.setuid(54321)  # who is in no list of users
print(open_cache(), imported_lists())
print(outcome(tree, Options(TODAY), [(FORMATS["text"], Style())]).allowed)
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be another user")
def test_who_has_no_home_has_no_cache_and_no_lists_and_gets_the_answer(root: Path) -> None:
    hidden = ("HOME", "LPRPOLICY_CACHE", "LPRPOLICY_DATA", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    kept = {name: said for name, said in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS],
        cwd=root,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "None None\nTrue\n"), done.stderr


WRITE = """
import sys
from pathlib import Path
from lprpolicy.host.cache import Cache
while True:
    Cache(Path(sys.argv[1])).put("one", b"new" * 7_000_000)
"""


def test_a_kill_while_it_is_written_leaves_the_old_content_or_the_new(cache: Cache) -> None:
    cache.put("one", b"old")
    for _ in range(5):
        writing = subprocess.Popen([sys.executable, "-c", WRITE, str(cache.folder)])
        while not list(cache.folder.glob("*.new")):
            assert writing.poll() is None
        writing.send_signal(signal.SIGKILL)
        writing.wait()
        assert cache.get("one") in (b"old", b"new" * 7_000_000)


def test_a_run_that_is_killed_while_it_remembers_spoils_nothing(tmp_path: Path) -> None:
    right = run(POLICIES, "--no-cache", cache=tmp_path / "none")
    for hundredths in range(30, 80, 5):
        # Killed once it has worked for so long, however long that takes.
        run(POLICIES, cache=tmp_path / "cache", preexec_fn=partial(_works_for, hundredths / 100))
        after = run(POLICIES, cache=tmp_path / "cache")
        assert (after.returncode, after.stdout) == (right.returncode, right.stdout)
        for path in (tmp_path / "cache").iterdir():
            path.unlink()


def _works_for(seconds: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def test_where_no_large_file_may_be_written_the_answer_is_the_same(tmp_path: Path) -> None:
    kept = tmp_path / "cache"
    full = run(POLICIES, cache=kept, preexec_fn=_limited)
    free = run(POLICIES, "--no-cache", cache=kept)
    assert (full.returncode, full.stderr, full.stdout) == (free.returncode, "", free.stdout)
    assert list(kept.iterdir()) == []


@pytest.fixture(params=["size=4k", "ro"])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A disk that is full, and one that can only be read, where this user may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir(mode=0o700)
    options = ["-t", "tmpfs", "-o", f"mode=700,{request.param}", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(["mount", *options], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if mounted.returncode:
        pytest.skip("this user may not mount a disk")
    if request.param != "ro":
        (disk / "of-somebody-else").write_bytes(b"x" * 4096)
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_on_a_disk_that_takes_nothing_the_answer_is_the_same(disk: Path) -> None:
    before = list(disk.iterdir())
    right = run(POLICIES, "--no-cache", cache=disk)
    done = run(POLICIES, cache=disk)
    assert (done.returncode, done.stderr, done.stdout) == (right.returncode, "", right.stdout)
    assert list(disk.iterdir()) == before


def a_file(folder: Path) -> Path:
    (folder / "file").write_text("")
    return folder / "file" / "cache"


def closed(folder: Path) -> Path:
    (folder / "closed").mkdir(mode=0o500)
    return folder / "closed"


def nowhere(folder: Path) -> Path:
    del folder
    return Path("/proc/none/cache")


@pytest.mark.parametrize("place", [a_file, closed, nowhere])
def test_where_nothing_can_be_kept_the_answer_is_the_same(
    tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    where = place(tmp_path)
    right = run(POLICIES, "--no-cache", cache=where)
    for _ in range(2):
        done = run(POLICIES, cache=where)
        assert (done.returncode, done.stderr, done.stdout) == (right.returncode, "", right.stdout)


def test_runs_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    right = {
        flags: run(POLICIES, *flags, "--no-cache", cache=tmp_path).stdout
        for flags in ((), ("--strict",))
    }
    for _ in range(2):
        started = [
            (
                flags,
                subprocess.Popen(
                    [*AT_WORK, *flags, POLICIES],
                    env={**os.environ, "LPRPOLICY_CACHE": str(tmp_path / "cache")},
                    stdout=subprocess.PIPE,
                    text=True,
                ),
            )
            for flags in (*right, *right)
        ]
        assert all(process.communicate()[0] == right[flags] for flags, process in started)
    assert len(list((tmp_path / "cache").iterdir())) == len(right)
