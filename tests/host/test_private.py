"""A file for its owner alone: a place that cannot be told is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.host.private import write_private


def test_a_link_to_itself_on_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(UsageError, match="loop: cannot be opened"):
        write_private(tmp_path / "loop" / "rows.csv", "")
    assert [one.name for one in tmp_path.iterdir()] == ["loop"]


def test_nothing_is_written_into_a_repository_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "town" / ".git").mkdir(parents=True)
    (tmp_path / "link").symlink_to("town")
    with pytest.raises(UsageError, match="inside the git repository"):
        write_private(tmp_path / "link" / "rows.csv", "")
    assert [one.name for one in (tmp_path / "town").iterdir()] == [".git"]
