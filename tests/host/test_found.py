"""Of a file that is too large, no more is read than shows that it is."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from lprpolicy.evaluate.options import Options
from lprpolicy.host.files.found import LARGEST, content
from lprpolicy.repository.layout import folder
from lprpolicy.tasks.check import outcome
from lprpolicy.write import FORMATS, Style
from tests.repositories import TODAY

MANY_TIMES_MORE = 512 * 1024 * 1024


def empty(path: Path, size: int) -> Path:
    """A file of zeros that takes no room on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_a_file_of_the_largest_size_is_read_whole(tmp_path: Path) -> None:
    assert len(content(str(empty(tmp_path / "policy.yaml", LARGEST)))) == LARGEST


def test_of_a_file_over_the_largest_size_one_byte_more_is_returned(tmp_path: Path) -> None:
    for size in (LARGEST + 1, LARGEST + 2, LARGEST * 3):
        assert len(content(str(empty(tmp_path / "policy.yaml", size)))) == LARGEST + 1


def test_a_file_that_would_fill_the_memory_does_not(tmp_path: Path) -> None:
    path = empty(tmp_path / "policy.yaml", MANY_TIMES_MORE)
    tracemalloc.start()
    try:
        content(str(path))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MANY_TIMES_MORE // 4


def test_a_policy_over_ten_mebibytes_on_disk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lprpolicy.yaml").write_text("schema: lprpolicy/config/v1\n")
    path = tmp_path / "us-ct" / "westport-pd" / "policy.yaml"
    with empty(path, 0).open("wb") as file:
        file.write(b"agency: us-ct/westport-pd\n" + b"# nothing\n" * (LARGEST // 10 + 1))
    assert path.stat().st_size > LARGEST
    found = outcome(folder((tmp_path,)), Options(TODAY), [(FORMATS["text"], Style())], lists=False)
    assert not found.allowed
    assert "10 MB" in found.texts[0]
