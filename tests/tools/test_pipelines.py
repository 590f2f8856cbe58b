"""The pipelines of other code hosts and the container: what their makers' own schemas and linter say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from lprpolicy.cli.check import command as check
from lprpolicy.cli.group import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
EXAMPLES = {
    "vendor.gitlab-ci": ROOT / "docs" / "examples" / "gitlab-ci.yml",
    "vendor.azure-pipelines": ROOT / "docs" / "examples" / "azure-pipelines.yml",
}
CONTAINER = ROOT / "Containerfile"


def fits(schema: str, path: Path) -> bool:
    command = [str(BIN / "check-jsonschema"), "--regex-variant", "nonunicode"]
    done = subprocess.run(
        [*command, "--builtin-schema", schema, str(path)], capture_output=True, check=False
    )
    return done.returncode == 0


@pytest.mark.parametrize("schema", EXAMPLES)
def test_an_example_is_what_its_host_reads(schema: str) -> None:
    assert fits(schema, EXAMPLES[schema])


def test_an_example_that_its_host_could_not_read_is_noticed(tmp_path: Path) -> None:
    """On GitLab's schema: that of Azure takes minutes to say no."""
    wrong = tmp_path / "gitlab-ci.yml"
    text = EXAMPLES["vendor.gitlab-ci"].read_text()
    wrong.write_text(text.replace("  script:\n", "  script: 5\n  x:\n"))
    assert not fits("vendor.gitlab-ci", wrong)


@pytest.mark.parametrize("path", EXAMPLES.values(), ids=lambda path: path.stem)
def test_an_example_judges_against_a_base_and_asks_for_options_that_there_are(path: Path) -> None:
    text = path.read_text()
    YAML(typ="safe").load(text)
    (called,) = re.findall(r"bin/lprpolicy\"? check .*?--format text", text, re.DOTALL)
    known = {name for option in check.params for name in option.opts}
    assert "--base" in called
    assert set(re.findall(r"--[a-z-]+", called)) <= known


def test_the_container_file_is_as_its_linter_wants_it(tmp_path: Path) -> None:
    lint = [str(BIN / "hadolint"), "--no-color"]
    done = subprocess.run([*lint, str(CONTAINER)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    worse = tmp_path / "Containerfile"
    worse.write_text(CONTAINER.read_text().replace("python:3.13-slim", "python"))
    assert subprocess.run([*lint, str(worse)], capture_output=True, check=False).returncode == 1


def test_the_container_takes_what_the_build_needs_and_runs_as_nobody() -> None:
    text = CONTAINER.read_text()
    allowed = {
        line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line[0] == "!"
    }
    copied = [
        word
        for line in re.findall(r"^COPY (?!--)(.*)$", text, re.MULTILINE)
        for word in line.split()[:-1]
    ]
    assert set(copied) == allowed
    assert all((ROOT / name).exists() for name in copied)
    assert "--require-hashes" in text
    assert "USER 65534:65534" in text
    assert 'ENTRYPOINT ["lprpolicy"]' in text
    assert "check" in COMMANDS
