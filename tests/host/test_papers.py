"""Papers of one check are looked at once, and say what each look at the disk would say."""

from __future__ import annotations

import datetime as dt
import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.session import LiveSession
from lprpolicy.host.files import papers
from lprpolicy.host.files.papers import FolderPapers, OneLook, may_be_paper, one_look
from lprpolicy.host.files.walk import walk
from lprpolicy.repository.layout import READ_AHEAD, folder
from tests.rounds import scratch

STEPS = (
    "a",
    "b",
    "minutes",
    "gone",
    "to-b",
    "vote.md",
    "link.md",
    "",
    ".",
    "..",
    ".git",
    "pipe.md",
)
PATHS = st.lists(st.sampled_from(STEPS), max_size=5).map("/".join)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("papers")
    for below in ("", "a/", "a/b/", "b/minutes/"):
        (made / below).mkdir(parents=True, exist_ok=True)
        (made / below / "vote.md").write_text(f"Minutes {below}.\n")
        (made / below / "link.md").symlink_to("vote.md")
        os.mkfifo(made / below / "pipe.md")
    (made / "a" / "to-b").symlink_to("b")
    return made


def seen_alone(root: Path, path: str) -> str | None:
    """The digest of an ordinary file that no step to it is a link of."""
    if not may_be_paper(path):
        return None
    steps = [root.joinpath(*path.split("/")[:size]) for size in range(1, path.count("/") + 2)]
    if any(step.is_symlink() for step in steps) or not steps[-1].is_file():
        return None
    return sha256(steps[-1].read_bytes()).hexdigest()


@settings(max_examples=40)
@given(asked=st.lists(PATHS, max_size=8))
def test_papers_asked_for_in_any_order_are_those_on_the_disk(root: Path, asked: list[str]) -> None:
    once, always = OneLook(str(root)), FolderPapers(str(root))
    walked = OneLook(str(root), walk(root, ahead=READ_AHEAD).folders)
    for path in asked + asked:
        assert once(path) == always(path) == walked(path) == seen_alone(root, path)


def test_the_paths_of_the_test_find_papers_and_links(root: Path) -> None:
    once = OneLook(str(root))
    assert None not in map(once, ("a/vote.md", "b/minutes/vote.md", "a/b/vote.md"))
    assert once("a/link.md") is once("a/to-b/vote.md") is once("a/pipe.md") is None


def test_a_folder_that_is_not_there_is_looked_for_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    lstat = os.lstat
    monkeypatch.setattr(papers.os, "lstat", lambda path: [looked.append(path), lstat(path)][1])
    once = OneLook(str(root))
    for number in range(20):
        assert once(f"a/gone/{number}.md") is None
        assert once("a/vote.md") is not None
    assert looked == [f"{root}/a", f"{root}/a/gone", f"{root}/a/vote.md"]


def test_where_all_folders_are_known_none_is_looked_for(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = one_look(folder((root,)).papers)
    monkeypatch.delattr(papers.os, "lstat")
    assert walked("a/gone/vote.md") is walked("gone/b/vote.md") is walked("a/to-b/vote.md") is None


@pytest.mark.parametrize("size", [1, 4095, 4096, 4097, (1 << 20) + 1, (1 << 21) + 5])
def test_a_paper_is_read_to_its_end(tmp_path: Path, size: int) -> None:
    raw = b"x" * size
    (tmp_path / "a.md").write_bytes(raw)
    assert FolderPapers(str(tmp_path))("a.md") == sha256(raw).hexdigest()


def test_only_a_folder_has_to_be_looked_at_anew() -> None:
    known = {"a.md": "5" * 64}.get
    assert one_look(known) is known


def test_a_check_that_is_repeated_sees_an_altered_paper(tmp_path: Path) -> None:
    at = scratch(tmp_path / "town") / "policies"
    session, options = LiveSession(), Options(dt.date(2026, 11, 22))
    tree = folder((at,))
    first = session.check(tree, options, None)
    asked = [path for one in first.subjects for path, digest in one.papers if digest]
    assert asked
    assert session.check(tree, options, None) is first
    (at / asked[0]).write_text("Other minutes.\n")
    again = session.check(tree, options, None)
    was, now = (dict(report.subjects[0].papers)[asked[0]] for report in (first, again))
    assert was != now
    (at / asked[0]).unlink()
    assert session.check(tree, options, None).findings != first.findings
