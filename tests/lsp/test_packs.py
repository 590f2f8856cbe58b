"""Packs in an editor: the law is written with its examples run, and its names followed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from lsprotocol import types

from lprpolicy.host.package_data import path_of
from lprpolicy.lsp.pack_answers import (
    complete_in_pack,
    definition_in_pack,
    find_faults,
    hover_in_pack,
    lenses_in_pack,
)
from lprpolicy.lsp.packs import OpenPacks, packs_around
from lprpolicy.lsp.places import Places
from tests.lsp.editor import Editor, session
from tests.lsp.places import DAY

RULE = "us-ct/retention-reads.yaml"
PACK = "us-ct/pack.yaml"


@pytest.fixture
def packs(tmp_path: Path) -> OpenPacks:
    """A folder of packs outside of the package, as in a checkout or for a bill."""
    shutil.copytree(path_of("packs") / "us-ct", tmp_path / "packs/us-ct")
    return OpenPacks(tmp_path / "packs")


def faults(packs: OpenPacks, path: str) -> list[tuple[str, str, str]]:
    """The code of each, the line that it is at, and its words."""
    text = packs.text(path)
    found = find_faults(packs, path, Places.of(text, "utf-16"))
    lines = text.splitlines()
    return [(str(one.code), lines[one.range.start.line].strip(), one.message) for one in found]


@pytest.mark.parametrize(
    ("file", "served"),
    [
        ("us-ct/retention-reads.yaml", "us-ct/retention-reads.yaml"),
        ("us/search-log-content.yaml", "us/search-log-content.yaml"),
        ("us-ok/pryor-creek/pack.yaml", "us-ok/pryor-creek/pack.yaml"),
        ("us-ok/nowhere.txt", None),
    ],
)
def test_a_pack_of_a_state_of_the_nation_and_of_a_town_is_one(
    file: str, served: str | None
) -> None:
    found = packs_around(path_of("packs") / file)
    assert found == (None if served is None else (path_of("packs").resolve(), served))


def test_a_towns_policy_is_in_no_pack(westport: Path) -> None:
    assert packs_around(westport) is None


@pytest.mark.parametrize("pack", ["us", "us-ct", "us-ok/pryor-creek"])
def test_the_packs_that_come_with_the_program_have_no_fault(pack: str) -> None:
    own = OpenPacks(path_of("packs"))
    files = [*own.names(f"{pack}/pack.yaml"), "pack"]
    assert len(files) > 1
    assert {name: found for name in files if (found := faults(own, f"{pack}/{name}.yaml"))} == {}


def test_an_example_that_fails_is_underlined_at_what_it_states(packs: OpenPacks) -> None:
    text = packs.text(RULE)
    packs.buffers[RULE] = text.replace("limit: 21 days", "limit: 28 days", 1)
    found = faults(packs, RULE)
    assert found[0] == (
        "pack/example",
        "finds: [violation /retention/reads]",
        "finds nothing, and states violation /retention/reads",
    )
    titles = [
        one.command.title
        for one in lenses_in_pack(packs, RULE, Places.of(packs.text(RULE), "utf-16"))
        if one.command
    ]
    assert titles[0].endswith(f"{len(found)} failed")
    assert titles.count("passed") == len(titles) - 1 - len(found)


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("limit: 21 days", "limit: 21 dayz", "format/wrong-value", "limit: 21 dayz"),
        ("check: retention-at-most", "check: retention", "format/unknown-word", "check: retention"),
        ("binding: must", "binding: must\nbinding: must", "yaml/duplicate-key", "binding: must"),
        ("binding: must", "binding: &a must", "yaml/anchor", "binding: &a must"),
    ],
)
def test_what_does_not_read_is_underlined_where_it_stands(
    packs: OpenPacks, before: str, after: str, code: str, line: str
) -> None:
    packs.buffers[RULE] = packs.text(RULE).replace(before, after, 1)
    assert (code, line) in [found[:2] for found in faults(packs, RULE)]


def test_a_rule_without_a_provision_and_a_provision_without_its_rule_are_told(
    packs: OpenPacks,
) -> None:
    packs.buffers[PACK] = packs.text(PACK).replace("retention-reads", "retention-of-reads")
    assert [one[0] for one in faults(packs, RULE)] == ["pack/not-named"]
    told = faults(packs, PACK)
    assert {one[0] for one in told} == {"pack/no-such-rule"}
    assert all("names a rule 'retention-of-reads' that is no file here" in one[2] for one in told)
    packs.buffers[PACK] = "schema: ["
    assert [one[0] for one in faults(packs, RULE)] == ["pack/unreadable"]


def test_a_rules_name_leads_to_its_file_and_back_and_says_what_it_asks(packs: OpenPacks) -> None:
    text = packs.text(PACK)
    index = text.index("retention-reads") + 3
    there = definition_in_pack(packs, PACK, index)
    assert there is not None
    assert there.file == RULE
    back = definition_in_pack(packs, RULE, packs.text(RULE).index("citation:"))
    assert back is not None
    assert (back.file, text[back.span.start.index :].startswith("retention-reads")) == (PACK, True)
    said = hover_in_pack(packs, PACK, index)
    assert said is not None
    assert isinstance(said.contents, types.MarkupContent)
    assert said.contents.value.startswith("Reads are kept at most 21 days\n")


def completed(packs: OpenPacks, path: str, before: str, after: str) -> set[str]:
    """What may stand at the mark `@`."""
    text = packs.text(path).replace(before, after, 1)
    head, _, tail = text.partition("@")
    packs.buffers[path] = head + tail
    line = head.count("\n")
    found = complete_in_pack(packs, path, line, len(head.rpartition("\n")[2]))
    return {one.label for one in found.items}


def test_keys_words_rules_and_example_agencies_are_completed(packs: OpenPacks) -> None:
    words = completed(packs, RULE, "check: retention-at-most", "check: @")
    assert {"retention-at-most", "recipient-kind"} <= words
    del packs.buffers[RULE]
    assert {"record", "limit", "from"} <= completed(packs, RULE, "    record: reads", "    @")
    del packs.buffers[RULE]
    to = "policy: {sharing: {grants: [{to: @"
    assert "us-ct/example-county-sheriff" in completed(packs, RULE, "policy:", to)
    assert "retention-reads" in completed(packs, PACK, "rules: [search-log]", "rules: [@]")
    del packs.buffers[PACK]
    assert {"says", "topic", "no_rule"} <= completed(packs, PACK, "topic: logs", "@")


def test_an_editor_is_told_of_a_rule_of_a_pack_while_it_is_typed(packs: OpenPacks) -> None:
    text = packs.text(RULE)

    async def acts(client: Editor) -> None:
        uri = client.open(packs.root / RULE)
        assert await client.diagnostics(uri, 1) == []
        client.change(uri, 2, text.replace("limit: 21 days", "limit: 28 days", 1))
        assert {one.code for one in await client.diagnostics(uri, 2)} == {"pack/example"}
        asked = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        assert await client.text_document_code_lens_async(asked)
        whole = types.Range(types.Position(0, 0), types.Position(9, 0))
        hints = types.InlayHintParams(types.TextDocumentIdentifier(uri), whole)
        assert await client.text_document_inlay_hint_async(hints) is None
        closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        client.text_document_did_close(closed)
        assert await client.diagnostics(uri, 0, open_=False) == []

    session(DAY, acts)
