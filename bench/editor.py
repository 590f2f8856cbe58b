"""How long an editor waits: from a key to the findings of that text, and for an answer.

    python -m bench.editor [--towns 5000] [--keys 100]
    python -m bench.editor --towns 1 --keys 10000    # whether memory stays flat

A client of the protocol types another number into one policy of a repository, key by key, as soon
as the findings of the last key are there. Wall-clock milliseconds, the server's own processor time
of each key where the system tells it, which other work on the machine hardly changes, and memory.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path
from typing import Final

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from bench.corpus import SIZES, corpus

CACHE: Final = Path("bench/.cache")
ROWS: Final = ("first", "key", "key, processor", "hover", "completion")


class Client(LanguageClient):
    """Keeps the version of the newest findings of each text."""

    def __init__(self) -> None:
        super().__init__("bench", "1")
        self.news = asyncio.Event()
        self.versions: dict[str, int | None] = {}

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.versions[params.uri] = params.version
            self.news.set()

    async def until(self, uri: str, version: int) -> None:
        while self.versions.get(uri) != version:
            self.news.clear()
            await self.news.wait()


async def measure(repository: Path, keys: int) -> dict[str, list[float]]:
    """Return the milliseconds of each key, and of each question about the same text."""
    client = Client()
    await client.start_io(sys.executable, "-m", "lprpolicy", "lsp", "--as-of", "2026-11-22")
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities()))
    client.initialized(types.InitializedParams())
    file = sorted(repository.glob("us-ct/*/policy.yaml"))[0]
    uri, text = file.as_uri(), file.read_text(encoding="utf-8")
    client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "yaml", 0, text))
    )
    took: dict[str, list[float]] = {name: [] for name in (*ROWS, "resident")}
    began = time.perf_counter()
    await client.until(uri, 0)
    took["first"].append(1000 * (time.perf_counter() - began))
    line = text[: text.index("reads: ")].count("\n")
    column = text.splitlines()[line].index("reads: ") + len("reads: ")
    document = types.TextDocumentIdentifier(uri)
    for number in range(1, keys + 1):
        typed = text.replace("reads: ", f"reads: {number}", 1)
        began, worked = time.perf_counter(), _processor(client)
        change = types.TextDocumentContentChangeWholeDocument(typed)
        versioned = types.VersionedTextDocumentIdentifier(version=number, uri=uri)
        client.text_document_did_change(types.DidChangeTextDocumentParams(versioned, [change]))
        await client.until(uri, number)
        took["key"].append(1000 * (time.perf_counter() - began))
        took["key, processor"].append(_processor(client) - worked)
        at = types.Position(line, column)
        began = time.perf_counter()
        await client.text_document_hover_async(types.HoverParams(document, at))
        took["hover"].append(1000 * (time.perf_counter() - began))
        began = time.perf_counter()
        await client.text_document_completion_async(types.CompletionParams(document, at))
        took["completion"].append(1000 * (time.perf_counter() - began))
        if number % max(keys // 10, 1) == 0:
            took["resident"].append(_memory(client, "VmRSS"))
    took["memory"] = [_memory(client, "VmHWM")]
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return took


def _processor(client: Client) -> float:
    """The milliseconds that the server's threads have run, where the system tells it."""
    tasks = Path(f"/proc/{client._server.pid}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in tasks) / 1e6


def _memory(client: Client, which: str) -> float:
    """The server's resident memory in MiB, now (VmRSS) or at most (VmHWM), where it is known."""
    status = Path(f"/proc/{client._server.pid}/status")
    if not status.exists():
        return float("nan")
    said = next(line for line in status.read_text().splitlines() if line.startswith(which))
    return int(said.split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--towns", type=int, choices=[1, 1000, 5000], default=5000)
    parser.add_argument("--keys", type=int, default=100)
    asked = parser.parse_args()
    size = next(one for one in SIZES if one.files == asked.towns)
    took = asyncio.run(measure(corpus(size, CACHE.absolute()).repository, asked.keys))
    print(f"| {asked.towns:,} towns | median | 95th of 100 | longest |\n|---|--:|--:|--:|")
    for name in ROWS:
        times = sorted(took[name])
        late = times[int(0.95 * (len(times) - 1))]
        print(
            f"| {name} | {statistics.median(times):.0f} ms | {late:.0f} ms | {times[-1]:.0f} ms |"
        )
    print(f"\nmemory of the server: {took['memory'][0]:.0f} MiB at most")
    each = ", ".join(f"{one:.0f}" for one in took["resident"])
    print(f"after each tenth of the keys: {each} MiB")


if __name__ == "__main__":
    main()
