"""`publish`: what is written, what is left alone, and what it refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lprpolicy.errors import NothingChecked, UsageError
from lprpolicy.host.site_folder import LIST, write_folder
from lprpolicy.tasks.publish import publish
from tests.site.gits import commit, git
from tests.site.towns import state_of_towns

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    folder = state_of_towns(tmp_path, 6)
    git(folder, "init", "--quiet")
    commit(folder, "Six drafts", 1)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_input_gives_the_same_bytes_wherever_it_is_run(
    policies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish((policies,), tmp_path / "one", DAY)
    monkeypatch.chdir(policies)
    publish((Path("us-ct"), Path()), tmp_path / "two", DAY)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_run_writes_nothing(policies: Path, tmp_path: Path) -> None:
    publish((policies,), tmp_path / "site", DAY)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    again = publish((policies,), tmp_path / "site", DAY)
    assert (again.written.changed, again.written.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before


def test_a_changed_town_changes_few_pages(policies: Path, tmp_path: Path) -> None:
    first = publish((policies,), tmp_path / "site", DAY)
    file = policies / "us-ct/town-001-pd/policy.yaml"
    file.write_text(file.read_text().replace("second_factor: required", "second_factor: absent"))
    again = publish((policies,), tmp_path / "site", DAY)
    assert 0 < again.written.changed < first.written.files / 10


def test_a_town_that_is_gone_keeps_a_page_and_loses_its_tables(
    policies: Path, tmp_path: Path
) -> None:
    publish((policies,), tmp_path / "site", DAY)
    (policies / "us-ct/town-002-pd/policy.yaml").unlink()
    commit(policies, "Town 2 out", 2)
    again = publish((policies,), tmp_path / "site", DAY)
    page = (tmp_path / "site/agencies/us-ct/town-002-pd.html").read_text()
    assert "any more" in page
    assert again.written.removed == 4
    assert not (tmp_path / "site/agencies/us-ct/town-002-pd.rules.csv").exists()


def test_no_file_says_where_it_was_made(policies: Path, tmp_path: Path) -> None:
    publish((policies,), tmp_path / "site", DAY)
    for path, raw in contents(tmp_path / "site").items():
        assert str(tmp_path).encode() not in raw, path


def test_a_folder_with_other_files_is_refused_and_stays(policies: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "letter.txt").write_text("dear council")
    with pytest.raises(UsageError, match="did not make"):
        publish((policies,), out, DAY)
    assert list(out.iterdir()) == [out / "letter.txt"]


def test_a_file_that_somebody_added_stays(policies: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish((policies,), out, DAY)
    (out / "CNAME").write_text("plates.town.example")
    publish((policies,), out, DAY)
    assert (out / "CNAME").read_text() == "plates.town.example"


def test_a_stale_file_that_somebody_changed_is_left_and_named(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_folder(out, {"a.html": "a", "b/c.html": "c", "b/d.html": "d"})
    (out / "b/c.html").write_text("my own words")
    done = write_folder(out, {"a.html": "a"})
    assert (done.removed, done.left) == (1, ("b/c.html",))
    assert (out / "b/c.html").read_text() == "my own words"


def test_empty_folders_go_with_their_last_file(tmp_path: Path) -> None:
    write_folder(tmp_path / "site", {"a.html": "a", "b/c/d.html": "d"})
    write_folder(tmp_path / "site", {"a.html": "a"})
    assert not (tmp_path / "site/b").exists()


def test_a_file_in_the_way_is_not_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_folder(out, {"a.html": "a"})
    (out / "b.html").write_text("mine")
    with pytest.raises(UsageError, match="not one that publish made"):
        write_folder(out, {"a.html": "new", "b.html": "b"})
    assert (out / "a.html").read_text() == "a"
    assert (out / "b.html").read_text() == "mine"


def test_a_link_out_of_the_site_is_not_followed(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_folder(out, {"a.html": "a"})
    (tmp_path / "elsewhere").mkdir()
    (out / "b").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="symbolic link"):
        write_folder(out, {"a.html": "a", "b/c.html": "c"})
    assert not any((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize(
    "listed",
    [
        "not json",
        "[]",
        '{"schema": "other", "files": {}}',
        '{"schema": "lprpolicy/site/v1", "files": {"../../x": "0"}}',
        '{"schema": "lprpolicy/site/v1", "files": {"/etc/x": "0"}}',
        '{"schema": "lprpolicy/site/v1", "files": []}',
    ],
)
def test_a_list_that_is_not_ours_removes_nothing(listed: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / LIST).write_text(listed)
    (tmp_path / "x").write_text("kept")
    with pytest.raises(UsageError, match="not the list"):
        write_folder(out, {"a.html": "a"})
    assert (tmp_path / "x").read_text() == "kept"


def test_a_run_that_is_stopped_leaves_a_folder_that_the_next_one_mends(tmp_path: Path) -> None:
    """The list is written first, so it names files that are not there yet."""
    out = tmp_path / "site"
    write_folder(out, {"a.html": "a", "b.html": "b", "c.html": "c"})
    (out / "b.html").unlink()
    (out / "c.html").unlink()
    done = write_folder(out, {"a.html": "a", "b.html": "b"})
    assert (done.files, done.changed, done.left) == (2, 1, ())
    assert sorted(contents(out)) == ["a.html", "b.html", LIST]


def test_the_policies_own_folder_is_no_place_for_the_site(policies: Path, tmp_path: Path) -> None:
    for out in (policies, tmp_path):
        with pytest.raises(UsageError, match="the policies are in this folder"):
            publish((policies,), out, DAY)


def test_a_site_inside_the_repository_is_no_stray_file(policies: Path) -> None:
    publish((policies,), policies / "site", DAY)
    again = publish((policies,), policies / "site", DAY)
    assert again.written.changed == 0


def test_no_page_of_a_whole_state_is_heavy(tmp_path: Path) -> None:
    done = publish((state_of_towns(tmp_path, 169),), tmp_path / "site", DAY)
    assert len(done.site.towns) == 169
    sizes = {path: path.stat().st_size for path in (tmp_path / "site").rglob("*.html")}
    assert max(sizes.values()) < 400_000, max(sizes, key=lambda path: sizes[path])


def test_without_a_policy_there_is_nothing_to_publish(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/lprpolicy.yaml").write_text("schema: lprpolicy/config/v1\n")
    with pytest.raises(NothingChecked) as error:
        publish((tmp_path / "empty",), tmp_path / "site", DAY)
    assert error.value.consequence == "nothing was published"
    assert not (tmp_path / "site").exists()


def test_a_policy_that_cannot_be_read_does_not_stop_the_others(
    policies: Path, tmp_path: Path
) -> None:
    (policies / "us-ct/town-003-pd/policy.yaml").write_text("schema: [\n")
    publish((policies,), tmp_path / "site", DAY)
    broken = (tmp_path / "site/agencies/us-ct/town-003-pd.html").read_text()
    assert "cannot be read as it stands" in broken
    assert "rule met" not in broken


def test_the_feed_has_the_address_it_is_given(policies: Path, tmp_path: Path) -> None:
    publish((policies,), tmp_path / "site", DAY, url="https://plates.town.example/")
    assert 'xml:base="https://plates.town.example/"' in (tmp_path / "site/feed.xml").read_text()
    front = (tmp_path / "site/index.html").read_text()
    assert '<link rel="canonical" href="https://plates.town.example/index.html">' in front


def test_an_address_that_is_none_is_refused(policies: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not an https address"):
        publish((policies,), tmp_path / "site", DAY, url="javascript:alert(1)")


def test_a_pdf_without_chromium_is_refused_before_anything_is_written(
    policies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="none is installed here"):
        publish((policies,), tmp_path / "site", DAY, pdf=("us-ct/town-001-pd",))
    assert not (tmp_path / "site").exists()
