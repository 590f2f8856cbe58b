"""Every command that reads an export or a list ends with one clear error, within its limits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.nasty import pdfs, texts, workbooks
from tests.program import Subject, program
from tests.repositories import WESTPORT, drafts

pytest.importorskip("resource", reason="no process can be limited on this system")
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


BOUNDED = ("RLIMIT_CPU", 8)
"""Whatever the command does itself, it may not take more seconds than this."""


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
    words = tuple(word.replace("EXPORT", export) for word in COMMANDS[command])
    done = program().run(Subject(words, limit=BOUNDED), tmp_path, _environment(command))
    assert done.code in (1, 2), done.err
    assert done.err.startswith("error: ")
    assert "Traceback" not in done.err
    assert "\nhint: " in done.err
    assert set(tmp_path.rglob("*")) == before
