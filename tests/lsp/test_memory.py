"""An editor's server stays for days: what one key leaves behind is nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import io
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from lsprotocol import types

from lprpolicy.evaluate.options import Options
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.lsp.server import make
from lprpolicy.repository.known_lists import known_lists
from tests.limits import HANG
from tests.lsp.places import DAY

TODAY = dt.date.fromisoformat(DAY)


def test_another_text_leaves_no_garbage(town: Path, westport: Path) -> None:
    """Westport has rules of its own, which are read again with each text."""
    options = Options(as_of=TODAY, today=TODAY)
    opened = OpenRepository(town, lambda: options, partial(known_lists, imported=False))
    path, text = westport.relative_to(town).as_posix(), westport.read_text(encoding="utf-8")

    def key(days: int) -> None:
        opened.buffers[path] = text.replace("reads: 14 days", f"reads: {days} days")
        opened.check()

    key(1)
    gc.collect()
    gc.disable()
    try:
        for days in range(2, 7):
            key(days)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_of_a_change_of_the_text_the_library_keeps_nothing(tmp_path: Path) -> None:
    async def run() -> int:
        server = make(lambda: TODAY)
        server.protocol.set_writer(io.BytesIO())
        begun = types.InitializeParams(types.ClientCapabilities())
        server.protocol._handle_request(1, types.INITIALIZE, begun)
        item = types.TextDocumentItem((tmp_path / "notes.yaml").as_uri(), "yaml", 0, "a: 1")
        opened = types.DidOpenTextDocumentParams(item)
        server.protocol._handle_notification(types.TEXT_DOCUMENT_DID_OPEN, opened)
        assert item.uri in server.workspace.text_documents
        return len(server.protocol._request_futures)

    assert asyncio.run(run()) == 0


@pytest.mark.parametrize(
    ("words", "collects"), [(["lsp"], "10000"), (["--version"], "1000000")], ids=["stays", "ends"]
)
def test_a_process_that_stays_looks_for_garbage_often(words: list[str], collects: str) -> None:
    program = (
        "import gc, os, sys\n"
        "exits = os._exit\n"
        "os._exit = lambda code: (print(gc.get_threshold()[0], file=sys.stderr), exits(code))\n"
        "from lprpolicy.cli.entry import start\n"
        "start()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    assert done.stderr.split() == [collects]
