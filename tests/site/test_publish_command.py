"""`lprpolicy publish` as people run it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, lprpolicy
from tests.conftest import Snapshot
from tests.site.gits import commit, git
from tests.site.towns import state_of_towns

__all__ = ["lprpolicy"]


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    folder = state_of_towns(tmp_path, 3)
    git(folder, "init", "--quiet")
    commit(folder, "Three drafts", 1)
    return folder


def test_the_help_is_as_it_was_read_last(lprpolicy: Run, snapshot: Snapshot) -> None:
    snapshot("site/publish-help.txt", lprpolicy("publish", "--help").stdout)


def test_it_says_what_it_wrote_and_where_to_look(
    lprpolicy: Run, policies: Path, snapshot: Snapshot
) -> None:
    first = lprpolicy("publish", "policies")
    second = lprpolicy("publish", "policies")
    assert (first.returncode, second.returncode, first.stderr) == (0, 0, "")
    said = first.stdout + second.stdout
    assert re.search(r"([\d,]+) files, \1 written, 0 removed", said)
    snapshot("site/publish.txt", re.sub(r"\b[\d,]{3,} files|[1-9][\d,]+ written", "N", said))


def test_a_policy_that_breaks_the_law_is_published_all_the_same(
    lprpolicy: Run, policies: Path
) -> None:
    assert lprpolicy("check", "policies").returncode == 1
    assert lprpolicy("publish", "policies").returncode == 0


def test_errors_say_what_did_not_happen(
    lprpolicy: Run, policies: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear council")
    (tmp_path / "empty").mkdir()
    (tmp_path / "git").mkdir()
    (tmp_path / "git/git").symlink_to(_which("git"))
    runs = {
        "somebody else's folder": lprpolicy("publish", "policies", "--out", "mine"),
        "the policies' folder": lprpolicy("publish", "policies", "--out", "policies"),
        "no policy": lprpolicy("publish", "empty"),
        "no such folder": lprpolicy("publish", "nowhere"),
        "no such agency": lprpolicy(
            "publish", "policies", "--pdf", "us-ct/other", PATH=_fake(tmp_path)
        ),
        "no chromium": lprpolicy(
            "publish", "policies", "--pdf", "us-ct/town-001-pd", PATH=str(tmp_path / "git")
        ),
        "no address": lprpolicy("publish", "policies", "--url", "plates.town.example"),
    }
    said = [
        f"{name}: exit {run.returncode}\n{run.stdout}{run.stderr}" for name, run in runs.items()
    ]
    snapshot("site/publish-errors.txt", "\n".join(said))
    assert not (tmp_path / "site").exists()


def test_chromium_that_fails_is_an_error_and_the_pages_are_there(
    lprpolicy: Run, policies: Path, tmp_path: Path
) -> None:
    path = _fake(tmp_path)
    run = lprpolicy("publish", "policies", "--pdf", "us-ct/town-001-pd", PATH=path)
    assert run.returncode == 2
    assert "chromium did not print it: no screen" in run.stderr
    assert "the pages were written, and this PDF was not" in run.stderr
    assert (tmp_path / "site/index.html").exists()
    assert not (tmp_path / "site/agencies/us-ct/town-001-pd.pdf").exists()


def _fake(folder: Path) -> str:
    """A path with git and a chromium that only complains."""
    programs = folder / "programs"
    programs.mkdir(exist_ok=True)
    chromium = programs / "chromium"
    chromium.write_text("#!/bin/sh\necho 'no screen' >&2\nexit 1\n")
    chromium.chmod(0o755)
    if not (programs / "git").exists():
        (programs / "git").symlink_to(_which("git"))
    return str(programs)


def _which(name: str) -> str:
    return shutil.which(name) or pytest.fail(f"no {name}")
