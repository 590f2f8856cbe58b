"""A town's own rules in an editor: examples that are run as the text stands, and files of others."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from lsprotocol import types

from tests.limits import HANG
from tests.lsp.editor import Editor, session

DAY = "2026-11-22"


@pytest.fixture
def rule(town: Path) -> Path:
    return town / "us-ct/westport-pd/rules/no-demographic-fields.yaml"


async def lenses(client: Editor, uri: str) -> list[tuple[int, str]]:
    """The line and the words of each."""
    asked = types.CodeLensParams(types.TextDocumentIdentifier(uri))
    found = await client.text_document_code_lens_async(asked) or []
    return [(one.range.start.line + 1, one.command.title) for one in found if one.command]


def test_each_example_says_whether_it_passes_as_the_text_stands(rule: Path) -> None:
    async def acts(client: Editor) -> None:
        text = rule.read_text(encoding="utf-8")
        uri = client.open(rule)
        found = await lenses(client, uri)
        assert [words for _, words in found] == ["4 examples: all passed", *["passed"] * 4]
        lines = text.splitlines()
        assert [lines[line - 1].strip() for line, _ in found[1:]] == [
            line.strip() for line in lines if line.startswith("  - name:")
        ]
        client.change(uri, 2, text.replace("      - face\n", "", 1))
        found = await lenses(client, uri)
        assert found[0][1] == "4 examples: 1 failed"
        assert found[2][1].startswith("failed: finds violation /collection/fields/1;")
        client.change(uri, 3, text.replace("check: fields-prohibited", "check: fields-pro"))
        assert await lenses(client, uri) == []

    session(DAY, acts)


async def completed(client: Editor, uri: str, text: str, mark: str) -> set[str]:
    """What may stand where the text has this mark, which is taken out first."""
    before, _, after = text.partition(mark)
    client.change(uri, 9, before + after)
    line = before.count("\n")
    at = types.Position(line, len(before.rpartition("\n")[2]))
    document = types.TextDocumentIdentifier(uri)
    found = await client.text_document_completion_async(types.CompletionParams(document, at))
    return {one.label for one in found.items}


def test_what_a_version_may_say_follows_from_the_check(rule: Path) -> None:
    async def acts(client: Editor) -> None:
        text = rule.read_text(encoding="utf-8")
        uri = client.open(rule)
        keys = text.replace("    forbid:\n", "    @forbid:\n", 1)
        assert {"from", "provision", "forbid"} <= await completed(client, uri, keys, "@")
        words = text.replace("      - face\n", "      - @\n", 1)
        assert {"face", "occupant-image"} <= await completed(client, uri, words, "@")
        other = keys.replace("check: fields-prohibited", "check: retention-at-most")
        assert {"record", "limit"} <= await completed(client, uri, other, "@")
        named = text.replace("check: fields-prohibited", "check: @", 1)
        assert {"fields-prohibited", "setting"} <= await completed(client, uri, named, "@")
        inside = text.replace("policy: {collection: {fields: [plate, f", "policy:\n      @\n#", 1)
        assert inside != text
        assert {"retention", "sharing"} <= await completed(client, uri, inside, "@")

    session(DAY, acts)


def test_a_check_and_its_parameters_say_what_they_are_for(rule: Path) -> None:
    async def acts(client: Editor) -> None:
        text = rule.read_text(encoding="utf-8")
        uri = client.open(rule)
        document = types.TextDocumentIdentifier(uri)
        said = []
        for part, after in (("check: fields", 8), ("    forbid:", 6)):
            before = text[: text.index(part) + after]
            at = types.Position(before.count("\n"), len(before.rpartition("\n")[2]))
            found = await client.text_document_hover_async(types.HoverParams(document, at))
            said.append(found.contents.value if found else "")
        assert said[0].startswith("Forbid recording certain things about a vehicle")
        assert said[1] == "forbid: What may not be recorded."

    session(DAY, acts)


def test_a_policy_has_no_examples(westport: Path) -> None:
    async def acts(client: Editor) -> None:
        assert await lenses(client, client.open(westport)) == []

    session(DAY, acts)


@pytest.mark.parametrize("can_be_asked", [True, False])
def test_an_editor_is_asked_to_tell_of_files_only_if_it_can_be(can_be_asked: bool) -> None:
    async def acts() -> list[types.Registration]:
        client, asked = Editor(), []
        told = asyncio.Event()

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            asked.extend(params.registrations)
            told.set()

        await client.start_io(
            sys.executable, "-m", "lprpolicy", "lsp", env=os.environ | {"LPRPOLICY_AS_OF": DAY}
        )
        files = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=can_be_asked)
        workspace = types.WorkspaceClientCapabilities(did_change_watched_files=files)
        can = types.ClientCapabilities(workspace=workspace)
        await client.initialize_async(types.InitializeParams(can))
        client.initialized(types.InitializedParams())
        if can_be_asked:
            await asyncio.wait_for(told.wait(), HANG)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
        return asked

    asked = asyncio.run(acts())
    methods = [one.method for one in asked]
    assert methods == (["workspace/didChangeWatchedFiles"] if can_be_asked else [])
