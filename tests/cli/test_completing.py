"""What a shell offers for a word, as bash asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environments import importing
from tests.repositories import POLICIES


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    shutil.copytree(POLICIES, folder / "policies")
    return folder


def offered(folder: Path, *words: str) -> list[str]:
    """What bash is offered for the last of these words."""
    line = ["lprpolicy", *words]
    asked = {
        "_LPRPOLICY_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(line),
        "COMP_CWORD": str(len(line) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "lprpolicy"],
        cwd=folder,
        env={**os.environ, **importing(), **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


def test_rules_of_the_packs_and_of_the_town_are_offered(town: Path) -> None:
    assert offered(town, "rules", "show", "us-ct/retention-r") == ["us-ct/retention-reads"]
    own = "us-ct/westport-pd/widening-needs-a-vote"
    assert offered(town, "rules", "show", "us-ct/westport-pd/w") == [own]
    assert "us-ca/california-highway-patrol/monitoring" in offered(town, "rules", "show", "us-ca/")


def test_agencies_of_the_repository_are_offered(town: Path) -> None:
    for command in ("render", "plan", "history"):
        assert offered(town, command, "us-ct/w") == ["us-ct/westport-pd", "us-ct/wethersfield-pd"]
    assert offered(town / "policies", "render", "us-ct/westp") == ["us-ct/westport-pd"]


def test_states_are_offered(town: Path) -> None:
    assert offered(town, "init", "--state", "C") == ["CA", "CO", "CT"]


def test_formats_are_those_of_the_document(town: Path) -> None:
    assert offered(town, "check", "--format", "j") == ["json", "junit"]
    assert offered(town, "network", "--format", "g") == ["graphml"]


def test_nothing_is_offered_where_nothing_is_known(tmp_path: Path) -> None:
    assert offered(tmp_path, "render", "us-") == []
