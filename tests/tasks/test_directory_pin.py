"""Pinned entries: the same judgment everywhere, and never more than a newer list allows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from lprpolicy.errors import LprPolicyError, NothingChecked, UnreadablePolicy, UsageError
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.subjects import by_id
from lprpolicy.identify.index import FederalNames, Index
from lprpolicy.identify.partners import assemble
from lprpolicy.model.directory import Directory
from lprpolicy.model.lists import AgencyList
from lprpolicy.model.words import Program
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.repository.layout import folder
from lprpolicy.repository.loaded_lists import Store
from lprpolicy.repository.loaded_lists_file import write
from lprpolicy.tasks.directory_pin import PINNED, pins
from tests.conftest import Snapshot
from tests.lists.samples import FBI, PARTNERS, read_fbi, read_ice
from tests.repositories import POLICIES

POLICY = """schema: lprpolicy/policy/v1
agency: us-ct/ashford-harbor-pd
status: proposed
sharing:
  grants:
    - to: us-oh/elmira-county-sheriff
    - to: us-wa/ferry-bend-pd
      listed_as: Ferry Bend WA PD
    - to: {named: "Calcagne Parish SO LA"}
    - to: {named: "Nobody Knows Bureau"}
    - to: us/ice-hsi
    - to: us-tx/nowhere-pd
    - to: us-ri/coveport-pd
"""
OWN = """schema: lprpolicy/directory/v1
title: Neighbors
source: {title: read by hand, on: 2025-01-01}
agencies:
  - {id: us-ri/coveport-pd, name: Coveport Police Department, kind: municipal-police, state: us-ri}
"""
FERRY, ELMIRA = "us-wa/ferry-bend-pd", "us-oh/elmira-county-sheriff"
PARTNER = "WASHINGTON,Ferry Bend Police Department,Municipality,King County,Task Force Model,,l"
LATER = dt.date(2026, 9, 15)


def store(path: Path, *lists: AgencyList) -> Store:
    write(path, lists, assemble(FederalNames.of(federal()), lists))
    return Store(path)


@pytest.fixture
def lists(tmp_path: Path) -> Store:
    return store(tmp_path / "lists.sqlite", read_fbi(), read_ice())


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "policies"
    for name, text in (
        ("us-ct/ashford-harbor-pd/policy.yaml", POLICY),
        ("directory/neighbors.yaml", OWN),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def pinned(repository: Path, lists: Store | None) -> Directory:
    pins(repository, lists).write()
    read = read_file(PINNED, (repository / PINNED).read_bytes(), Directory)
    assert read.value is not None
    return read.value


def answer(directory: Directory, lists: Store | None, who: str = FERRY) -> bool | None:
    """Whether somebody is a 287(g) partner, by a repository's directory over these lists."""
    stated = by_id(who, Index.of(federal(), directory, lists=lists)).membership(Program.ICE_287G)
    return None if stated is None else stated.member


def test_the_judged_agencies_and_their_recipients_are_pinned_with_the_source_of_each_fact(
    repository: Path, lists: Store, snapshot: Snapshot
) -> None:
    made = pins(repository, lists)
    made.write()
    snapshot("directory-pinned.yaml", (repository / PINNED).read_text(encoding="utf-8"))
    assert made.own == ("us-ri/coveport-pd",)
    assert made.unknown == ("us-tx/nowhere-pd",)
    digests = {one.sha256 for one in lists.sources}
    for one in pinned(repository, lists).agencies:
        assert {said.source.sha256 for said in one.programs} <= digests


def test_a_repository_is_judged_the_same_with_and_without_the_lists(
    repository: Path, lists: Store
) -> None:
    pins(repository, lists).write()
    tree, options = folder((repository,)), Options(dt.date(2026, 11, 27))
    mine = check(tree, options, lists=lists).findings
    assert [one.spot for one in check(tree, options).findings] == [one.spot for one in mine]


def test_what_is_pinned_stays_as_it_is_where_nothing_changed(
    repository: Path, lists: Store
) -> None:
    pins(repository, lists).write()
    before = (repository / PINNED).stat()
    for known in (lists, None):
        made = pins(repository, known)
        assert not made.is_new
        assert (made.added, made.removed, made.changed) == ((), (), ())
        made.write()
    after = (repository / PINNED).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_without_the_lists_pinned_entries_are_kept_and_said_to_be(
    repository: Path, lists: Store
) -> None:
    pins(repository, lists).write()
    assert FERRY in pins(repository, None).kept


def test_an_older_list_takes_nothing_from_what_is_pinned(
    repository: Path, lists: Store, tmp_path: Path
) -> None:
    newer = store(tmp_path / "new.sqlite", read_fbi(), read_ice(*PARTNERS, PARTNER, on=LATER))
    pins(repository, newer).write()
    assert answer(pinned(repository, lists), None) is True


def test_a_newer_sheet_that_names_a_partner_wins_over_a_pinned_no(
    repository: Path, lists: Store, tmp_path: Path
) -> None:
    directory = pinned(repository, lists)
    assert (answer(directory, lists), answer(directory, None)) == (False, False)
    newer = store(tmp_path / "new.sqlite", read_fbi(), read_ice(*PARTNERS, PARTNER, on=LATER))
    assert answer(directory, newer) is True
    assert answer(pinned(repository, newer), None) is True


def test_a_newer_sheet_that_leaves_it_open_wins_over_a_pinned_no(
    repository: Path, lists: Store, tmp_path: Path
) -> None:
    directory = pinned(repository, lists)
    unread = PARTNER.replace("WASHINGTON", "WASHINGTOM")
    newer = store(tmp_path / "new.sqlite", read_fbi(), read_ice(*PARTNERS, unread, on=LATER))
    assert answer(directory, newer) is None


def test_an_older_sheet_leaves_a_pinned_no_alone(
    repository: Path, lists: Store, tmp_path: Path
) -> None:
    directory = pinned(repository, lists)
    unread = PARTNER.replace("WASHINGTON", "WASHINGTOM")
    older = store(
        tmp_path / "old.sqlite", read_fbi(), read_ice(*PARTNERS, unread, on=dt.date(2025, 1, 1))
    )
    assert answer(directory, older) is False


def test_an_entry_that_leaves_out_its_state_is_joined_with_the_lists_all_the_same(
    lists: Store,
) -> None:
    text = f"""schema: lprpolicy/directory/v1
title: Neighbors
source: {{title: read by hand, on: 2026-01-01}}
agencies:
  - id: {ELMIRA}
    name: Elmira County Sheriff's Office
    kind: county-sheriff
    programs:
      - {{program: 287g, member: false, source: {{title: read by hand, on: 2026-01-01}}}}
"""
    directory = read_file("directory/own.yaml", text.encode(), Directory).value
    assert directory is not None
    assert answer(directory, lists, ELMIRA) is True


def test_a_name_that_no_policy_has_any_more_is_no_longer_pinned(
    repository: Path, lists: Store
) -> None:
    pins(repository, lists).write()
    policy = repository / "us-ct/ashford-harbor-pd/policy.yaml"
    policy.write_text(POLICY.replace(f"    - to: {ELMIRA}\n", ""), encoding="utf-8")
    made = pins(repository, lists)
    assert [one.id for one in made.removed] == [ELMIRA]


def test_what_stands_in_another_directory_is_left_there_and_a_partner_is_said(
    repository: Path, lists: Store
) -> None:
    own = repository / "directory/neighbors.yaml"
    entry = f"  - {{id: {ELMIRA}, name: Elmira County Sheriff's Office, kind: county-sheriff}}\n"
    own.write_text(OWN + entry, encoding="utf-8")
    made = pins(repository, lists)
    assert ELMIRA in made.own
    assert ELMIRA not in {one.id for one in made.entries}
    assert made.differs == (
        f"{ELMIRA} is a 287(g) partner by the ICE participating agencies list of 2025-07-18",
    )


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("us-ct/ashford-harbor-pd/policy.yaml", "schema: [", UnreadablePolicy),
        ("us-ct/elm-pd/policy.yaml", "agency: x\n", UnreadablePolicy),
        (PINNED, "agencies: 3\n", UsageError),
        ("directory/other.yaml", "agencies: 3\n", UsageError),
    ],
)
def test_where_a_file_cannot_be_read_nothing_is_written(
    repository: Path, lists: Store, name: str, text: str, error: type[LprPolicyError]
) -> None:
    (repository / name).parent.mkdir(parents=True, exist_ok=True)
    (repository / name).write_text(text, encoding="utf-8")
    with pytest.raises(error):
        pins(repository, lists)


def test_a_policy_behind_a_link_is_not_passed_over(
    repository: Path, lists: Store, tmp_path: Path
) -> None:
    (repository / "us-ct/elm-pd").mkdir()
    (repository / "us-ct/elm-pd/policy.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(UnreadablePolicy, match="nobody knows whom it names"):
        pins(repository, lists)


def test_an_entry_that_only_a_list_bears_out_is_said(repository: Path, tmp_path: Path) -> None:
    row = "GA0990100,2025,Ashford-Clarke County Police,GA,CLARKE,City,100"
    known = store(tmp_path / "more.sqlite", read_fbi(*FBI, row))
    policy = repository / "us-ct/ashford-harbor-pd/policy.yaml"
    (who,) = (one.id for one in known.all() if one.state == "us-ga")
    policy.write_text(f"{POLICY}    - to: {who}\n", encoding="utf-8")
    assert pins(repository, known).by_lists == (who,)


def test_without_a_policy_there_is_nothing_to_pin(tmp_path: Path, lists: Store) -> None:
    with pytest.raises(NothingChecked):
        pins(tmp_path, lists)


def test_the_command_writes_checks_and_shows(
    repository: Path,
    lists: Store,
    capsys: pytest.CaptureFixture[str],
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LPRPOLICY_DATA", str(lists.path.parent))
    text = ""
    for arguments in (("--check",), ("--dry-run",), (), (), ("--check",), ("--no-lists",)):
        code = run(["directory", "pin", "--repository", str(repository), *arguments])
        out, err = capsys.readouterr()
        shown = "…\n" if arguments == ("--dry-run",) else out
        text += (
            f"$ lprpolicy directory pin --repository policies {' '.join(arguments)}".rstrip() + "\n"
        )
        text += f"{shown}{err}[{code}]\n".replace(str(repository.parent), "HERE")
        if arguments == ("--dry-run",):
            assert not (repository / PINNED).exists()
            dry = out
    assert (repository / PINNED).read_text(encoding="utf-8") == dry
    snapshot("directory-pin.txt", text)


def test_where_nothing_is_to_be_pinned_a_dry_run_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["directory", "pin", "--for", str(POLICIES), "--no-lists", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err[:16]) == ("", "nothing to pin: ")
