"""The workflows and the action: pinned, and with the least rights; `make lint` runs zizmor."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*")

workflows = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
files = pytest.mark.parametrize(
    "path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name
)


def _read(path: Path) -> dict[str, Any]:
    """YAML 1.2, in which `on` is a word."""
    read: dict[str, Any] = YAML(typ="safe").load(path)
    return read


def _steps(path: Path) -> Iterator[dict[str, Any]]:
    read = _read(path)
    yield from read.get("runs", {}).get("steps", ())
    for job in read.get("jobs", {}).values():
        yield from job.get("steps", ())


def test_there_are_workflows() -> None:
    names = {"check.yml", "ci.yml", "diff.yml", "plan.yml", "drift.yml", "versions.yml"}
    assert {path.name for path in WORKFLOWS} >= names


@files
def test_every_action_of_others_is_pinned_to_a_commit(path: Path) -> None:
    used = re.findall(r"^\s*(?:- )?uses: (.+)$", path.read_text(), re.MULTILINE)
    assert used
    assert [one for one in used if not one.startswith("./") and not PINNED.fullmatch(one)] == []


def test_one_action_is_pinned_to_one_commit_everywhere() -> None:
    used: dict[str, set[str]] = {}
    for path in (*WORKFLOWS, ROOT / "action.yml"):
        for step in _steps(path):
            name, _, commit = step.get("uses", "").partition("@")
            used.setdefault(name, set()).add(commit)
    assert [name for name, commits in used.items() if len(commits) > 1] == []


@workflows
def test_a_workflow_starts_without_any_right(path: Path) -> None:
    read = _read(path)
    assert read["permissions"] == {}
    for job in read["jobs"].values():
        assert job["permissions"]["contents"] == "read"
        assert set(job["permissions"]) <= {
            "contents",
            "security-events",
            "pull-requests",
            "issues",
        }
        assert job["timeout-minutes"] <= 60


@workflows
def test_a_job_that_may_write_words_runs_the_scripts_alone(path: Path) -> None:
    """Nothing of a pull request runs beside a token that can write; nor does the tool."""
    for job in _read(path)["jobs"].values():
        if not {"pull-requests", "issues"} & set(job["permissions"]):
            continue
        checked_out, *others = job["steps"]
        assert checked_out["with"]["sparse-checkout"] == ".github/scripts"
        if "pull_request" in _read(path)["on"]:
            assert checked_out["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
            assert "head.repo.full_name == github.repository" in job["if"]
        assert all("uses" not in step and "sticky.sh" in step["run"] for step in others)


def test_the_gate_waits_for_an_approval() -> None:
    jobs = _read(ROOT / ".github" / "workflows" / "plan.yml")["jobs"]
    assert jobs["gate"]["environment"] == "vendor-changes"
    assert jobs["gate"]["needs"] == "plan"
    assert jobs["plan"]["if"] == "github.ref == 'refs/heads/main'"


@workflows
def test_a_pull_request_of_a_fork_gets_no_secret_and_no_right(path: Path) -> None:
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(_read(path)["on"])
    assert "secrets." not in path.read_text()


@files
def test_a_check_out_leaves_no_credentials(path: Path) -> None:
    for step in _steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@files
def test_no_script_has_an_expression_in_it(path: Path) -> None:
    assert [step["run"] for step in _steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize(
    "script", sorted((ROOT / ".github" / "scripts").glob("*.sh")), ids=lambda path: path.name
)
def test_a_script_is_bash_that_stops_at_a_failure(script: Path) -> None:
    text = script.read_text()
    assert text.startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\n" in text
    assert "eval" not in text.split()
    subprocess.run(["bash", "-n", script], check=True)
