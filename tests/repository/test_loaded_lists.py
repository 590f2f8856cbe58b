"""The file of imported lists: all of the old or all of the new, and never half believed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from lprpolicy.errors import ExportError, LprPolicyError, StoreError, WriteError
from lprpolicy.host.user_folders import of_lists
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.listed_entry import entry_of
from lprpolicy.identify.partners import assemble
from lprpolicy.model.lists import ListName
from lprpolicy.repository.directories import federal
from lprpolicy.repository.imported_lists import imported_lists
from lprpolicy.repository.loaded_lists import Store
from lprpolicy.repository.loaded_lists_file import write
from lprpolicy.repository.national import National
from lprpolicy.tasks.directory_import import import_list
from tests.environments import importing
from tests.lists.samples import FBI, FBI_HEADER, fbi, ice, read_fbi, read_ice, tables

LISTS = (read_fbi(), read_ice())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "lists.sqlite"


@pytest.fixture
def full(path: Path) -> Path:
    """A store with a list of the FBI and one of ICE."""
    write(path, LISTS, assemble(FederalNames.of(federal()), LISTS))
    return path


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> National:
    """A national directory of one invented agency, so that an import takes a moment."""
    nowhere = "NV0990100,2025,Nowhere,NV,CLARK,City,100"
    return tables(tmp_path_factory.mktemp("national"), read_fbi(nowhere))


def given(folder: Path, name: str, raw: bytes) -> Path:
    file = folder / name
    file.write_bytes(raw)
    return file


def test_what_is_kept_is_what_was_put_together(full: Path) -> None:
    made = assemble(FederalNames.of(federal()), LISTS)
    store = Store(full)
    store.verify()
    assert {one.id: one for one in store.all()} == {
        id_: entry_of(one, made.sources) for id_, one in made.agencies.items()
    }
    assert store.sources == made.sources
    assert tuple(store.lists()) == LISTS
    for one in made.agencies.values():
        for form, rank in one.forms.items():
            found = store.find_derived(form, one.state) if rank else store.find_named(form)
            assert one.id in {entry.id for entry in found} or store.find_derived(form, one.state)


def test_the_same_lists_make_the_same_bytes(full: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    write(again, LISTS[::-1], assemble(FederalNames.of(federal()), LISTS[::-1]))
    assert again.read_bytes() == full.read_bytes()


def test_without_an_import_there_is_no_store(path: Path) -> None:
    assert imported_lists(path) is None


def test_the_folder_is_the_one_that_the_environment_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LPRPOLICY_DATA", str(tmp_path / "here"))
    assert of_lists() == tmp_path / "here" / "lists.sqlite"
    monkeypatch.delenv("LPRPOLICY_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    if sys.platform.startswith("linux"):
        assert of_lists() == tmp_path / "xdg" / "lprpolicy" / "lists.sqlite"


@pytest.mark.parametrize(
    "content",
    [b"", b"not a database", b"SQLite format 3\x00", b"SQLite format 3\x00" + b"\xff" * 5000],
)
def test_a_foreign_file_is_a_clear_error(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError) as found:
        Store(path).verify()
    assert str(path) in found.value.message
    assert found.value.hint


def test_another_programs_database_is_a_clear_error(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("create table agencies (id text)")
    database.close()
    with pytest.raises(StoreError, match="not a directory that lprpolicy made"):
        Store(path)


def test_a_file_of_another_format_asks_for_a_new_import(full: Path) -> None:
    database = sqlite3.connect(full)
    database.execute("pragma user_version = 99")
    database.close()
    with pytest.raises(StoreError, match="its format is 99"):
        Store(full)


def test_a_file_that_was_cut_off_is_damaged(full: Path) -> None:
    full.write_bytes(full.read_bytes()[:-4096])
    with pytest.raises(StoreError, match="the directory is damaged"):
        Store(full)


def test_one_changed_answer_is_found_when_everything_is_read(full: Path) -> None:
    database = sqlite3.connect(full)
    database.execute("update members set member = 0")
    database.commit()
    database.close()
    with pytest.raises(StoreError, match="its content was changed"):
        Store(full).verify()


@pytest.mark.parametrize("mode", [0o666, 0o664, 0o646])
def test_lists_that_others_may_write_are_nobodys(full: Path, mode: int) -> None:
    """They are official, and somebody else could have put anybody on them."""
    full.chmod(mode)
    with pytest.raises(StoreError, match="other users of this machine may write it"):
        Store(full)
    full.chmod(0o644)
    assert Store(full).sources


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_lists_of_another_user_are_nobodys(full: Path) -> None:
    os.chown(full, 65534, -1)
    with pytest.raises(StoreError, match="other users of this machine may write it"):
        Store(full)


def test_damage_anywhere_is_an_error_and_never_another_answer(full: Path, tmp_path: Path) -> None:
    sound = full.read_bytes()
    before = {one.id: one for one in Store(full).all()}
    for at in range(0, len(sound), max(1, len(sound) // 60)):
        broken = tmp_path / f"{at}.sqlite"
        broken.write_bytes(sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :])
        try:
            store = Store(broken)
            store.verify()
            after = {one.id: one for one in store.all()}
        except LprPolicyError:
            continue
        assert after == before


def test_a_list_that_cannot_be_read_leaves_the_old_ones_whole(
    full: Path, tmp_path: Path, few: National
) -> None:
    before = full.read_bytes()
    bad = given(tmp_path, "fbi.csv", fbi(FBI[0].replace("City", "Citty")))
    with pytest.raises(ExportError):
        import_list(ListName.FBI_LEE, bad, path=full, shipped=few)
    assert full.read_bytes() == before


def test_a_damaged_store_is_not_imported_over(full: Path, tmp_path: Path, few: National) -> None:
    full.write_bytes(full.read_bytes()[:5000])
    with pytest.raises(StoreError):
        import_list(ListName.FBI_LEE, given(tmp_path, "fbi.csv", fbi()), path=full, shipped=few)


_CHILD = """
import signal, sys
from pathlib import Path
from lprpolicy.model.lists import ListName
from lprpolicy.repository.national import National
from lprpolicy.tasks.directory_import import import_list
if len(sys.argv) > 4:
    signal.setitimer(signal.ITIMER_PROF, float(sys.argv[4]))
shipped = National(Path(sys.argv[3]))
import_list(ListName.FBI_LEE, Path(sys.argv[1]), path=Path(sys.argv[2]), shipped=shipped)
print("done", flush=True)
"""


def many(folder: Path, number: int = 4000) -> Path:
    rows = (f"OH{at:07d},2025,Place {at},OH,COUNTY {at % 80},City," for at in range(number))
    return given(folder, "many.csv", "\n".join([FBI_HEADER, *rows, ""]).encode())


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="there is no SIGPROF here")
@pytest.mark.parametrize("after", [0.001, 0.1, 0.3, 0.6, 0.9])
def test_an_import_that_is_killed_half_way_leaves_the_old_lists_whole(
    full: Path, tmp_path: Path, after: float, few: National
) -> None:
    """The child is killed once it has worked for so many seconds, however long that takes."""
    before = {one.id for one in Store(full).all()}
    arguments = [sys.executable, "-c", _CHILD, str(many(tmp_path)), str(full)]
    arguments += [str(few.path.parent), str(after)]
    child = subprocess.run(arguments, capture_output=True, env=importing(), check=False)
    done = b"done" in child.stdout
    assert child.returncode in (0, -signal.SIGPROF), child.stderr
    store = Store(full)
    store.verify()
    found = {one.id for one in store.all()}
    whole = len(found) > 4000 and "us-oh/place-1-pd" in found
    assert whole or (found == before and not done)
    import_list(ListName.FBI_LEE, given(tmp_path, "fbi.csv", fbi()), path=full, shipped=few)
    assert [one.name for one in full.parent.iterdir() if one.suffix == ".tmp"] == []


def test_a_kill_while_the_new_file_is_written_leaves_the_old_one(
    full: Path, tmp_path: Path, few: National
) -> None:
    """The child stops itself at the last moment before the rename."""
    before = full.read_bytes()
    code = (
        f"import os, pathlib\npathlib.Path.replace = lambda *a: os.kill(os.getpid(), 9)\n{_CHILD}"
    )
    arguments = [sys.executable, "-c", code, str(many(tmp_path, 50)), str(full)]
    arguments.append(str(few.path.parent))
    done = subprocess.run(arguments, capture_output=True, env=importing(), check=False)
    assert done.returncode == -9
    assert full.read_bytes() == before
    assert [one.name for one in full.parent.iterdir() if one.suffix == ".tmp"] != []
    Store(full).verify()


def test_a_reader_keeps_what_it_opened_while_another_imports(
    full: Path, tmp_path: Path, few: National
) -> None:
    reader = Store(full)
    assert reader.by_id("us-ct/ashford-harbor-pd") is not None
    import_list(ListName.FBI_LEE, many(tmp_path, 20), path=full, shipped=few)
    assert reader.by_id("us-oh/elmira-county-sheriff") is not None
    assert Store(full).by_id("us-oh/place-1-pd") is not None


def test_two_imports_at_once_lose_neither(path: Path, tmp_path: Path, few: National) -> None:
    files = [
        (ListName.FBI_LEE, given(tmp_path, "fbi.csv", fbi())),
        (ListName.ICE_287G, given(tmp_path, "participating_2025-07-18.csv", ice())),
    ]
    threads = [
        threading.Thread(target=import_list, args=one, kwargs={"path": path, "shipped": few})
        for one in files
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {one.list for one in Store(path).sources} == {ListName.FBI_LEE, ListName.ICE_287G}


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path, few: National) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(WriteError, match="cannot be written"):
        import_list(
            ListName.FBI_LEE,
            given(tmp_path, "fbi.csv", fbi()),
            path=tmp_path / "file" / "lists.sqlite",
            shipped=few,
        )
