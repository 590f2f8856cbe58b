"""`lprpolicy init`: a repository that stands whole, or nothing at all."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import FIXED, Run
from tests.cli.terminals import answered
from tests.conftest import Snapshot

STATES = ["CT", "WA", "VA", "NH", "CA", "NJ"]
FILES = [
    ".github/CODEOWNERS",
    ".github/workflows/check.yml",
    ".pre-commit-config.yaml",
    "README.md",
    "directory/us-ct.yaml",
    "docs/memo.md",
    "lprpolicy.yaml",
    "schemas/config.schema.json",
    "schemas/directory.schema.json",
    "schemas/policy.schema.json",
    "schemas/rule.schema.json",
    "schemas/waivers.schema.json",
    "us-ct/westport-pd/policy.yaml",
]
BIN = Path(sys.executable).parent


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("state", STATES)
def test_what_init_says_of_each_state(
    state: str, lprpolicy: Run, tmp_path: Path, snapshot: Snapshot
) -> None:
    done = lprpolicy("init", "--state", state, "--town", "St. Mary's Point")
    assert (done.returncode, done.stderr) == (0, "")
    snapshot(f"init/us-{state.lower()}.txt", done.stdout)
    folder = tmp_path / "st-marys-point-pd"
    policy = next(folder.glob("us-*/*/policy.yaml"))
    snapshot(f"init/us-{state.lower()}.yaml", policy.read_text(encoding="utf-8"))


def test_the_pages_for_a_council(lprpolicy: Run, tmp_path: Path, snapshot: Snapshot) -> None:
    lprpolicy("init", "--state", "CT", "--town", "Westport", "--into", "town")
    for name in ("README.md", "docs/memo.md", ".github/CODEOWNERS", ".github/workflows/check.yml"):
        text = (tmp_path / "town" / name).read_text(encoding="utf-8")
        snapshot(f"init/{name.replace('/', '-').removeprefix('.')}", text)
        if name.endswith(".md"):
            for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
                assert (tmp_path / "town" / target).exists(), target
    assert files(tmp_path / "town") == FILES


def test_what_init_calls_undecided_is_what_check_finds(lprpolicy: Run, tmp_path: Path) -> None:
    said = lprpolicy("init", "--state", "WA", "--town", "Westport", "--into", "town").stdout
    done = lprpolicy("check", "town", "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert {finding["verdict"] for finding in report["findings"]} == {"undecided"}
    for finding in report["findings"]:
        assert re.search(rf"  {finding['rule']}( \(recommended\))?: {finding['message']}\n", said)
    told = said.partition("can know it:\n")[2].partition("note: ")[0]
    assert len(told.splitlines()) == len(report["findings"])


def test_with_the_facts_given_the_repository_passes(lprpolicy: Run, tmp_path: Path) -> None:
    done = lprpolicy(
        *("init", "--state", "NH", "--town", "Dover", "--into", "town"),
        *("--vendor", "elsag", "--readers", "fixed", "0", "--readers", "portable", "0"),
        *("--approval", "state-registration", "Department of Safety", "2026-03-02"),
        *("--approval", "head-of-agency-certification", "Chief of Police", "2026-03-02"),
        *("--encrypted-in-transit", "--report-due", "03-02", "--owner", "@dover/records"),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert lprpolicy("check", "town").returncode == 0
    assert "@dover/records" in (tmp_path / "town/.github/CODEOWNERS").read_text()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--state", "CT"], "--town is missing"),
        (["--town", "Westport"], "--state is missing"),
        (["--state", "Pr", "--town", "Ponce"], "nobody has written down the law of Puerto Rico"),
        (["--state", "Narnia", "--town", "X"], "'Narnia' is no state"),
        (["--state", "CT", "--town", "雪"], "is no id of an agency of us-ct"),
        (["--state", "CT", "--town", "a\u200bb"], "is not one line of text"),
        (["--state", "CT", "--town", "X", "--id", "us-ny/x-pd"], "is no id of an agency of us-ct"),
        (["--state", "CT", "--town", "X", "--kind", "task-force"], "has no usual name"),
        (["--state", "CT", "--town", "X", "--vendor", "other"], "go together"),
        (
            ["--state", "CT", "--town", "X", "--contract-signed", "2026-01-01"],
            "no vendor was named",
        ),
        (["--state", "CT", "--town", "X", "--keep-reads", "90 days"], "longer than 21 days"),
        (["--state", "CT", "--town", "X", "--keep-reads", "a while"], "does not fit its format"),
        (["--state", "CT", "--town", "X", "--policy-url", "http://x"], "does not fit its format"),
        (["--state", "WA", "--town", "X", "--hot-list", "ncic"], "us-wa/hot-lists"),
        (["--state", "CT", "--town", "X", "--owner", "records"], "is no owner on GitHub"),
    ],
)
def test_what_cannot_be_drafted_is_an_error_that_writes_nothing(
    arguments: list[str], says: str, lprpolicy: Run, tmp_path: Path
) -> None:
    done = lprpolicy("init", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert says in done.stderr
    assert done.stderr.endswith("nothing was written\n")
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_ever_written_over(lprpolicy: Run, tmp_path: Path) -> None:
    arguments = ("init", "--state", "CT", "--town", "Westport", "--into", "town")
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "mine.txt").write_text("mine")
    done = lprpolicy(*arguments)
    assert done.returncode == 2
    assert "this folder is not empty" in done.stderr
    assert files(tmp_path) == ["town/mine.txt"]
    (tmp_path / "town" / "mine.txt").unlink()
    assert lprpolicy(*arguments).returncode == 0
    assert lprpolicy(*arguments).returncode == 2
    (tmp_path / "a-file").write_text("")
    (tmp_path / "a-link").symlink_to("elsewhere")
    for taken in ("a-file", "a-link", "a-file/below"):
        assert lprpolicy(*arguments[:-1], taken).returncode == 2


def test_killed_half_way_it_leaves_no_half_of_a_repository(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "lprpolicy", "init", "--state", "CT", "--town", "Westport"]
    environment = {**os.environ, **FIXED}
    for attempt in range(6):
        into = tmp_path / f"town-{attempt}"
        process = subprocess.Popen(
            [*command, "--into", into], env=environment, stdout=subprocess.DEVNULL, cwd=tmp_path
        )
        while process.poll() is None and not list(tmp_path.glob(f".town-{attempt}.*.tmp")):
            time.sleep(0.001)
        time.sleep(attempt * 0.05)
        process.send_signal(signal.SIGKILL if attempt % 2 else signal.SIGINT)
        process.wait()
        assert not into.exists() or files(into) == FILES
        if not attempt % 2:
            assert list(tmp_path.glob(f".town-{attempt}.*")) == []


def test_the_same_day_gives_the_same_bytes(lprpolicy: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        lprpolicy("init", "--state", "VA", "--town", "Westport", "--into", name)
    one, two = tmp_path / "one", tmp_path / "two"
    assert [(one / f).read_bytes() for f in files(one)] == [
        (two / f).read_bytes() for f in files(two)
    ]


def test_git_and_pre_commit_take_the_repository(lprpolicy: Run, tmp_path: Path) -> None:
    lprpolicy("init", "--state", "CT", "--town", "Westport", "--into", "town")
    town = tmp_path / "town"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=A Records Officer", "-c", "user.email=records@town.example"]
    for arguments in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "-qm", "a draft"]):
        subprocess.run(["git", *arguments], cwd=town, env=environment, check=True)
    assert lprpolicy("check", ".", cwd=town).returncode == 1
    done = subprocess.run(
        [BIN / "pre-commit", "validate-config", ".pre-commit-config.yaml"],
        cwd=town,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert lprpolicy("schema", "verify", *town.glob("us-ct/*/policy.yaml")).returncode == 0


def test_the_hooks_and_the_action_that_a_town_is_given_exist(
    root: Path, lprpolicy: Run, tmp_path: Path
) -> None:
    lprpolicy("init", "--state", "CT", "--town", "Westport", "--into", "town")
    hooks = (root / ".pre-commit-hooks.yaml").read_text()
    asked = re.findall(r"id: (\S+)", (tmp_path / "town/.pre-commit-config.yaml").read_text())
    assert asked
    assert all(f"- id: {hook}\n" in hooks for hook in asked)
    ours = (root / ".github/workflows/check.yml").read_text()
    theirs = (tmp_path / "town/.github/workflows/check.yml").read_text()
    checkout = re.search(r"actions/checkout@.*", theirs)
    assert checkout is not None
    assert checkout[0] in ours, "the pin that a town is given is not this project's own"
    assert "path: ." in theirs
    assert "\n  path:" in (root / "action.yml").read_text()


def test_the_workflow_is_as_zizmor_wants_it_but_for_the_pin(lprpolicy: Run, tmp_path: Path) -> None:
    lprpolicy("init", "--state", "CT", "--town", "Westport", "--into", "town")
    done = subprocess.run(
        [BIN / "zizmor", "--offline", "--no-progress", "--format", "json", "."],
        cwd=tmp_path / "town",
        capture_output=True,
        text=True,
        check=False,
    )
    assert {finding["ident"] for finding in json.loads(done.stdout)} <= {"unpinned-uses"}


def test_at_a_terminal_it_asks_for_what_the_rules_want(tmp_path: Path) -> None:
    shown = answered(
        ["init", "--into", "town"],
        [
            ("The state, such as CT:", "Connecticut"),
            ("The town, city or county:", "Westport"),
            ("Whose database holds the reads", "nobody"),
            ("Whose database holds the reads", "flock"),
            ("What the contract forbids the vendor", ""),
            ("How long the vendor may keep reads", "10 days"),
            ("Encryption on every network", "yes"),
            ("Encryption of what is stored", ""),
            ("Where people can read this policy", "https://town.example/policy"),
            ("Where the report appears", ""),
        ],
        tmp_path,
    )
    assert "write one of motorola-learn, flock" in shown
    policy = (tmp_path / "town/us-ct/westport-pd/policy.yaml").read_text()
    assert "vendor: flock" in policy
    assert "reads: 10 days" in policy
    assert 'policy_published: "https://town.example/policy"' in policy
    assert "encrypted_in_transit: true" in policy
    assert "encrypted_at_rest: " not in policy.replace("encrypted_at_rest: Enc", "")
