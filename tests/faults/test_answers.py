"""What is no file, or cannot be read, refuses: an agency never vanishes from an answer."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from lprpolicy.cli.run import run
from lprpolicy.evaluate.report import Options, check
from lprpolicy.host.files.found import visit_all
from lprpolicy.repository.layout import folder
from lprpolicy.repository.revisions import at_revision, policies_at
from tests.repositories import POLICIES, TODAY, blocking
from tests.rounds import AGENCY, HEADER, ROWS, commit, scratch, write

NAMES = (
    f"{AGENCY}/policy.yaml",
    f"{AGENCY}/waivers.yaml",
    f"{AGENCY}/verified.json",
    f"{AGENCY}/rules/x.yaml",
    "directory/x.yaml",
    "lprpolicy.yaml",
    ".lprpolicy.yaml",
)


def _folder(at: Path) -> None:
    (at / "inside").mkdir(parents=True)


def _pipe(at: Path) -> None:
    os.mkfifo(at)


def _device(at: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root makes a device")
    os.mknod(at, 0o020666, os.makedev(1, 5))  # /dev/zero, which never ends


def _socket(at: Path) -> None:
    here = Path.cwd()
    os.chdir(at.parent)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(at.name)
    finally:
        os.chdir(here)


def _dangling(at: Path) -> None:
    at.symlink_to("nowhere")


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    """The drafts, on disk."""
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))


@pytest.mark.skipif(os.name != "posix", reason="there are such files on POSIX only")
@pytest.mark.parametrize("make", [_folder, _pipe, _socket, _device, _dangling])
@pytest.mark.parametrize("name", NAMES)
def test_what_has_the_name_of_a_file_and_is_none_refuses_at_its_path(
    policies: Path, name: str, make: Callable[[Path], None]
) -> None:
    at = policies / name
    at.parent.mkdir(exist_ok=True)
    at.unlink(missing_ok=True)
    make(at)
    report = check(folder((policies,)), Options(TODAY))
    found = {place.rpartition(":")[0].rpartition(":")[0] for _, place, _ in blocking(report)}
    assert name in {place.removeprefix("policies/") for place in found}


@pytest.mark.parametrize("given", [AGENCY, "us-ct", "."])
def test_a_folder_in_the_place_of_a_setting_leaves_the_root_where_it_was(
    policies: Path, given: str
) -> None:
    (policies / "lprpolicy.yaml").unlink()
    (policies / "lprpolicy.yaml").mkdir()
    assert folder((policies / given,)).root == policies


def test_an_agency_folder_without_a_file_refuses(policies: Path) -> None:
    (policies / "us-ct/gone-pd/rules").mkdir(parents=True)
    found = blocking(check(folder((policies,)), Options(TODAY)))
    assert ("files/unreadable", "us-ct/gone-pd/:1:1") in {
        (rule, place.removeprefix("policies/")) for rule, place, _ in found
    }


def test_an_agency_folder_with_papers_and_no_policy_refuses(policies: Path) -> None:
    (policies / AGENCY / "policy.yaml").unlink()
    write(policies, f"{AGENCY}/verified.json", "{}")
    found = blocking(check(folder((policies,)), Options(TODAY)))
    assert f"{AGENCY}/policy.yaml:1:1" in {place.removeprefix("policies/") for _, place, _ in found}


def test_an_agency_folder_that_cannot_be_listed_is_a_fault(
    policies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As another user than root finds it; root may list everything."""
    real = os.scandir

    def scandir(path: str) -> os._ScandirIterator[str]:
        if str(path).endswith("westport-pd"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with real(policies / "us-ct") as entries:
        faults = visit_all((one, "us-ct/") for one in entries).faults
    assert [(one.file, one.code) for one in faults] == [(f"{AGENCY}/", "files/unreadable")]


@pytest.mark.parametrize("name", [f"{AGENCY}/policy.yaml", "directory/x.yaml", "lprpolicy.yaml"])
def test_a_revision_with_a_folder_in_the_place_of_a_file_has_the_same_fault(
    tmp_path: Path, name: str
) -> None:
    town = scratch(tmp_path / "town")
    (town / "policies" / name).unlink(missing_ok=True)
    write(town, f"policies/{name}/inside.txt", "x")
    commit(town)
    root = policies_at(town)
    faults = [(one.file, one.says) for one in at_revision("HEAD", root).tree.faults]
    assert faults == [(one.file, one.says) for one in folder((root,)).faults]
    assert [file for file, _ in faults] == [name]


ASK = {
    "render": ["render", AGENCY, "policies"],
    "reach": ["reach", AGENCY, "--to", "federal-immigration", "--repository", "policies"],
    "requests": ["requests", AGENCY, "pending.csv", "--in", "policies"],
    "plan": ["plan", AGENCY, "--observed", "shared.csv", "--in", "policies"],
    "drift": ["drift", AGENCY, "--observed", "shared.csv", "--in", "policies"],
}


@pytest.mark.parametrize("command", ASK)
@pytest.mark.parametrize("what", ["folder", "pipe", "not YAML"])
def test_a_policy_that_cannot_be_read_is_not_one_that_is_not_there(
    policies: Path,
    command: str,
    what: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at = policies / AGENCY / "policy.yaml"
    at.unlink()
    if what == "folder":
        at.mkdir()
    elif what == "pipe":
        os.mkfifo(at)
    else:
        at.write_text("a: [")
    monkeypatch.chdir(policies.parent)
    rows = "\n".join([HEADER, *(f"{row},No,Yes" for row in ROWS)])
    Path("shared.csv").write_text(rows, encoding="utf-8")
    Path("pending.csv").write_text(rows, encoding="utf-8")
    code = run(ASK[command])
    said = capsys.readouterr().err
    assert code == 1
    assert f"the policy of {AGENCY} cannot be read" in said
    assert f"{AGENCY}/policy.yaml" in said
    assert "no policy" not in said
