"""A check that stays says what a check that begins says, whatever was changed in between."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.evaluate.session import LiveSession
from lprpolicy.host.files import walk
from lprpolicy.host.files.papers import MOST_MISSING, KeptPapers, one_look
from lprpolicy.host.files.tree import Tree, reread
from lprpolicy.repository.layout import folder
from tests.edits import EDITS, edited
from tests.limits import examples
from tests.reach_rules import with_hamden
from tests.repositories import TODAY, WESTPORT, changed, drafts
from tests.rounds import adopted


def said(standing: LiveSession | None, tree: Tree, options: Options) -> object:
    """A report, or the error that there is none."""
    try:
        return standing.check(tree, options, None) if standing else check(tree, options)
    except LprPolicyError as error:
        return error.message, error.hint, error.exit_code


@settings(deadline=None, max_examples=examples(25))
@given(st.lists(EDITS, min_size=1, max_size=6))
def test_after_any_edits_it_says_what_a_new_check_says(edits: Sequence[tuple[object, ...]]) -> None:
    tree = with_hamden("{to: us-ct/new-haven-pd}", "{to: us/ice, data: [reads]}")
    options, standing = Options(TODAY), LiveSession()
    for edit in [("none",), *edits]:
        tree, options = edited(tree, options, edit)
        assert said(standing, tree, options) == said(None, tree, options)


def test_where_nothing_differs_the_report_is_the_same_object() -> None:
    standing, options = LiveSession(), Options(TODAY)
    first = standing.check(drafts(), options, None)
    again = replace(drafts(), files=dict(drafts().files))
    assert standing.check(again, options, None) is first
    assert standing.changed_files(again) == []


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux reads in two processes"
)
def test_where_nothing_differs_no_content_is_asked_for(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "MANY", 0)
    monkeypatch.setattr(walk, "can_fork", lambda: True)  # pytest's own threads do no harm here
    standing, options = LiveSession(), Options(TODAY)
    first = standing.check(folder((small,)), options, None)
    with monkeypatch.context() as patch:
        patch.setattr(walk.Fork, "go_on", None)
        again = folder((small,))
        assert standing.check(again, options, None) is first
        assert standing.changed_files(again) == []
    (small / "us-ct" / "a-pd" / "policy.yaml").write_text("agency: us-ct/b-pd\n")
    assert standing.changed_files(folder((small,))) == ["us-ct/a-pd/policy.yaml"]
    assert standing.check(folder((small,)), options, None) != first


def test_kept_papers_are_looked_at_once_and_others_anew() -> None:
    disk = {"minutes/a.md": "5" * 64, "minutes/switches.md": "6" * 64}
    files = {**drafts().files, WESTPORT: adopted().encode()}
    kept, standing, options = (
        Tree(files, papers=KeptPapers(disk.get)),
        LiveSession(),
        Options(TODAY),
    )
    first = standing.check(kept, options, None)
    disk.clear()
    assert standing.check(replace(kept, files=dict(files)), options, None) is first
    gone = standing.check(replace(kept, papers=KeptPapers(disk.get)), options, None)
    assert gone == check(Tree(files), options) != first


def test_paths_that_were_only_typed_are_not_kept_for_good() -> None:
    disk, looked = {"minutes/a.md": "5" * 64}, []

    def look(path: str) -> str | None:
        looked.append(path)
        return disk.get(path)

    kept = KeptPapers(look)
    assert kept("minutes/a.md") == "5" * 64
    for number in range(2 * MOST_MISSING):
        assert kept(f"minutes/{number}") is None
    assert len(kept.found) + len(kept.missing) == 1 + MOST_MISSING
    assert kept("minutes/a.md") == "5" * 64
    assert kept(f"minutes/{2 * MOST_MISSING - 1}") is None
    assert len(looked) == 1 + 2 * MOST_MISSING


def test_what_differs_is_named() -> None:
    standing = LiveSession()
    tree = drafts()
    assert standing.changed_files(tree) == []
    standing.check(tree, Options(TODAY), None)
    files = dict(changed(WESTPORT, "reads: 14 days", "reads: 15 days").files)
    files["notes.yaml"] = files.pop("lprpolicy.yaml")
    after = replace(tree, files=files)
    assert standing.changed_files(after) == ["lprpolicy.yaml", "notes.yaml", WESTPORT]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "lprpolicy.yaml").write_text("schema: lprpolicy/config/v1\n")
    (tmp_path / "us-ct" / "a-pd").mkdir(parents=True)
    (tmp_path / "us-ct" / "a-pd" / "policy.yaml").write_text("agency: us-ct/a-pd\n")
    return tmp_path


def test_a_file_that_changed_is_read_again_alone(small: Path) -> None:
    tree = folder((small,))
    path = small / "us-ct" / "a-pd" / "policy.yaml"
    path.write_text("agency: us-ct/b-pd\n")
    other = small / "lprpolicy.yaml"
    other.write_text("schema: lprpolicy/config/v2\n")
    seen = reread(tree, [str(path)])
    assert seen is not None
    assert seen.files["us-ct/a-pd/policy.yaml"] == b"agency: us-ct/b-pd\n"
    assert seen.files["lprpolicy.yaml"] == b"schema: lprpolicy/config/v1\n"
    assert reread(tree, [str(path), str(other)]) == folder((small,))


@pytest.mark.parametrize("what", ["new", "gone", "folder", "link", "pipe", "outside"])
def test_where_more_than_a_file_changed_one_file_is_not_enough(small: Path, what: str) -> None:
    tree = folder((small,))
    path = small / "us-ct" / "a-pd" / "policy.yaml"
    match what:
        case "new":
            path = path.with_name("waivers.yaml")
            path.touch()
        case "folder":
            path = path.parent
        case "outside":
            path = small.parent / "policy.yaml"
        case _:
            path.unlink()
    if what == "link":
        path.symlink_to(small / "lprpolicy.yaml")
    if what == "pipe":
        os.mkfifo(path)
    assert reread(tree, [str(path)]) is None


def test_whoever_holds_one_look_at_the_papers_looks_no_further(root: Path, tmp_path: Path) -> None:
    """A watch has one until it reads everything again; a notice tells of a paper before that."""
    copy = tmp_path / "policies"
    shutil.copytree(root / "policies", copy)
    file = copy / "us-ct/westport-pd/policy.yaml"
    text = file.read_text(encoding="utf-8").replace("status: proposed", "status: adopted")
    vote = "adopted: {by: Town Council, on: 2026-11-01, record: minutes/vote.md}\n"
    file.write_text(re.sub(r"^adopted: null.*\n", vote, text, flags=re.MULTILINE), "utf-8")
    standing, options, tree = LiveSession(), Options(TODAY), folder((copy,))
    once = replace(tree, papers=one_look(tree.papers))
    first = standing.check(once, options, None)
    (copy / "us-ct/westport-pd/minutes").mkdir()
    (copy / "us-ct/westport-pd/minutes/vote.md").write_text("The council voted.\n")
    assert standing.check(once, options, None) is first
    later = standing.check(folder((copy,)), options, None)
    unseen = [{one.rule.id for one in report.findings} for report in (first, later)]
    assert unseen[0] - unseen[1] == {"paper/not-seen"}
