"""An editor's server stays for days: what one key leaves behind is nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import io
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from lsprotocol import types

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.session import LiveSession
from lprpolicy.host import garbage
from lprpolicy.host.files.tree import Tree
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.lsp.server import make
from lprpolicy.repository.known_lists import known_lists
from lprpolicy.repository.layout import folder
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


@pytest.mark.parametrize("stays", [True, False])
def test_only_a_process_that_stays_sets_aside_what_it_read(town: Path, stays: bool) -> None:
    """Each search of thousands of towns for garbage would hold up a key, and finds nothing."""
    live, options = LiveSession(), Options(as_of=TODAY, today=TODAY)
    thresholds, aside = gc.get_threshold(), gc.get_freeze_count()

    def check(days: int) -> int:
        live.check(tree(days), options, None)
        return gc.get_freeze_count() - aside

    def tree(days: int) -> Tree:
        read = folder((town,))
        path = "us-ct/westport-pd/policy.yaml"
        text = read.files[path].replace(b"reads: 14 days", b"reads: %d days" % days)
        return replace(read, files={**read.files, path: text})

    try:
        if stays:
            garbage.collect_often()
        first = check(7)
        assert (first > 0) == stays
        assert check(8) <= first  # a key sets nothing aside
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


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
