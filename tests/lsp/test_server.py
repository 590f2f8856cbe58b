"""A session of an editor: findings while typing, and answers about what is in the text."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from lprpolicy.cli.run import run
from tests.lsp.editor import Editor, session
from tests.lsp.places import DAY, as_places, checked

GRANT = '    - to: us/ice\n      listed_as: "ICE \N{OK HAND SIGN}"\n      mode: standing\n'


def with_ice(text: str) -> str:
    return text.replace("  grants:\n", f"  grants:\n{GRANT}", 1)


def position(text: str, part: str, after: int = 0) -> types.Position:
    """The position of a part of the text, as an editor counts."""
    before = text[: text.index(part) + after]
    line = before.count("\n")
    return types.Position(line, len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)


def test_a_grant_to_ice_is_underlined_while_it_is_typed(
    town: Path, westport: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = westport.read_text(encoding="utf-8")
    typed = with_ice(text)

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport)
        before = await editor.diagnostics(uri, 1)
        assert as_places(before, text) == checked(town, westport, text, capsys)
        editor.change(uri, 2, typed)
        found = await editor.diagnostics(uri, 2)
        assert as_places(found, typed) == checked(town, westport, typed, capsys)
        refused = [one for one in found if one.severity is types.DiagnosticSeverity.Error]
        first = position(typed, GRANT).line
        assert {one.range.start.line - first for one in refused} <= {0, 1, 2}
        assert "us-ct/no-federal-immigration-grants" in {one.code for one in refused}
        editor.change(uri, 3, text)
        assert await editor.diagnostics(uri, 3) == before
        assert westport.read_text(encoding="utf-8") == text

    session(DAY, acts)


def test_of_many_changes_the_last_is_judged(westport: Path) -> None:
    text = westport.read_text(encoding="utf-8")

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport)
        for version in range(2, 40):
            editor.change(uri, version, with_ice(text) if version % 2 else text)
        editor.change(uri, 40, with_ice(text))
        found = await editor.diagnostics(uri, 40)
        assert "us-ct/no-federal-immigration-grants" in {one.code for one in found}

    session(DAY, acts)


def test_it_says_who_somebody_is_and_what_a_key_is_for(westport: Path) -> None:
    text = with_ice(westport.read_text(encoding="utf-8"))

    async def told(editor: Editor, uri: str, part: str, after: int) -> str:
        document = types.TextDocumentIdentifier(uri)
        asked = types.HoverParams(document, position(text, part, after))
        answer = await editor.text_document_hover_async(asked)
        assert answer is not None
        assert isinstance(answer.contents, types.MarkupContent)
        return answer.contents.value

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport, text)
        who = await told(editor, uri, "to: us/ice", 6)
        assert who.startswith("U.S. Immigration and Customs Enforcement (us/ice): federal immig")
        assert "how long" in (await told(editor, uri, "\nretention:", 3)).casefold()
        steps = await told(editor, uri, '"ICE ', 3)
        assert "1. the name is read as" in steps
        assert "so: us/ice" in steps

    session(DAY, acts)


def test_it_completes_keys_words_and_agencies_in_a_text_that_is_not_whole(westport: Path) -> None:
    text = westport.read_text(encoding="utf-8")
    typed = text.replace("  grants:\n", "  grants:\n    - to: us-ct/norw\n      \n", 1)

    async def offered(editor: Editor, uri: str, part: str, after: int) -> list[str]:
        document = types.TextDocumentIdentifier(uri)
        asked = types.CompletionParams(document, position(typed, part, after))
        answer = await editor.text_document_completion_async(asked)
        assert isinstance(answer, types.CompletionList)
        return [one.label for one in answer.items]

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport, typed)
        at = "- to: us-ct/norw"
        assert "us-ct/norwalk-pd" in await offered(editor, uri, at, len(at))
        keys = await offered(editor, uri, f"{at}\n      \n", len(at) + 7)
        assert {"purposes", "listed_as", "data"} <= set(keys)
        words = await offered(editor, uri, "status: ", len("status: "))
        assert {"proposed", "adopted"} <= set(words)

    session(DAY, acts)


def test_it_finds_where_an_agency_is_written_down_and_who_grants_to_it(
    town: Path, westport: Path
) -> None:
    text = westport.read_text(encoding="utf-8")
    part = "to: us-ct/norwalk-pd"

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport)
        document, at = types.TextDocumentIdentifier(uri), position(text, part, 6)
        entry = await editor.text_document_definition_async(types.DefinitionParams(document, at))
        assert isinstance(entry, types.Location)
        assert entry.uri == (town / "directory/us-ct.yaml").as_uri()
        line = (town / "directory/us-ct.yaml").read_text().splitlines()[entry.range.start.line]
        assert "us-ct/norwalk-pd" in line
        context = types.ReferenceContext(include_declaration=True)
        asked = types.ReferenceParams(context, document, at)
        named = await editor.text_document_references_async(asked)
        assert named is not None
        assert {uri, (town / "directory/us-ct.yaml").as_uri()} <= {one.uri for one in named}
        outline = types.DocumentSymbolParams(document)
        sections = await editor.text_document_document_symbol_async(outline)
        assert sections is not None
        assert {"sharing", "retention"} <= {one.name for one in sections}

    session(DAY, acts)


def test_it_says_beside_the_text_who_an_id_is(westport: Path) -> None:
    text = with_ice(westport.read_text(encoding="utf-8"))

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport, text)
        whole = types.Range(types.Position(0, 0), types.Position(text.count("\n"), 0))
        asked = types.InlayHintParams(types.TextDocumentIdentifier(uri), whole)
        found = await editor.text_document_inlay_hint_async(asked)
        assert found
        at = position(text, "to: us/ice", len("to: us/ice"))
        assert {one.label for one in found if one.position == at} == {
            "U.S. Immigration and Customs Enforcement"
        }
        named = position(text, '"ICE \N{OK HAND SIGN}"', len('"ICE \N{OK HAND SIGN}"'))
        assert {one.label for one in found if one.position == named} == {"us/ice"}
        one_line = types.Range(at, at)
        few = await editor.text_document_inlay_hint_async(
            types.InlayHintParams(types.TextDocumentIdentifier(uri), one_line)
        )
        assert few
        assert {one.position.line for one in few} == {at.line}

    session(DAY, acts)


def test_a_systems_id_is_renamed_wherever_the_file_says_it_and_an_agencys_is_not(
    westport: Path,
) -> None:
    text = westport.read_text(encoding="utf-8")
    part = "system: plate-reads"

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport)
        document = types.TextDocumentIdentifier(uri)
        asked = types.RenameParams(document, position(text, part, 10), "reads-of-2027")
        edit = await editor.text_document_rename_async(asked)
        assert edit is not None
        assert edit.changes is not None
        lines = text.split("\n")
        for one in edit.changes[uri]:
            line = lines[one.range.start.line]
            assert line[one.range.start.character : one.range.end.character] == "plate-reads"
            lines[one.range.start.line] = line.replace("plate-reads", one.new_text)
        assert "\n".join(lines) == text.replace("plate-reads", "reads-of-2027")
        for name, place in (
            ("Not an id", position(text, part, 10)),
            ("us-ct/x-pd", position(text, "to: us-ct/norwalk-pd", 6)),
        ):
            with pytest.raises(JsonRpcInvalidParams):
                await editor.text_document_rename_async(types.RenameParams(document, place, name))

    session(DAY, acts)


def test_it_offers_the_steps_of_check_fix(
    town: Path, westport: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = with_ice(westport.read_text(encoding="utf-8")).replace(
        "reads: 14 days", "reads: 2 years"
    )

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport, text)
        await editor.diagnostics(uri, 1)
        document = types.TextDocumentIdentifier(uri)

        async def offered(part: str, *only: types.CodeActionKind) -> list[types.CodeAction]:
            at = position(text, part, 4)
            context = types.CodeActionContext([], only=list(only) or None)
            asked = types.CodeActionParams(document, types.Range(at, at), context)
            made = await editor.text_document_code_action_async(asked)
            return [one for one in made or () if isinstance(one, types.CodeAction)]

        def applied(action: types.CodeAction) -> str:
            assert action.edit is not None
            assert action.edit.changes is not None
            lines = text.split("\n")
            for edit in reversed(action.edit.changes[uri]):
                lines[edit.range.start.line : edit.range.end.line] = edit.new_text.split("\n")[:-1]
            return "\n".join(lines)

        remove = [one for one in await offered("to: us/ice") if "grants" in one.title]
        assert remove
        without = applied(remove[0])
        found = {(rule, line) for rule, line, _, _ in checked(town, westport, without, capsys)}
        assert "us-ct/no-federal-immigration-grants" not in {rule for rule, _ in found}
        assert "reads: 2 years" in without
        assert await offered("\nagency:") == []
        [everything] = await offered("to: us/ice", types.CodeActionKind.SourceFixAll)
        fixed = applied(everything)
        westport.write_text(text, encoding="utf-8")
        assert run(["check", str(town), "--as-of", DAY, "--fix"]) in (0, 1)
        assert westport.read_text(encoding="utf-8") == fixed

    session(DAY, acts)


def test_it_formats_with_edits_of_the_lines_that_differ(westport: Path) -> None:
    text = westport.read_text(encoding="utf-8")
    untidy = text.replace("  grants:\n", "  grants:   \n\n\n", 1) + "\n\n"

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport, untidy)
        options = types.FormattingOptions(tab_size=2, insert_spaces=True)
        asked = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), options)
        edits = await editor.text_document_formatting_async(asked)
        assert edits
        lines = untidy.split("\n")
        for edit in reversed(edits):
            lines[edit.range.start.line : edit.range.end.line] = edit.new_text.split("\n")[:-1]
        assert "\n".join(lines) == text.replace("  grants:\n", "  grants:\n\n", 1)

    session(DAY, acts)


def test_a_question_that_fails_ends_nothing(town: Path, westport: Path, tmp_path: Path) -> None:
    outside = tmp_path / "notes.yaml"
    outside.write_text("a: 1\n")

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport)
        await editor.diagnostics(uri, 1)
        for asked in (
            types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(10**6, 10**6)),
            types.HoverParams(types.TextDocumentIdentifier(outside.as_uri()), types.Position(0, 0)),
            types.HoverParams(types.TextDocumentIdentifier("untitled:1"), types.Position(0, 0)),
        ):
            assert await editor.text_document_hover_async(asked) is None
        editor.change(uri, 2, "\t: [\0")
        broken = await editor.diagnostics(uri, 2)
        assert [one.severity for one in broken][:1] == [types.DiagnosticSeverity.Error]
        editor.change(uri, 3, westport.read_text(encoding="utf-8"))
        await editor.diagnostics(uri, 3)

    session(DAY, acts)


def test_what_came_without_a_word_is_seen_when_a_file_is_saved(town: Path, westport: Path) -> None:
    """Not every editor tells of files that others write."""

    async def acts(editor: Editor) -> None:
        uri = editor.open(westport)
        await editor.diagnostics(uri, 1)
        stray = town / "us-ct/westport-pd/notes.yaml"
        stray.write_text("a: 1\n", encoding="utf-8")
        document = types.TextDocumentIdentifier(uri)
        editor.text_document_did_save(types.DidSaveTextDocumentParams(document))
        found = await editor.diagnostics(stray.as_uri(), 1, open_=False)
        assert [one.code for one in found] != []

    session(DAY, acts)


def test_what_changes_on_disk_is_judged_too(town: Path, westport: Path) -> None:
    entries = town / "directory/us-ct.yaml"

    async def acts(editor: Editor) -> None:
        await editor.diagnostics(editor.open(westport), 1)
        assert entries.as_uri() not in editor.found
        entries.write_text("agencies: [", encoding="utf-8")
        event = types.FileEvent(entries.as_uri(), types.FileChangeType.Changed)
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        found = await editor.diagnostics(entries.as_uri(), 1, open_=False)
        assert [one.severity for one in found] == [types.DiagnosticSeverity.Error]

    session(DAY, acts)
