"""Whatever happens to a command that writes: the old file or the new one, and a rerun succeeds.

LPRPOLICY_FAULTS says how many moments are tried of each kind in all, over all commands: 100 by default,
400 with LPRPOLICY_THOROUGH.
"""

from __future__ import annotations

import errno
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.children import Child, Ended, interrupt, kill
from tests.faults.writers import WRITING, child, files, left, prepared
from tests.limits import THOROUGH

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or sys.platform == "darwin", reason="processes are forked, as on Linux"
)
TOTAL = int(os.environ.get("LPRPOLICY_FAULTS", "400" if THOROUGH else "100"))
EACH = max(1, TOTAL // len(WRITING))
SLOW = {"publish": 5, "directory-import": 5} | dict.fromkeys(
    ("start", "start-decisions", "import-merge", "check-fix-adopted", "check-write-baseline",
     "compare-rules", "publish-searches"), 5,
)  # fmt: skip
"""Commands that take so many times as long as others are tried so many times less often."""
AGAIN = 1 if THOROUGH else 3
"""After so many moments one is followed by another run, which costs as much as the moment."""
AT_ONCE = 8 if THOROUGH else 4
FEW_AT_ONCE = {"directory-import": 3}
"""One waits for the other, and no longer than a minute for all of them."""
ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES)
ONE_ANSWER = ("lists.sqlite",)
"""Files whose bytes may differ from run to run and whose content may not."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        return prepared(tmp_path_factory.mktemp("faults") / "town")


@pytest.fixture(scope="module", params=sorted(WRITING))
def whole(
    request: pytest.FixtureRequest, town: Path, tmp_path_factory: pytest.TempPathFactory
) -> Whole:
    """A command that nothing happens to."""
    name = str(request.param)
    at = tmp_path_factory.mktemp(name) / "town"
    before = files(town)
    ended = child(name, town, at).run()
    assert ended.code == WRITING[name].ends, ended.said
    return Whole(name, town, before, files(at), ended)


class Whole:
    """What a command leaves when nothing happens to it."""

    def __init__(
        self, name: str, town: Path, before: dict[str, bytes], after: dict[str, bytes], ended: Ended
    ) -> None:
        self.name, self.town, self.before, self.after = name, town, before, after
        self.ended = ended
        self.ends = WRITING[name].ends
        self.codes = {self.ends, WRITING[name].again}

    def each(self, folder: Path, count: int, seed: str) -> Iterator[tuple[Child, int]]:
        chosen = random.Random(f"{self.name} {seed}")
        for number in range(-(-count // SLOW.get(self.name, 1))):
            at = folder / str(number)
            yield child(self.name, self.town, at), chosen.randint(1, self.ended.touches)
            shutil.rmtree(at)

    def old_or_new(self, folder: Path, what: str) -> None:
        """Every file is the old one or the new one, whole, and there is no other."""
        found = files(folder)
        for path, raw in found.items():
            assert raw in (self.before.get(path), self.after.get(path)) or _is_list(path), (
                f"{what}: {path} is neither the old nor the new file"
            )
        gone = [path for path in self.before if path not in found and path in self.after]
        assert not gone, f"{what}: {gone} went"

    def again(self, one: Child, what: str) -> None:
        """The next run succeeds and leaves what a first one does."""
        done = files(one.folder).keys() == self.after.keys() and WRITING[self.name].writes
        ended = one.run()
        allowed = self.codes if done else {self.ends}
        assert ended.code in allowed, f"{what}: {ended.said}"
        found = files(one.folder)
        assert found.keys() == self.after.keys(), what
        assert all(found[path] == self.after[path] or _is_list(path) for path in found), what
        kept = [path for path in left(one.folder) if not path.startswith("cache/")]
        assert not kept, f"{what}: {kept} stayed"


def _is_list(path: str) -> bool:
    return path.endswith("site/lprpolicy-site.json") or path.endswith(ONE_ANSWER)


def test_killed_at_any_moment(whole: Whole, tmp_path: Path) -> None:
    for number, (one, moment) in enumerate(whole.each(tmp_path, EACH, "kill")):
        what = f"killed at touch {moment} of {whole.ended.touches}"
        ended = one.run(at=moment, fault=kill)
        # What reads a user's file is a process of its own; where that one was killed, this one says so.
        reader = ended.code == 1 and "cannot be read within the limits" in ended.said
        assert reader or ended.code in {-9, whole.ends}, what
        whole.old_or_new(one.folder, what)
        if number % AGAIN == 0:
            whole.again(one, what)


def test_stopped_at_any_moment(whole: Whole, tmp_path: Path) -> None:
    for one, moment in whole.each(tmp_path, max(1, EACH // 5), "interrupt"):
        ended = one.run(at=moment, fault=interrupt)
        what = f"stopped at touch {moment} of {whole.ended.touches}: {ended.said}"
        assert ended.code in {whole.ends, 2, 130, -2}, what
        assert "Traceback" not in ended.said, what
        whole.old_or_new(one.folder, what)
        whole.again(one, what)


def test_a_file_that_may_grow_no_further(whole: Whole, tmp_path: Path) -> None:
    """EFBIG, as from a disk that is full in the middle of a file."""
    chosen = random.Random(whole.name)
    for number in range(-(-EACH // (5 * SLOW.get(whole.name, 1)))):
        one = child(whole.name, whole.town, tmp_path / str(number))
        most = chosen.choice((0, 1, 100, 4_000))
        ended = one.run(most=most)
        what = f"files of {most} bytes at most: {ended.code} {ended.said}"
        assert ended.code in {0, 1, 2}, what
        whole.old_or_new(one.folder, what)
        if "nothing was written" in ended.said or "nothing was published" in ended.said:
            assert files(one.folder) == whole.before, what
        whole.again(one, what)
        shutil.rmtree(one.folder)


def _raising(code: int) -> Callable[[], None]:
    def fault() -> None:
        raise OSError(code, os.strerror(code), "a file")

    return fault


def test_what_the_system_refuses_is_told_and_changes_nothing(whole: Whole, tmp_path: Path) -> None:
    """Each command meets a full disk and, in turns, some of the other refusals."""
    writes = [path for path in WRITING[whole.name].writes if not path.startswith("cache")]
    if not writes:
        pytest.skip("this command writes no file")
    turn = sorted(WRITING).index(whole.name)
    for number, code in enumerate(ERRORS):
        if (turn + number) % AGAIN and code != errno.ENOSPC:
            continue
        one = child(whole.name, whole.town, tmp_path / errno.errorcode[code])
        ended = one.run(at=whole.ended.touches - 2, fault=_raising(code))
        what = f"{errno.errorcode[code]}: {ended.code} {ended.said}"
        assert ended.code in {0, 1, 2}, what
        whole.old_or_new(one.folder, what)
        whole.again(one, what)


def test_many_at_once(whole: Whole, tmp_path: Path) -> None:
    one = child(whole.name, whole.town, tmp_path / "town")
    at_once = [one.start(at=-1) for _ in range(FEW_AT_ONCE.get(whole.name, AT_ONCE))]
    ended = [one.end(pid) for pid in at_once]
    assert {each.code for each in ended} <= whole.codes, [each.said for each in ended]
    assert whole.ends in {each.code for each in ended}
    assert files(one.folder).keys() == whole.after.keys()
    whole.old_or_new(one.folder, "many at once")
    whole.again(one, "many at once")
