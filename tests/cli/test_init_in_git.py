"""`lprpolicy init` in a project that is there already: what works only at the top is put there."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.cli.conftest import Run

INIT = ("init", "--state", "CT", "--town", "Alder", "--repository")
HOOK = (("lprpolicy-check", ["town/policies"]), ("lprpolicy-schema", None))


@pytest.fixture
def project(tmp_path: Path, lprpolicy: Run) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return tmp_path


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def test_in_a_folder_the_workflow_and_the_hooks_are_at_the_top_and_name_the_folder(
    project: Path, lprpolicy: Run
) -> None:
    done = lprpolicy(*INIT, "town/policies", "--owner", "@alder/records")
    assert (done.returncode, done.stderr) == (0, "")
    assert "wrote at the top of the git repository: .github/CODEOWNERS, " in done.stdout
    workflow = YAML(typ="safe").load(project / ".github" / "workflows" / "lprpolicy.yml")
    steps = workflow["jobs"]["policies"]["steps"]
    assert [one["with"].get("path") for one in steps] == [None, "town/policies"]
    (repo,) = YAML(typ="safe").load(project / ".pre-commit-config.yaml")["repos"]
    assert tuple((one["id"], one.get("args")) for one in repo["hooks"]) == HOOK
    owners = (project / ".github" / "CODEOWNERS").read_text()
    assert "/town/policies/us-ct/alder-pd/   @alder/records\n" in owners
    assert not any(line.startswith("*") for line in owners.splitlines())
    inside = files(project / "town" / "policies")
    assert not [name for name in inside if name.startswith(".")]
    assert "(../../.github/workflows/lprpolicy.yml)" in inside["README.md"]
    assert lprpolicy("check", "town/policies", "--format", "json").returncode == 1


def test_at_the_top_the_projects_own_files_stay_and_are_named(
    project: Path, lprpolicy: Run
) -> None:
    own = {
        "README.md": "ours",
        "CODEOWNERS": "* @ours",
        ".pre-commit-config.yaml": "repos: []",
        ".github/workflows/check.yml": "name: ours",
        "mkdocs.yml": "a: 1",
    }
    for name, text in own.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    done = lprpolicy(*INIT, ".")
    assert (done.returncode, done.stderr) == (0, "")
    written = files(project)
    assert {name: written[name] for name in own} == own
    assert ".github/CODEOWNERS" not in written
    assert "CODEOWNERS was there and stays as it is: add these lines" in done.stdout
    assert "    # /us-ct/alder-pd/" in done.stdout
    assert ".pre-commit-config.yaml was there and stays as it is: add this" in done.stdout
    assert "          - id: lprpolicy-check\n            args: [.]\n" in done.stdout
    assert 'path: "mkdocs.yml"' in written["lprpolicy.yaml"]
    report = lprpolicy("check", ".", "--format", "json")
    assert "files/unmatched" not in {one["rule"] for one in YAML().load(report.stdout)["findings"]}


def test_a_second_init_at_the_top_writes_nothing(project: Path, lprpolicy: Run) -> None:
    assert lprpolicy(*INIT, ".").returncode == 0
    before = files(project)
    done = lprpolicy(*INIT, ".")
    assert done.returncode == 2
    assert "there is a policy repository here" in done.stderr
    assert "nothing was written" in done.stderr
    assert files(project) == before


def test_a_file_in_the_way_of_the_policy_stops_it_before_anything_is_written(
    project: Path, lprpolicy: Run
) -> None:
    (project / "docs").mkdir()
    (project / "docs" / "memo.md").write_text("ours")
    done = lprpolicy(*INIT, ".")
    assert done.returncode == 2
    assert "docs/memo.md: this file exists already" in done.stderr
    assert files(project) == {"docs/memo.md": "ours"}


def test_what_was_written_at_the_top_goes_when_a_file_is_where_the_folder_is_to_be(
    project: Path, lprpolicy: Run
) -> None:
    (project / "town").write_text("a file")
    done = lprpolicy(*INIT, "town/policies")
    assert done.returncode == 2
    assert files(project) == {"town": "a file"}
    assert not (project / ".github").exists()


def test_many_yaml_files_at_the_top_want_a_folder_for_the_policy(
    project: Path, lprpolicy: Run
) -> None:
    for number in range(30):
        (project / f"{number}.yaml").write_text("a: 1")
    done = lprpolicy(*INIT, ".")
    assert done.returncode == 2
    assert "--repository policies" in done.stderr
