"""A language server ends when its editor ends it or is gone, and says nothing then."""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from lsprotocol import types

from lprpolicy.lsp.server import PAUSE, make
from tests.limits import HANG

DAY = "2026-11-22"


@pytest.mark.parametrize("judged", [False, True], ids=["at once", "when it has judged"])
def test_it_ends_without_a_word_when_the_editor_ends_it(
    westport: Path, tmp_path: Path, judged: bool
) -> None:
    def message(method: str, params: object, **more: object) -> bytes:
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)

    text = westport.read_text(encoding="utf-8")
    document = {"uri": westport.as_uri(), "languageId": "yaml", "version": 1, "text": text}
    command = [sys.executable, "-m", "lprpolicy", "lsp", "--as-of", DAY]
    pipe = subprocess.PIPE
    with (
        (tmp_path / "told").open("wb") as told,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=told) as server,
    ):
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(message("initialize", {"capabilities": {}, "processId": None}, id=1))
        server.stdin.write(message("initialized", {}))
        server.stdin.write(message("textDocument/didOpen", {"textDocument": document}))
        server.stdin.flush()
        if judged:
            assert any(b"publishDiagnostics" in line for line in server.stdout)
        server.stdin.write(message("shutdown", None, id=2) + message("exit", None))
        server.stdin.flush()
        server.stdout.read()
        code = server.wait(HANG)
    assert (code, (tmp_path / "told").read_text(encoding="utf-8")) == (0, "")


def test_what_waits_to_be_judged_is_left_when_the_editor_ends_the_server(westport: Path) -> None:
    """The library closes the output first, and ends a little later: a judgment between them fails."""
    said, server = io.BytesIO(), make(lambda: dt.date.fromisoformat(DAY), lists=False)
    there = server.repositories.around(westport)
    assert there is not None

    async def end() -> None:
        server.protocol.set_writer(said)
        server.soon(there[0])
        server.protocol.fm.features[types.EXIT](None)
        await asyncio.sleep(3 * PAUSE)

    asyncio.run(end())
    assert said.getvalue() == b""
    assert server.shown == {}


def test_a_message_that_cannot_be_sent_is_noted_once_and_told_to_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone = (tmp_path / "gone").open("wb")
    gone.close()
    server = make(lambda: dt.date.fromisoformat(DAY))
    server.protocol.set_writer(gone)
    server.window_show_message(types.ShowMessageParams(types.MessageType.Info, "to nobody"))
    assert len([one for one in caplog.records if "Error sending data" in one.message]) == 1


def test_a_question_that_breaks_the_server_is_answered_with_an_error_and_the_next_one_too(
    westport: Path,
) -> None:
    """An address of another type than text is nothing that the server looks for."""
    said, server = io.BytesIO(), make(lambda: dt.date.fromisoformat(DAY), lists=False)
    server.protocol.set_writer(said)
    begun = types.InitializeParams(types.ClientCapabilities())
    server.protocol._handle_request(1, types.INITIALIZE, begun)
    for number, uri in ((2, 7), (3, westport.as_uri())):
        asked = SimpleNamespace(
            text_document=SimpleNamespace(uri=uri), position=types.Position(0, 0)
        )
        server.protocol._handle_request(number, types.TEXT_DOCUMENT_HOVER, asked)
    answers = [json.loads(one) for one in re.findall(rb"\{.*?\}(?=Content|$)", said.getvalue())]
    assert [(one["id"], "error" in one) for one in answers] == [(1, False), (2, True), (3, False)]
