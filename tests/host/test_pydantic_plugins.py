"""A package that is installed beside lprpolicy cannot change what pydantic accepts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = """
import sys
print("loaded", file=sys.stderr)

class Plugin:
    def new_schema_validator(self, *given, **named):
        return None, None, None

plugin = Plugin()
"""
BUILD = """
import os
{first}
from lprpolicy.model.config import Config
from lprpolicy.model.with_pydantic import adapter
adapter(Config)
print("PYDANTIC_DISABLE_PLUGINS" in os.environ)
"""
VARIABLE = "PYDANTIC_DISABLE_PLUGINS"
SHUT_OUT = "from lprpolicy.host.pydantic_plugins import shut_out; shut_out()"


@pytest.mark.parametrize(
    ("first", "loaded"),
    [("", True), (SHUT_OUT, False)],
    ids=["as pydantic is", "shut out"],
)
def test_no_plug_in_is_loaded(tmp_path: Path, first: str, loaded: bool) -> None:
    (tmp_path / "guest.py").write_text(PLUGIN, encoding="utf-8")
    about = tmp_path / "guest-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1\n", "utf-8")
    (about / "entry_points.txt").write_text("[pydantic]\nguest = guest:plugin\n", "utf-8")
    others = {name: value for name, value in os.environ.items() if name != VARIABLE}
    run = subprocess.run(
        [sys.executable, "-c", BUILD.format(first=first)],
        env={**others, "PYTHONPATH": f"{tmp_path}{os.pathsep}{Path.cwd()}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("loaded" in run.stderr) is loaded
    assert run.stdout.strip() == str(not loaded), "what it starts finds none either"
