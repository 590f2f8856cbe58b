"""A second real editor: a grant to ICE is typed in Emacs, seen, fixed and saved."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.limits import HANG, THOROUGH
from tests.repositories import drafts

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from tests.lsp.places import assert_fixed

TYPING = Path(__file__).with_name("typing.el")
PAGE = ROOT / "docs/how-to/editor.md"
EGLOT = Path("/usr/share/emacs/site-lisp/elpa")


def has_emacs() -> bool:
    return bool(shutil.which("emacs") and shutil.which("script") and [*EGLOT.glob("eglot-*")])


@pytest.mark.skipif(not (THOROUGH and has_emacs()), reason="no Emacs with Eglot, or no time for it")
def test_what_is_typed_in_emacs_is_judged_before_it_is_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository, home = tmp_path / "repository", tmp_path / "home"
    home.mkdir()
    for path, raw in drafts().files.items():
        file = repository / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    policy = repository / "us-ct/westport-pd/policy.yaml"
    before = policy.read_text(encoding="utf-8")
    pasted = re.search(r"```elisp\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert pasted is not None
    (home / "settings.el").write_text(pasted[1], encoding="utf-8")
    command = f"emacs -nw -q -l {home}/settings.el -l {TYPING} {policy}"
    keys, held = os.pipe()  # a keyboard on which nobody types; at its end Emacs would read ^D
    subprocess.run(
        ["script", "-qec", command, "/dev/null"],
        cwd=repository,
        env=os.environ
        | {"HOME": str(home), "TERM": "xterm", "LSP_SAID": str(home / "said")}
        | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        | {"LPRPOLICY_AS_OF": "2026-11-22"},
        stdin=keys,
        capture_output=True,
        timeout=10 * HANG,
        check=False,
    )
    os.close(keys)
    os.close(held)
    lines = (home / "said").read_text(encoding="utf-8").splitlines()
    said = dict(json.loads(line) for line in lines)
    assert said["before"] is said["saved"] is None, said
    assert any("[us-ct/no-federal-immigration-grants]" in words for words in said["typed"]), said
    assert [said["grant"]] in said["typed"].values()
    assert said["offered"] == ["Remove 1 of its grants: rules forbid them"]
    assert_fixed(repository, policy, before, capsys)
