"""An editor that speaks the protocol to a real `lprpolicy lsp` over its standard streams."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.limits import HANG


class Editor(LanguageClient):
    """Keeps the newest diagnostics of each file, and the messages that the server showed."""

    def __init__(self) -> None:
        super().__init__("an editor", "1")
        self.found: dict[str, types.PublishDiagnosticsParams] = {}
        self.said: list[str] = []
        self._news = asyncio.Event()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.found[params.uri] = params
            self._news.set()

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            self.said.append(params.message)
            self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; every wait ends with a notice of the server."""
        while not holds():
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), HANG)

    def open(self, file: Path, text: str | None = None) -> str:
        uri = file.as_uri()
        said = file.read_text(encoding="utf-8") if text is None else text
        item = types.TextDocumentItem(uri, "yaml", 1, said)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        document = types.VersionedTextDocumentIdentifier(version=version, uri=uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    async def diagnostics(
        self, uri: str, version: int, *, open_: bool = True
    ) -> list[types.Diagnostic]:
        """The findings of one version of a text; a file that is not open has no versions."""
        wanted = version if open_ else None
        await self.until(lambda: uri in self.found and self.found[uri].version == wanted)
        return list(self.found[uri].diagnostics)


@asynccontextmanager
async def editor(day: str) -> AsyncIterator[Editor]:
    """Start the server, shake hands, and end it as an editor does."""
    client = Editor()
    env = os.environ | {"LPRPOLICY_AS_OF": day}
    await client.start_io(sys.executable, "-m", "lprpolicy", "lsp", env=env)
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    try:
        yield client
        await client.shutdown_async(None)
    finally:
        client.exit(None)
        if client._server is not None and sys.exc_info()[0] is not None:
            client._server.kill()  # a test that failed waits for nobody
        await client.stop()


def session(day: str, acts: Callable[[Editor], Awaitable[None]]) -> None:
    """Run one session of an editor."""

    async def run() -> None:
        async with editor(day) as client:
            await acts(client)

    asyncio.run(run())
