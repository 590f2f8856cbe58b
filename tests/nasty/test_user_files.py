"""What is no ordinary file is refused before it is read, by every command that is given one."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lprpolicy.errors import ExportError, LprPolicyError
from lprpolicy.host.user_files import read_user_file
from lprpolicy.model.lists import ListName
from lprpolicy.repository.exports import load
from lprpolicy.repository.plans import read_plan
from lprpolicy.tasks.directory_import import import_list

if not hasattr(os, "mkfifo"):
    pytest.skip("there are no pipes with names on this system", allow_module_level=True)


@pytest.fixture
def odd(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """A path of each kind that is no ordinary file, and one file that is too large."""
    os.mkfifo(tmp_path / "pipe")
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(50_000_001)
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with socket.socket(socket.AF_UNIX) as opened:
        old = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket is short
        opened.bind("socket")
        os.chdir(old)
        yield {
            "it is a folder": tmp_path,
            "it is a pipe": tmp_path / "pipe",
            "it is a socket": tmp_path / "socket",
            "it is a device": Path("/dev/zero"),
            "50,000,001 bytes": large,
            "symbolic links": tmp_path / "circle",
            "No such file": tmp_path / "nothing",
            "null": tmp_path / "a\0b",
        }


READERS: dict[str, Callable[[Path], object]] = {
    "import": read_user_file,
    "plan, drift, verify, requests": lambda path: load(str(path)),
    "directory import": lambda path: import_list(ListName.ICE_287G, path, path=Path("nowhere")),
    "a plan": read_plan,
}


@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_file_is_refused(reader: str, odd: dict[str, Path]) -> None:
    for says, path in odd.items():
        with pytest.raises(LprPolicyError, match=says) as raised:
            READERS[reader](path)
        assert raised.value.exit_code == 1


def test_a_file_that_grows_is_bounded_too() -> None:
    with pytest.raises(ExportError, match="more than 10"):
        read_user_file(Path("/proc/self/maps"), most=10)  # which says that it has 0 bytes


PLANS = {
    "half of a character": b'{"schema": "lprpolicy/plan/v1", "agency": "\\ud800"}',
    "deep": b"[" * 500_000,
    "100,000 unknown keys": json.dumps(
        {"schema": "lprpolicy/plan/v1", **{f"k{n}": n for n in range(50_000)}}
    ).encode(),
    "100,000 wrong steps": b'{"schema": "lprpolicy/plan/v1", "steps": [%s1]}' % (b"1," * 300_000),
    "a number of a million digits": b'{"schema": %s}' % (b"9" * 900_000),
    "1e999999": b'{"schema": 1e999999}',
    "a list": b"[]",
    "no text": b"\xff\xfe",
}


@pytest.mark.parametrize("case", PLANS)
def test_a_nasty_plan_is_refused(case: str, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(PLANS[case])
    with pytest.raises(LprPolicyError, match=r"plan\.json") as raised:
        read_plan(tmp_path / "plan.json")
    assert raised.value.exit_code == 1
