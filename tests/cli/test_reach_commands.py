"""`lprpolicy reach` and `lprpolicy network`, as people and scripts use them."""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.conftest import Snapshot
from tests.environments import importing
from tests.program import run_program
from tests.reaching import DIRECTORY, HEADER, policy


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two towns, a hub and an export of one of the towns."""
    files = {
        "lprpolicy.yaml": "schema: lprpolicy/config/v1\n",
        "directory/us-ct.yaml": DIRECTORY,
        "us-ct/aville-pd/policy.yaml": policy(
            "us-ct/aville-pd",
            "{to: us-ct/bville-pd, data: [reads]}",
            "{to: us-ct/partnerton-so, data: [reads], mode: per-request}",
            sharing="  onward: with-permission\n",
        ),
    }
    for name, text in files.items():
        path = tmp_path / "towns" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows = "HSI (Newark NJ),,Bville\nConnecticut Exampleton Fusion Center (CT),,Bville\nDville,,B\n"
    (tmp_path / "SharedNetworks_2026-09-01.csv").write_text(HEADER + rows, encoding="utf-8")
    return tmp_path


def run(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_program(arguments, cwd, importing() | {"COLUMNS": "100", "LC_ALL": "C.UTF-8"})


OBSERVED = ("--observed", "us-ct/bville-pd=SharedNetworks_2026-09-01.csv")


def test_reach_prints_each_step_with_its_place(repository: Path, snapshot: Snapshot) -> None:
    done = run(repository, "reach", "us-ct/aville-pd", "--repository", "towns", *OBSERVED, "--all")
    assert (done.returncode, done.stderr) == (0, "")
    snapshot("reach.txt", done.stdout)


def test_reach_says_the_same_to_programs(repository: Path, snapshot: Snapshot) -> None:
    asked = ("reach", "us-ct/aville-pd", "--repository", "towns", *OBSERVED, "--max-hops", "2")
    done = run(repository, *asked, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["answer"]) == (0, "cannot-tell")
    snapshot("reach.json", done.stdout)


def test_reach_never_says_that_somebody_cannot_be_reached(repository: Path) -> None:
    done = run(repository, "reach", "us-ct/aville-pd", "--to", "us/fbi", "--repository", "towns")
    assert done.returncode == 0
    assert "Federal Bureau of Investigation: cannot tell" in done.stdout
    assert "cannot reach" not in done.stdout


def test_network_counts_and_exports(repository: Path, snapshot: Snapshot) -> None:
    formats = ("--format", "text", "--format", "json=n.json", "--format", "graphml=n.graphml")
    done = run(repository, "network", "towns", *OBSERVED, *formats)
    assert (done.returncode, done.stderr) == (0, "")
    snapshot("network.txt", done.stdout)
    snapshot("network.json", (repository / "n.json").read_text(encoding="utf-8"))
    drawn = (repository / "n.graphml").read_text(encoding="utf-8")
    snapshot("network.graphml", drawn)
    graph = ET.fromstring(drawn)
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    ids = {node.get("id") for node in graph.iterfind(".//g:node", space)}
    ends = {
        edge.get(end) for edge in graph.iterfind(".//g:edge", space) for end in ("source", "target")
    }
    assert ends <= ids


@pytest.mark.parametrize("command", ["reach", "network"])
def test_help_has_examples(command: str, tmp_path: Path, snapshot: Snapshot) -> None:
    done = run(tmp_path, command, "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout
    snapshot(f"help-{command}.txt", done.stdout)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["reach", "us-ct/nobody-pd"], 3, "has published nothing here"),
        (["reach", "Aville"], 2, "is not an agency's id"),
        (["reach", "us-ct/aville-pd", "--max-hops", "0"], 2, "max-hops"),
        (["reach", "us-ct/aville-pd", "--to", "ICE"], 2, "neither an id nor a kind"),
        (["reach", "us-ct/aville-pd", "--observed", "none.csv"], 1, "cannot be read"),
        (["network", "--format", "dot"], 2, "the formats are text, json, graphml"),
        (["network", "--format", "json", "--format", "text"], 2, "standard output"),
    ],
)
def test_an_error_says_what_to_do_and_what_did_not_happen(
    repository: Path, arguments: list[str], code: int, says: str
) -> None:
    done = run(repository / "towns", *arguments)
    assert done.returncode == code
    assert says in done.stderr
    assert "nothing was" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_graph_library_is_loaded_only_for_the_network(repository: Path) -> None:
    code = (
        "import sys; from lprpolicy.cli.run import run\n"
        "run(['check', 'towns']); run(['reach', 'us-ct/aville-pd', '--repository', 'towns'])\n"
        "print('rustworkx' in sys.modules, 'numpy' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=repository,
        env=importing(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip() == "False False"


def test_network_without_its_library_names_the_command_that_installs_it(repository: Path) -> None:
    code = (
        "import sys; sys.modules['rustworkx'] = None\n"
        "from lprpolicy.cli.run import run\n"
        "sys.exit(run(['network', 'towns']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=repository,
        env=importing(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "pip install 'lprpolicy[network]'" in done.stderr
    assert "nothing was followed" in done.stderr
