"""What is loaded before a command says anything: an editor and a hook start it all the time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import POLICIES, TODAY

SCRIPT = """
import json, sys
from lprpolicy.cli.run import run
run(sys.argv[1:])
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
OURS = {
    "lprpolicy",
    "lprpolicy.cli",
    "lprpolicy.cli.group",
    "lprpolicy.cli.outside",
    "lprpolicy.cli.progress",
    "lprpolicy.cli.run",
    "lprpolicy.cli.saying",
    "lprpolicy.errors",
    "lprpolicy.host",
    "lprpolicy.host.clock",
    "lprpolicy.host.environment",
    "lprpolicy.host.outside",
    "lprpolicy.host.terminal",
    "lprpolicy.model",
    "lprpolicy.model.days",
    "lprpolicy.host.progress",
}
REMEMBERED = OURS | {
    "lprpolicy.cli.check",
    "lprpolicy.cli.formats",
    "lprpolicy.cli.of_system",
    "lprpolicy.cli.options",
    "lprpolicy.host.terminal",
    "lprpolicy.evaluate",
    "lprpolicy.host.files",
    "lprpolicy.host.files.papers",
    "lprpolicy.host.files.stamps",
    "lprpolicy.model.layout",
    "lprpolicy.model.prose",
    "lprpolicy.host.parallel",
    "lprpolicy.repository",
    "lprpolicy.tasks",
    "lprpolicy.host.cache",
    "lprpolicy.host.owned",
    "lprpolicy.host.parallel.forks",
    "lprpolicy.evaluate.keys",
    "lprpolicy.evaluate.options",
    "lprpolicy.tasks.check",
    "lprpolicy.repository.layout",
    "lprpolicy.host.kept_code",
    "lprpolicy.host.package_data",
    "lprpolicy.host.parallel.parts",
    "lprpolicy.host.user_folders",
    "lprpolicy.host.files.tree",
    "lprpolicy.host.files.found",
    "lprpolicy.host.files.walk",
    "lprpolicy.write",
}
HEAVY = {
    "asyncio",
    "cel_expr_python",
    "concurrent",
    "email",
    "jsonschema",
    "multiprocessing",
    "pdfminer",
    "pydantic",
    "pydantic_core",
    "rapidfuzz",
    "rich",
    "ruamel",
    "sqlite3",
    "subprocess",
    "yaml",
}


def loaded(cache: Path, *arguments: str | Path) -> set[str]:
    """The modules that a command has loaded when it is done."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)],
        env={**os.environ, "LPRPOLICY_AS_OF": str(TODAY), "LPRPOLICY_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.startswith("lprpolicy")}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_word_about_itself_loads_no_task(option: str, tmp_path: Path) -> None:
    modules = loaded(tmp_path, option)
    assert ours(modules) == OURS
    assert not (HEAVY | {"zoneinfo"}) & modules


def test_a_check_that_was_made_before_loads_no_model(tmp_path: Path) -> None:
    assert "lprpolicy.model.policy" in loaded(tmp_path, "check", POLICIES)
    modules = loaded(tmp_path, "check", POLICIES)
    assert ours(modules) == REMEMBERED
    assert not HEAVY & modules


def test_a_small_check_starts_no_other_process(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "check", POLICIES, "--no-cache")
    assert "lprpolicy.evaluate.report" in modules
    assert not {"multiprocessing", "rapidfuzz", "jsonschema", "ruamel", "rich"} & modules
    assert not {"pydantic", "pydantic_core"} & modules, "files without a fault are read without it"
    assert not {"lprpolicy.read.syntax", "lprpolicy.model.lexicon"} & modules
