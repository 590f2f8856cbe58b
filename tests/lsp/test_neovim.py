"""A real editor: a grant to ICE is typed in Neovim, seen, asked about, fixed and saved."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import HANG
from tests.repositories import drafts

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from tests.lsp.places import assert_fixed

NVIM = shutil.which("nvim")
TYPING = Path(__file__).with_name("typing.lua")


@pytest.mark.skipif(NVIM is None, reason="Neovim is not installed")
def test_what_is_typed_in_neovim_is_judged_before_it_is_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, raw in drafts().files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    policy = tmp_path / "us-ct/westport-pd/policy.yaml"
    before = policy.read_text(encoding="utf-8")
    done = subprocess.run(
        [NVIM, "--headless", "--clean", policy, "-c", f"luafile {TYPING}"],
        cwd=tmp_path,
        env=os.environ
        | {"LSP_PYTHON": sys.executable, "LSP_DAY": "2026-11-22", "HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=10 * HANG,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("[")]
    said = dict(json.loads(line) for line in lines)
    assert done.returncode == 0, (said, done.stderr)
    assert list(said["before"]) == list(said["saved"]) == []
    assert ["us-ct/no-federal-immigration-grants", said["grant"]] in said["typed"]
    assert said["hover"].startswith("U.S. Immigration and Customs Enforcement (us/ice)")
    assert said["action"] == "Remove 1 of its grants: rules forbid them"
    assert_fixed(tmp_path, policy, before, capsys)
