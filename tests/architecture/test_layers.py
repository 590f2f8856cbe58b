"""The layout holds: who may import whom, types, style, and what start-up may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.executable).parent
HEAVY = (
    "pydantic",
    "rich",
    "ruamel",
    "yaml",
    "jsonschema",
    "rapidfuzz",
    "pdfplumber",
    "cel_expr_python",
    "rustworkx",
    "numpy",
    "jinja2",
)


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["lint-imports"], id="the dependency rule"),
        pytest.param(["mypy"], id="types"),
        pytest.param(["ruff", "check", "."], id="style"),
        pytest.param(["ruff", "format", "--check", "."], id="format"),
    ],
)
def test_the_code_keeps(command: list[str], root: Path) -> None:
    done = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["check", "--help"], ["init", "--help"]]
)
def test_nothing_heavy_is_loaded_to_say_hello(arguments: list[str]) -> None:
    code = (
        "import sys; from lprpolicy.cli.run import run\n"
        f"assert run({arguments!r}) == 0\n"
        f"print(sorted(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_no_file_is_longer_than_a_reader_bears(root: Path) -> None:
    long = {
        path.relative_to(root).as_posix(): lines
        for folder in ("lprpolicy", "tests")
        for path in (root / folder).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}
