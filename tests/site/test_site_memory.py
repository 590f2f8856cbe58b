"""A site is not made again of what it was made from; of anything else it is."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lprpolicy.cli.run import run
from lprpolicy.errors import UsageError
from lprpolicy.host.cache import Cache
from lprpolicy.host.site_folder import LIST
from lprpolicy.tasks.publish import Published, publish
from tests.site.gits import commit, git
from tests.site.towns import state_of_towns

DAY = dt.date(2026, 11, 22)
TOWN = "us-ct/town-001-pd/policy.yaml"
VOTE = "us-ct/town-001-pd/minutes/vote.md"
PAGE = "agencies/us-ct/town-001-pd.html"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three towns in git, one of which was adopted, their site and a cache."""
    root = tmp_path_factory.mktemp("published")
    policies = state_of_towns(root, 3)
    file = policies / TOWN
    text = file.read_text(encoding="utf-8").replace("status: proposed", "status: adopted")
    begins = text.index("adopted: null")
    ends = text.index("\n", begins)
    vote = "adopted: {by: Town Council, on: 2026-10-05, record: minutes/vote.md}"
    file.write_text(text[:begins] + vote + text[ends:], encoding="utf-8")
    (policies / VOTE).parent.mkdir()
    (policies / VOTE).write_text("The council voted.\n")
    git(policies, "init", "--quiet")
    commit(policies, "Three towns", 1)
    first = make(root)
    assert first.site is not None
    assert first.written.changed == first.written.files
    return root


@pytest.fixture
def there(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path / "there", symlinks=True)
    return tmp_path / "there"


def make(root: Path, **asked: Any) -> Published:
    kept = {"day": DAY, "cache": Cache(root / "cache")} | asked
    return publish((root / "policies",), root / "site", kept.pop("day"), **kept)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_of_the_same_files_no_page_is_made_again(there: Path) -> None:
    before = contents(there / "site")
    again, whole = make(there), make(there, cache=None)
    assert again.site is None
    assert whole.site is not None
    assert (again.says, again.written) == (whole.says, whole.written)
    assert contents(there / "site") == before


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


CHANGES = {
    "a policy": edit(f"policies/{TOWN}", "second_factor: required", "second_factor: absent"),
    "the directory": edit("policies/directory/towns.yaml", "Region 1", "Region 2"),
    "the settings": edit("policies/lprpolicy.yaml", "Made-up towns", "Other towns"),
    "the paper of a vote": edit(f"policies/{VOTE}", "voted", "voted no"),
    "no paper of a vote": remove(f"policies/{VOTE}"),
    "a policy that is gone": remove(f"policies/{TOWN}"),
    "a commit": lambda root: commit(root / "policies", "Nothing", 2),
    "no history": lambda root: shutil.rmtree(root / "policies/.git"),
    "a page that somebody changed": edit(f"site/{PAGE}", "<main", "<main class=other"),
    "a page that is gone": remove(f"site/{PAGE}"),
    "no site": lambda root: shutil.rmtree(root / "site"),
    "the list of pages": edit(f"site/{LIST}", PAGE, "agencies/us-ct/town-009-pd.html"),
    "the cache": lambda root: [
        one.write_bytes(one.read_bytes()[:-9]) for one in (root / "cache").iterdir()
    ],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_of_anything_else_the_site_is_what_it_would_be_without_a_memory(
    there: Path, change: Callable[[Path], object]
) -> None:
    change(there)
    again = make(there)
    assert again.site is not None
    other = there / "other"
    publish((there / "policies",), other, DAY)
    assert contents(there / "site") == contents(other)
    if (there / "policies/.git").exists():
        assert make(there).site is None  # and the next finds it as it is


@pytest.mark.parametrize("asked", [{"day": dt.date(2027, 1, 1)}, {"url": "https://plates.example"}])
def test_another_day_or_address_is_another_site(there: Path, asked: dict[str, Any]) -> None:
    assert make(there, **asked).site is not None
    assert make(there, **asked).site is None
    assert make(there).site is not None


def test_a_file_of_somebody_else_stays_and_changes_nothing(there: Path) -> None:
    (there / "site/logo.svg").write_text("<svg/>")
    assert make(there).site is None
    assert (there / "site/logo.svg").exists()


def test_pages_behind_a_link_are_refused_as_they_are_without_a_memory(there: Path) -> None:
    (there / "site/agencies").rename(there / "elsewhere")
    (there / "site/agencies").symlink_to(there / "elsewhere")
    with pytest.raises(UsageError, match="a symbolic link leads out of the folder"):
        make(there)


def test_without_the_cache_every_page_is_made(
    there: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LPRPOLICY_CACHE", str(there / "another"))
    words = ["publish", str(there / "policies"), "--out", str(there / "site")]
    words += ["--as-of", str(DAY)]
    assert run([*words, "--no-cache"]) == 0
    assert not (there / "another").exists()
    assert run(words) == 0
    assert (there / "another").is_dir()
    first, second = capsys.readouterr().out.split("published")[1:]
    assert first == second
