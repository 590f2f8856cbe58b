"""Statements of the gate that were good somewhere else, or once.

Each came out green for the attacker before.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from lprpolicy.errors import UsageError
from lprpolicy.host import git_place
from lprpolicy.model.plan import PolicyRepository
from lprpolicy.repository.plans import read_plan
from lprpolicy.repository.signers import _principals, allowed_signers
from lprpolicy.repository.statements import _elsewhere
from lprpolicy.repository.tip import Tip, tip_of
from lprpolicy.tasks.gate import _differences
from lprpolicy.write.plan.statement import Issue
from tests.rounds import CLOCK, LATER, NAMES, commit, edit, git, plan, run, shared, westport, write

NORWALK = "    - to: us-ct/norwalk-pd\n"
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = westport(tmp_path / "town")
    monkeypatch.chdir(folder)
    return folder


def _signed(town: Path, tmp_path: Path) -> tuple[list[str], Path]:
    assert plan(town, *NAMES, "ICE ERO") == 0
    commit(town)
    key = tmp_path / "records"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    kind, public, *_ = key.with_suffix(".pub").read_text().split()
    allowed = write(tmp_path, "allowed", f"records@example.org {kind} {public}\n")
    out = tmp_path / "said.json"
    assert run(["gate", "plan.json", "--out", str(out), "--sign", str(key)]) == 0
    check = ["gate", "plan.json", "--verify", str(out), "--allowed-signers", str(allowed)]
    return [*check, "--signer", "records@example.org"], allowed


def test_a_statement_says_where_and_until_when(town: Path, tmp_path: Path) -> None:
    verify, _ = _signed(town, tmp_path)
    said = json.loads((tmp_path / "said.json").read_text())["predicate"]
    own = said["lprpolicy"]
    root = git(town, "rev-list", "--max-parents=0", "HEAD")
    assert own["repository"] == {"roots": [root], "folder": "policies"}
    assert (own["branch"], own["commit"]) == ("main", git(town, "rev-parse", "HEAD"))
    assert (own["issued"], own["good_until"]) == ("2026-11-22T12:00:00Z", "2026-11-29T12:00:00Z")
    assert said["timeVerified"] == own["issued"]
    assert run(verify) == 0
    assert run(verify, clock=CLOCK + 7 * DAY) == 0
    made, tip = read_plan(town / "plan.json"), tip_of(town / "policies")
    issue = Issue(tip.repository, tip.branch, tip.commit, CLOCK, CLOCK + DAY)
    other = PolicyRepository(roots=("0" * 40,), folder="policies")
    assert not list(_elsewhere(made, issue, tip))
    assert list(_elsewhere(made, replace(issue, repository=other), tip))
    moved = made.model_copy(update={"repository": other})
    assert list(_elsewhere(moved, issue, tip))
    assert [one.partition(":")[0] for one in _differences(moved, made)] == ["the repository"]
    assert not list(_differences(made, made))


@pytest.mark.parametrize(
    ("clock", "says"),
    [
        (CLOCK + 7 * DAY + HOUR, "it was good until 2026-11-29T12:00:00Z"),
        (CLOCK + 365 * DAY, "it was good until"),
        (CLOCK - HOUR, "still to come"),
    ],
)
def test_a_statement_is_good_in_its_time_only(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], clock: dt.datetime, says: str
) -> None:
    verify, _ = _signed(town, tmp_path)
    assert run(verify, clock=clock) == 1
    assert says in capsys.readouterr().err


def test_the_settings_can_only_make_it_shorter(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = "schema: lprpolicy/config/v1\nstatement_good_for_days: {}\n"
    write(town, "policies/lprpolicy.yaml", settings.format(1))
    verify, _ = _signed(town, tmp_path)
    assert run(verify, clock=CLOCK + DAY) == 0
    assert run(verify, clock=CLOCK + DAY + HOUR) == 1
    write(town, "policies/lprpolicy.yaml", settings.format(8))
    commit(town)
    capsys.readouterr()
    assert run(["check", "policies", "--as-of", "2026-11-22"]) == 2
    assert "lprpolicy.yaml:2:26: has 8" in capsys.readouterr().err


def test_a_statement_is_good_until_the_branch_moves_on(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify, _ = _signed(town, tmp_path)
    edit(town, NORWALK, "    - to: us-ct/darien-pd\n")
    commit(town)
    assert run(verify) == 1
    assert "the commit: it is of" in capsys.readouterr().err


def test_a_statement_is_good_on_its_branch_only(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify, _ = _signed(town, tmp_path)
    git(town, "branch", "--move", "main", "trunk")
    assert run(verify) == 1
    assert "the branch: it is of main" in capsys.readouterr().err


def test_a_statement_is_good_in_its_repository_only(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify, _ = _signed(town, tmp_path)
    (tmp_path / "elsewhere").mkdir()
    other = westport(tmp_path / "elsewhere" / "town")
    write(other, "another.md", "another history\n")
    git(other, "add", "--all")
    git(other, "commit", "--quiet", "--amend", "--message", "begun otherwise")
    assert run([*verify, "--in", str(other)]) == 1
    assert "the repository: it is of no remote (policies; begun with" in capsys.readouterr().err
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run([*verify, "--in", str(empty)]) == 2
    git(town, "remote", "add", "origin", "https://me:secret@git.example/fork/policies.git")
    assert run(verify) == 1
    error = capsys.readouterr().err
    assert "git.example/fork/policies" in error
    assert "secret" not in error


def test_a_remote_is_its_host_and_path() -> None:
    same = {
        git_place.place_of_url(address)
        for address in (
            "https://git.example/town/policies",
            "https://token@GIT.example/town/policies.git",
            "git@git.example:town/policies.git",
            "ssh://git@git.example:22/town/policies",
        )
    }
    assert same == {"git.example/town/policies"}


def test_a_list_of_signers_in_the_repository_is_no_list(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verify, allowed = _signed(town, tmp_path)
    at = verify.index("--allowed-signers") + 1
    inside = write(town, ".github/allowed_signers", allowed.read_text())
    link = tmp_path / "link"
    link.symlink_to(inside)
    out = town / "out"
    out.symlink_to(allowed)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(town), str(clone))
    elsewhere = write(clone, "allowed_signers", allowed.read_text())
    begun = tmp_path / "begun"
    git(tmp_path, "clone", "--quiet", str(town), str(begun))
    git(begun, "switch", "--quiet", "--orphan", "nothing")
    unborn = write(begun, "allowed_signers", allowed.read_text())
    for file in (inside, link, out, elsewhere, unborn, Path(".github/allowed_signers")):
        verify[at] = str(file)
        assert run(verify) == 1, file
        assert "is in the repository" in capsys.readouterr().err


@pytest.mark.parametrize(
    "principals", ["*", "*@example.org", "records@example.or?", '"*"', "!x,*", "a@b.example,*"]
)
def test_a_signer_is_named_whole(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], principals: str
) -> None:
    verify, allowed = _signed(town, tmp_path)
    _, kind, public = allowed.read_text().split()
    write(tmp_path, "allowed", f"# ours\n{principals} {kind} {public}\n")
    assert run(verify) == 1
    assert "stands for more than one signer" in capsys.readouterr().err


def test_a_list_of_signers_is_a_file(tmp_path: Path) -> None:
    """A pipe could bring the list of the pull request."""
    os.mkfifo(tmp_path / "pipe")
    tip = Tip(tmp_path / "x", PolicyRepository(roots=("0" * 40,), folder="p"), "main", "0" * 40)
    for name in ("pipe", "missing", ""):
        with pytest.raises(UsageError, match="there is no such list"):
            allowed_signers(tmp_path / name, tip)


def test_a_blank_line_and_a_comment_of_a_list_name_nobody() -> None:
    lines = ("", "  ", "# every *", '"a b,c@d.example" ssh-ed25519 AAAA', "a'b ssh-ed25519 AAAA")
    assert [_principals(line) for line in lines] == ["", "", "", "a b,c@d.example", lines[-1]]


def test_a_finished_plan_is_of_its_own_repository(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(town, *NAMES, "ICE ERO") == 0
    done = shared(town, *NAMES, day="2026-11-29")
    verify = ["verify", "plan.json", "--observed", str(done), LATER]
    assert run(verify) == 0
    (tmp_path / "elsewhere").mkdir()
    other = westport(tmp_path / "elsewhere" / "town")
    git(other, "commit", "--quiet", "--amend", "--message", "begun otherwise")
    assert run([*verify, "--in", str(other), "--lock"]) == 1
    assert "made in another repository" in capsys.readouterr().err
