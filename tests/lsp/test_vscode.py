"""A third real editor: a grant to ICE is typed in VS Code, seen, fixed and saved.

code-server is VS Code with its window in a browser: `npm install code-server` with Node 24, and
`make vscode` for the extension. LPRPOLICY_PICTURE names a file for a picture of what was typed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.limits import HANG, THOROUGH
from tests.repositories import drafts

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from lprpolicy.errors import UsageError
from lprpolicy.host.browser import printer
from tests.lsp.places import DAY, assert_fixed

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXTENSION = ROOT / "build" / "lprpolicy.vsix"
POLICY = "us-ct/westport-pd/policy.yaml"
GRANT = "    - to: us/ice\n      mode: standing\n"
LONG = 1_000 * HANG
"""Milliseconds."""
QUIET = {
    "security.workspace.trust.enabled": False,
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "telemetry.telemetryLevel": "off",
    "chat.disableAIFeatures": True,
    "files.autoSave": "off",  # in a browser it is on
    "[yaml]": {"editor.autoIndent": "none"},  # whole lines come at once
}


def has_vs_code() -> bool:
    return bool(THOROUGH and shutil.which("code-server") and EXTENSION.exists())


def settings() -> dict[str, object]:
    """The settings of the page about editors, with the program of this environment."""
    page = (ROOT / "docs/how-to/editor.md").read_text(encoding="utf-8")
    pasted = re.search(r'```json\n(\{\n  "lprpolicy\.command".*?)```', page, re.DOTALL)
    assert pasted is not None
    said = json.loads(pasted[1])
    program = str(Path(sys.executable).with_name("lprpolicy"))
    return (
        QUIET
        | said
        | {"lprpolicy.command": program, "lprpolicy.arguments": ["lsp", "--as-of", DAY]}
    )


@contextmanager
def vs_code(repository: Path, home: Path) -> Iterator[Page]:
    """The window of VS Code, with the extension and the folder open."""
    from playwright.sync_api import sync_playwright

    (home / "data/User").mkdir(parents=True)
    (home / "data/User/settings.json").write_text(json.dumps(settings()), encoding="utf-8")
    folders = ["--user-data-dir", str(home / "data"), "--extensions-dir", str(home / "extensions")]
    begin = ["code-server", *folders]
    env = os.environ | {"HOME": str(home)}
    subprocess.run([*begin, "--install-extension", str(EXTENSION)], env=env, check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [*begin, "--auth", "none", "--bind-addr", f"127.0.0.1:{port}", str(repository)]
    server = subprocess.Popen(serve, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _until_it_listens(port)
        with sync_playwright() as play:
            as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
            browser = play.chromium.launch(executable_path=printer().program, args=as_root)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(LONG)
            page.goto(f"http://127.0.0.1:{port}/?folder={repository}")
            yield page
            browser.close()
    finally:
        server.terminate()
        server.wait(HANG)


def _until_it_listens(port: int) -> None:
    until = time.monotonic() + HANG
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.2)
        else:
            return


def go_to(page: Page, place: str) -> None:
    """Ask for a file or a line as a person does, and wait until the box has gone."""
    page.keyboard.press("Control+p")
    page.locator(".quick-input-box input").fill(place)
    page.locator(".quick-input-list .monaco-list-row").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".quick-input-widget").wait_for(state="hidden")


@pytest.mark.skipif(not has_vs_code(), reason="no code-server and extension, or no time for them")
def test_what_is_typed_in_vs_code_is_judged_before_it_is_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        printer()
    except UsageError as error:
        pytest.skip(error.message)
    repository = tmp_path / "repository"
    for path, raw in drafts().files.items():
        file = repository / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    policy = repository / POLICY
    before = policy.read_text(encoding="utf-8")
    line = before[: before.index("  grants:\n")].count("\n") + 2
    with vs_code(repository, tmp_path / "home") as page:
        page.locator(".explorer-folders-view .monaco-list-row").first.wait_for()
        go_to(page, POLICY)
        page.locator(".view-line").first.wait_for()
        page.get_by_text("Westport Police Department").first.wait_for()  # beside its id
        assert page.locator(".squiggly-error").count() == 0
        go_to(page, f":{line}:1")
        page.keyboard.insert_text(GRANT)
        # A key at a time, so that there were other errors on the way.
        page.get_by_text("U.S. Immigration and Customs Enforcement").first.wait_for()
        page.locator(".squiggly-error").first.wait_for()
        assert policy.read_text(encoding="utf-8") == before
        go_to(page, f":{line}:12")
        page.keyboard.press("Control+k")
        page.keyboard.press("Control+i")
        page.locator(".monaco-hover-content", has_text="federal").first.wait_for()
        if picture := os.environ.get("LPRPOLICY_PICTURE"):
            page.screenshot(path=picture)
        page.keyboard.press("Escape")
        page.keyboard.press("Control+.")
        fix = page.get_by_text("Remove 1 of its grants: rules forbid them").first
        fix.wait_for()
        page.keyboard.press("Enter")
        page.locator(".squiggly-error").first.wait_for(state="detached")
        page.keyboard.press("Control+s")
        page.locator(".tab.dirty").wait_for(state="detached")
    assert_fixed(repository, policy, before, capsys)
