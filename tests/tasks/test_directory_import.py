"""Import, look, check: what people see of the lists, and what a report says of them."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from lprpolicy.cli.directory import import_lines
from lprpolicy.cli.run import run
from lprpolicy.evaluate.lists_used import notes
from lprpolicy.evaluate.report import Options, check
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.collisions import collisions
from lprpolicy.model.directory import Directory
from lprpolicy.model.lists import ListName
from lprpolicy.model.report import Report
from lprpolicy.model.verdicts import Answer
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.repository.imported_lists import ImportedLists, imported_lists
from lprpolicy.repository.national import National, national
from lprpolicy.tasks.directory_import import Imported, import_list
from tests.conftest import Snapshot
from tests.lists.samples import FBI, PARTNERS, fbi, ice, read_fbi, tables
from tests.repositories import TODAY, changed, drafts

STRATFORD = "us-ct/stratford-pd/policy.yaml"
RULE = "us-ct/stratford-pd/no-287g-partners"
NEW = "OHIO,Ashford Harbor Police Department,Municipality,Huron County,Task Force Model,,l"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own for one test, with the user standing in an empty folder."""
    monkeypatch.setenv("LPRPOLICY_DATA", str(tmp_path / "data"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> National:
    """A national directory of one invented agency, so that an import takes a moment."""
    folder = tmp_path_factory.mktemp("national")
    return tables(folder, read_fbi("NV0990100,2025,Nowhere,NV,CLARK,City,100"))


def put(data: Path, which: ListName, name: str, raw: bytes, shipped: National) -> Imported:
    (data / name).write_bytes(raw)
    return import_list(which, data / name, shipped=shipped)


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small lists joined with the shipped directory, made once."""
    folder = tmp_path_factory.mktemp("joined")
    for which, name, raw in (
        (ListName.FBI_LEE, "fbi.csv", fbi()),
        (ListName.ICE_287G, "participating_2025-07-18.csv", ice()),
    ):
        (folder / name).write_bytes(raw)
        import_list(which, folder / name, path=folder / "lists.sqlite")
    return folder / "lists.sqlite"


@pytest.fixture
def loaded(data: Path, joined: Path) -> Path:
    (data / "data").mkdir()
    shutil.copy(joined, data / "data" / "lists.sqlite")
    return data


@pytest.fixture
def few(data: Path, shipped: National) -> Path:
    """The same lists joined with hardly anybody."""
    put(data, ListName.FBI_LEE, "fbi.csv", fbi(), shipped)
    put(data, ListName.ICE_287G, "participating_2025-07-18.csv", ice(), shipped)
    return data


def said(capsys: pytest.CaptureFixture[str], data: Path, *arguments: str) -> str:
    """What a command prints, with its exit code."""
    code = run(arguments)
    out, err = capsys.readouterr()
    return f"{out}{err}[{code}]\n".replace(str(data), "DATA")


def test_an_import_says_what_it_read_and_who_became_or_ceased_to_be_a_partner(
    loaded: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    data = loaded
    (data / "participating_2026-07-01.csv").write_bytes(ice(NEW, *PARTNERS[2:]))
    rows = [row.replace("Ferry Bend", "Ferry Landing") for row in FBI if "Elmira" not in row]
    (data / "fbi-2026.csv").write_bytes(fbi(*rows, "RI0990100,2026,Cove,RI,KENT,City,"))
    mistyped = NEW.replace("OHIO", "OHIOH")
    (data / "287gParticipatingAgencies091526pm.csv").write_bytes(ice(mistyped, *PARTNERS))
    text = ""
    for which, name in (
        ("ice-287g", "participating_2026-07-01.csv"),
        ("fbi-lee", "fbi-2026.csv"),
        ("ice-287g", "287gParticipatingAgencies091526pm.csv"),
    ):
        text += f"$ lprpolicy directory import {which} {name}\n"
        text += said(capsys, data, "directory", "import", which, str(data / name))
    snapshot("directory-import.txt", text)


def test_refresh_names_who_became_and_who_ceased(few: Path, shipped: National) -> None:
    sheet = ice(NEW, *PARTNERS[2:])
    done = put(few, ListName.ICE_287G, "participating_2026-07-01.csv", sheet, shipped)
    assert [one.id for one in done.became] == ["us-oh/ashford-harbor-pd"]
    assert [one.id for one in done.ceased] == ["us-oh/elmira-county-sheriff"]


def test_the_same_list_again_changes_nothing_and_says_so(few: Path, shipped: National) -> None:
    done = put(few, ListName.ICE_287G, "participating_2025-07-18.csv", ice(), shipped)
    assert list(import_lines(done, every=False))[-1] == "nothing changed"


def test_an_older_sheet_that_comes_later_changes_nobodys_newest_answer(
    few: Path, shipped: National
) -> None:
    done = put(few, ListName.ICE_287G, "participating_2024-01-01.csv", ice(NEW), shipped)
    assert (done.became, done.ceased) == ((), ())


def test_an_ori_that_has_another_name_now_is_renamed(few: Path, shipped: National) -> None:
    rows = [row.replace("Ferry Bend", "Ferry Landing") for row in FBI]
    done = put(few, ListName.FBI_LEE, "fbi.csv", fbi(*rows), shipped)
    assert [(one.id, one.what) for one in done.changed] == [
        (
            "us-wa/ferry-landing-pd",
            "was Ferry Bend Police Department (us-wa/ferry-bend-pd)",
        )
    ]
    assert (done.added, done.removed) == ((), ())


def test_the_directory_is_looked_into(
    few: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    text = ""
    for arguments in (
        ("show", "us-oh/elmira-county-sheriff"),
        ("show", "Ashford", "Harbor", "PD"),
        ("show", "us/ice-hsi"),
        ("show", "Nobody", "Knows"),
        ("search", "harbor"),
        ("search", "ashford", "--state", "us-ct"),
        ("search", "zzz"),
        ("check",),
        ("list",),
        ("export", "--state", "us-oh"),
        ("export", "--state", "Ohio"),
        ("export", "--state", "us-zz"),
    ):
        text += f"$ lprpolicy directory {' '.join(arguments)}\n"
        text += said(capsys, few, "directory", *arguments)
    snapshot("directory.txt", text)


def test_a_name_is_explained(
    loaded: Path, capsys: pytest.CaptureFixture[str], snapshot: Snapshot
) -> None:
    names = ("Ferry Bend PD", "Ashford Harbor PD", "Ashford Harbor CT DPS", "DHS - HSI (Newark NJ)")
    text = said(capsys, loaded, "who", "--explain", *names)
    text += said(capsys, loaded, "who", "--no-lists", "Ferry Bend PD")
    snapshot("who-explain.txt", text)
    shown = said(capsys, loaded, "who", "--explain", "--format", "json", "Ferry Bend PD")
    assert json.loads(shown.partition("\n")[0])["steps"][-1].startswith("so: us-wa/")


def test_without_an_import_the_commands_show_what_ships(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = said(capsys, data, "directory", "check")
    assert "agencies.tsv: sound" in text
    assert "[0]" in text
    assert "id: us-ct/norwalk-pd" in said(capsys, data, "directory", "export", "--state", "us-ct")


def test_a_damaged_store_stops_a_check_and_can_be_left_out(
    loaded: Path, capsys: pytest.CaptureFixture[str], root: Path
) -> None:
    file = loaded / "data" / "lists.sqlite"
    file.write_bytes(file.read_bytes()[:5000])
    assert "--no-lists leaves them out" in said(capsys, loaded, "check", str(root / "policies"))
    assert run(["check", str(root / "policies"), "--no-lists", "--as-of", "2026-11-22"]) == 0


@pytest.mark.parametrize("state", ["us-oh", "us-ri"])
def test_an_exported_state_is_a_sound_directory(
    few: Path, capsys: pytest.CaptureFixture[str], state: str
) -> None:
    """One state that the imported lists speak of, and one that only the shipped lists have."""
    assert run(["directory", "export", "--state", state]) == 0
    text, _ = capsys.readouterr()
    read = read_file(f"directory/{state}.yaml", text.encode(), Directory)
    store = imported_lists()
    assert read.value is not None
    assert store is not None
    here = [one.id for one in store.all() if one.state == state]
    assert [one.id for one in read.value.agencies] == here
    assert len(here) > 1
    assert list(collisions(federal(), read.value)) == []


def granted(to: str) -> Tree:
    return changed(STRATFORD, "    - to: us-ct/bridgeport-pd\n", f"    - to: {to}\n")


def judged(tree: Tree, day: dt.date = TODAY) -> Report:
    store = imported_lists()
    assert store is not None
    return check(tree, Options(day), lists=store)


def test_a_partner_on_an_imported_list_is_refused_by_the_towns_rule(loaded: Path) -> None:
    report = judged(granted("us-oh/elmira-county-sheriff"))
    (found,) = [one for one in report.findings if one.rule.id == RULE]
    assert found.answer is Answer.VIOLATION
    assert "287g partner (Jail Enforcement Model, Task Force Model)" in found.spot.message
    assert "2025-07-18" in found.spot.message


def test_an_agency_that_was_looked_up_is_no_partner_as_of_that_day(loaded: Path) -> None:
    report = judged(granted("us-wa/ferry-bend-pd"))
    assert [one for one in report.findings if one.rule.id == RULE] == []


def test_without_the_list_the_same_grant_is_a_question() -> None:
    report = check(granted("us-oh/elmira-county-sheriff"), Options(TODAY))
    (found,) = [one for one in report.findings if one.rule.id == RULE]
    assert found.answer is Answer.UNDECIDED
    assert lists_named(report) == []


def lists_named(report: Report) -> list[str]:
    """The notes that name a list, not those of the repository's own entries."""
    return [one.message for one in report.notes if one.message.startswith("rests on the ")]


def test_a_report_names_the_lists_that_it_rests_on_and_warns_of_old_ones(loaded: Path) -> None:
    report = judged(granted("us-wa/ferry-bend-pd"))
    told = [note.message for note in report.notes]
    fbi_list, sheet = report.lists
    assert (fbi_list.document, sheet.document) == ("fbi.csv", "participating_2025-07-18.csv")
    assert lists_named(report) == [
        f"rests on the FBI police employee list of 2025-10-31 (sha256 {fbi_list.sha256[:12]}) and "
        f"the ICE participating agencies list of 2025-07-18 (sha256 {sheet.sha256[:12]})"
    ]
    old = [one for one in told if "days old" in one]
    assert old[0].startswith("the FBI police employee list of 2025-10-31 is 387 days old")
    assert "; to replace it: lprpolicy directory import ice-287g FILE, from https://" in old[1]
    early = judged(granted("us-wa/ferry-bend-pd"), dt.date(2026, 5, 1))
    assert not [one for one in early.notes if "days old" in one.message]


def test_what_only_an_older_list_of_the_fbi_has_cannot_be_renewed_and_is_not_called_old() -> None:
    newest, older, *_ = national().sources
    said = [note.message for note in notes((newest, older), dt.date(2030, 1, 1), 365)]
    assert "the FBI list of agencies of 2017-08-21 (sha256 " in said[0]
    assert [one.partition(" of ")[0] for one in said[1:]] == ["the FBI police employee list"]


def test_the_age_that_warns_is_configured(loaded: Path) -> None:
    tree = granted("us-wa/ferry-bend-pd")
    file = "lprpolicy.yaml"
    text = tree.files[file].decode() + "lists_older_than_days: 3000\n"
    report = judged(tree.over(file, text.encode()))
    assert not [one for one in report.notes if "days old" in one.message]


def test_a_report_of_policies_that_no_list_speaks_of_names_none(
    data: Path, shipped: National
) -> None:
    put(data, ListName.FBI_LEE, "fbi.csv", fbi(), shipped)
    store = ImportedLists(data / "data" / "lists.sqlite")
    report = check(drafts(), Options(TODAY), lists=store)
    assert report.lists == ()
    assert lists_named(report) == []
