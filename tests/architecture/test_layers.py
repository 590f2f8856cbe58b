"""What start-up may load, and how long a file may be; `make lint` proves the layers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.environments import importing

HEAVY = (
    "pydantic",
    "rich",
    "ruamel",
    "yaml",
    "jsonschema",
    "rapidfuzz",
    "pdfminer",
    "cel_expr_python",
    "rustworkx",
    "numpy",
    "jinja2",
)


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


OF_OTHER_COMMANDS = (
    "lprpolicy.compare",
    "lprpolicy.model.change",
    "lprpolicy.model.lexicon",
    "lprpolicy.model.network",
    "lprpolicy.model.observation",
    "lprpolicy.model.search",
    "lprpolicy.model.search_log",
    "lprpolicy.reach",
    "lprpolicy.evaluate.network",
    "lprpolicy.vendors",
    "lprpolicy.write.report.json",
    "lprpolicy.write.path_words",
)


def test_a_check_loads_what_its_rules_and_its_format_need_and_no_more(
    tmp_path: Path, root: Path
) -> None:
    town = tmp_path / "us-ct" / "westport-pd"
    town.mkdir(parents=True)
    policy = (root / "policies" / "us-ct" / "westport-pd" / "policy.yaml").read_bytes()
    (town / "policy.yaml").write_bytes(policy)
    code = (
        "import sys; from lprpolicy.cli.run import run\n"
        f"run(['check', {str(tmp_path)!r}, '--as-of', '2026-11-22'])\n"
        f"print([name for name in {OF_OTHER_COMMANDS!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_no_plug_in_of_another_package_has_a_say_in_what_is_valid(
    tmp_path: Path, root: Path
) -> None:
    about = tmp_path / "somebody-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: somebody\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[pydantic]\nx = somebody:plugin\n")
    (tmp_path / "somebody.py").write_text("import sys\nsys.exit('it was loaded')\n")
    done = subprocess.run(
        [sys.executable, "-m", "lprpolicy", "check", root / "policies", "--as-of", "2026-11-22"],
        cwd=root,
        env=importing(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "it was loaded" not in done.stderr
    assert "Checked" in done.stdout


def test_no_file_is_longer_than_a_reader_bears(root: Path) -> None:
    long = {
        path.relative_to(root).as_posix(): lines
        for folder in ("lprpolicy", "tests")
        for path in (root / folder).rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}
