"""Every command that reads an export or a list ends with one clear error, within its limits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.nasty import pdfs, texts, workbooks
from tests.repositories import WESTPORT, drafts

resource = pytest.importorskip("resource", reason="no process can be limited on this system")
EXPORTS = {
    "widths.pdf": pdfs.composite(b"0 4000000000 1"),
    "damaged.xlsx": workbooks.damaged(14),
    "commas.csv": texts.tables()["500,000 commas in the header"],
    "half.json": texts.scraped(sharing_outbound=["Ay\ud800 PD"]),
}
AGENCY = WESTPORT.removesuffix("/policy.yaml")
COMMANDS = {
    "import": ("import", "EXPORT", "--agency", "us-ct/x-pd", "--into", "out"),
    "start": ("start", "--state", "CT", "--town", "X", "--export", "EXPORT", "--into", "out"),
    "plan": ("plan", AGENCY, "--observed", "EXPORT", "--in", "policies"),
    "drift": ("drift", AGENCY, "--observed", "EXPORT", "--in", "policies"),
    "requests": ("requests", AGENCY, "EXPORT", "--in", "policies"),
    "reach": ("reach", AGENCY, "--observed", f"{AGENCY}=EXPORT", "--repository", "policies"),
    "directory import": ("directory", "import", "fbi-lee", "EXPORT"),
    "verify": ("verify", "EXPORT", "--observed", "EXPORT", "--in", "policies"),
    "gate": ("gate", "EXPORT", "--in", "policies"),
}


def bounded() -> None:
    """Whatever the command does itself, it may not take more than this."""
    resource.setrlimit(resource.RLIMIT_CPU, (8, 8))


def _environment(command: str) -> dict[str, str]:
    """A fixed day, but for the gate, which would say first that it takes none."""
    if command == "gate":
        return {k: v for k, v in os.environ.items() if not k.startswith("LPRPOLICY_")}
    return {**os.environ, "LPRPOLICY_AS_OF": "2026-11-22"}


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_refuses_a_nasty_file(command: str, export: str, tmp_path: Path) -> None:
    for name, raw in drafts().files.items():
        (tmp_path / "policies" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "policies" / name).write_bytes(raw)
    (tmp_path / export).write_bytes(EXPORTS[export])
    before = set(tmp_path.rglob("*"))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "lprpolicy",
            *(word.replace("EXPORT", export) for word in COMMANDS[command]),
        ],
        cwd=tmp_path,
        env=_environment(command),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bounded,
    )
    assert done.returncode in (1, 2), done.stderr
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    assert "\nhint: " in done.stderr
    assert set(tmp_path.rglob("*")) == before
