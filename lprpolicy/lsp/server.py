"""The protocol: what an editor asks goes to the feature that answers it, and findings go back.

Requests are answered one after another, and findings are looked for when nothing else waits, so
that no answer is about an older text than the one that the editor has sent.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from lprpolicy import __version__
from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.options import Options
from lprpolicy.host.package_data import path_of
from lprpolicy.lsp.actions import FIX_ALL, actions
from lprpolicy.lsp.completion import complete
from lprpolicy.lsp.definition import definition, is_ours, references
from lprpolicy.lsp.diagnostics import Found, by_file, diagnostics
from lprpolicy.lsp.formatting import format_document
from lprpolicy.lsp.hints import hints
from lprpolicy.lsp.hover import hover
from lprpolicy.lsp.lenses import lenses
from lprpolicy.lsp.pack_answers import (
    complete_in_pack,
    definition_in_pack,
    find_faults,
    hover_in_pack,
    lenses_in_pack,
)
from lprpolicy.lsp.packs import OpenPacks
from lprpolicy.lsp.places import Places
from lprpolicy.lsp.protocol import Protocol
from lprpolicy.lsp.rename import NoSuchName, rename
from lprpolicy.lsp.repositories import OpenRepository, Repositories
from lprpolicy.lsp.symbols import symbols
from lprpolicy.model.places import Location
from lprpolicy.repository.known_lists import known_lists

WATCHED: Final = ("**/*.{yaml,yml}", "**/*.{md,txt,pdf,docx}")
"""What verdicts rest on: the files of a policy repository, and the papers that they name."""
PAUSE: Final = 0.005
"""Seconds without another change after which a text is judged; typing sends a change per key."""


Opened = OpenRepository | OpenPacks


class Server(LanguageServer):
    """A language server over the repositories that open files are in."""

    def __init__(self, day: Callable[[], dt.date], *, lists: bool) -> None:
        super().__init__("lprpolicy", __version__, protocol_cls=Protocol)
        known = partial(known_lists, imported=lists)
        self.repositories = Repositories(lambda: Options(as_of=day(), today=day()), known)
        self.shown: dict[Path, dict[str, list[Found]]] = {}
        self._waiting: dict[Path, asyncio.TimerHandle] = {}
        self._said: str | None = None

    def report_server_error(self, error: Exception, source: object) -> None:
        """Keep an error to the log, which the library has written: an editor may be gone.

        Telling it by a message would fail in the same way, and be told of again without an end.
        """

    def around(self, uri: str) -> tuple[Opened, str] | None:
        """Return the repository that a document is in, and its path there."""
        path = to_fs_path(uri)
        return self.repositories.around(Path(path)) if path else None

    def places(self, repository: Opened, path: str) -> Places:
        return Places.of(repository.text(path), self.workspace.position_encoding)

    def index(self, repository: Opened, path: str, position: types.Position) -> int:
        return self.places(repository, path).index(position)

    def location(self, repository: Opened, at: Location) -> types.Location | None:
        """Return a place as an editor opens it; None for a file that is nowhere on disk."""
        uri = address(repository, at.file)
        if uri is None:
            return None
        if is_ours(at.file):
            text = path_of(at.file.removeprefix("lprpolicy/")).read_text(encoding="utf-8")
            return types.Location(
                uri, Places.of(text, self.workspace.position_encoding).range(at.span)
            )
        return types.Location(uri, self.places(repository, at.file).range(at.span))

    def soon(self, repository: Opened) -> None:
        """Judge a repository as soon as no other change follows."""
        waiting = self._waiting.pop(repository.root, None)
        if waiting is not None:
            waiting.cancel()
        loop = asyncio.get_running_loop()
        self._waiting[repository.root] = loop.call_later(PAUSE, self.judge, repository)

    def rest(self) -> None:
        """Judge nothing that waits: the editor ends us, and nobody is there to be told."""
        for waiting in self._waiting.values():
            waiting.cancel()
        self._waiting.clear()

    def judge(self, repository: Opened) -> None:
        """Judge a repository now, and send what changed of its findings."""
        self._waiting.pop(repository.root, None)
        if isinstance(repository, OpenPacks):
            for path in sorted(repository.buffers):
                shown = find_faults(repository, path, self.places(repository, path))
                self.show(repository, path, shown)
            return
        try:
            report = repository.check()
        except LprPolicyError as error:
            self._say(error)
            return
        self._said = None
        found = by_file(report)
        before = self.shown.get(repository.root, {})
        self.shown[repository.root] = found
        for path in sorted({*before, *found, *repository.buffers}):
            # An open file is told of each version, so that an editor knows that it was judged.
            if path in repository.buffers or before.get(path) != found.get(path):
                self._publish(repository, path, found.get(path, []), strict=report.strict)

    def _publish(
        self, repository: OpenRepository, path: str, found: list[Found], *, strict: bool
    ) -> None:
        places, link = partial(self.places, repository), partial(address, repository)
        self.show(repository, path, diagnostics(found, places, link, strict=strict))

    def show(self, repository: Opened, path: str, shown: list[types.Diagnostic]) -> None:
        """Send what an editor has to underline in a file."""
        uri = address(repository, path)
        if uri is None:
            return
        open_ = self.workspace.text_documents.get(uri)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, shown, open_.version if open_ else None)
        )

    def _say(self, error: LprPolicyError) -> None:
        """Tell of what keeps the repository from being judged, once."""
        said = f"{error.message}; {error.consequence}" + (f" ({error.hint})" if error.hint else "")
        if said != self._said:
            self._said = said
            shown = types.ShowMessageParams(types.MessageType.Error, said)
            self.window_show_message(shown)


def address(repository: Opened, file: str) -> str | None:
    """Return the URI of a file of a repository, or of lprpolicy's own."""
    ours = is_ours(file)
    path = path_of(file.removeprefix("lprpolicy/")) if ours else repository.root / file
    uri: str | None = from_fs_path(str(path))
    return uri


def make(day: Callable[[], dt.date], *, lists: bool = True) -> Server:
    """Return a server with all its features. `day` tells the day whose law is applied."""
    server = Server(day, lists=lists)
    _follow_texts(server)
    _ask_for_changes(server)
    _answer_questions(server)
    return server


def _follow_texts(server: Server) -> None:
    """Keep the buffers as the editor has them."""

    def take(uri: str) -> None:
        there = server.around(uri)
        if there is not None:
            repository, path = there
            repository.buffers[path] = server.workspace.get_text_document(uri).source
            server.soon(repository)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        take(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        take(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        there = server.around(params.text_document.uri)
        if there is not None:
            # Not every editor tells of files that others write, such as a paper that came.
            there[0].look_again()
            server.soon(there[0])

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        there = server.around(params.text_document.uri)
        if there is not None:
            there[0].buffers.pop(there[1], None)
            if isinstance(there[0], OpenPacks):
                server.show(*there, [])  # a pack is judged only where it is open
            on_disk([params.text_document.uri])

    @server.feature(types.EXIT)
    def leave(params: Any) -> None:
        del params
        server.rest()  # before the library closes what is written to

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_on_disk(params: types.DidChangeWatchedFilesParams) -> None:
        on_disk([change.uri for change in params.changes])

    def on_disk(uris: list[str]) -> None:
        for uri in uris:
            there = server.around(uri)
            if there is not None:
                repository, path = there
                repository.changed_on_disk([repository.root / path])
                server.soon(repository)


def _ask_for_changes(server: Server) -> None:
    """Ask an editor that can be asked to tell of files that others change, papers too."""

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        del params
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching is None or not watching.dynamic_registration:
            return
        asked = types.DidChangeWatchedFilesRegistrationOptions(
            [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        )
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration("lprpolicy-files", method, asked)
        await server.client_register_capability_async(types.RegistrationParams([registration]))


def _answer_questions(server: Server) -> None:
    """Answer what an editor asks about a file of a repository; about any other, nothing."""
    for method, (answer, options) in QUESTIONS.items():

        def ask(params: Any, answer: Answer = answer, method: str = method) -> Any:
            there = server.around(params.text_document.uri)
            if there is None:
                return None
            opened, path = there
            if isinstance(opened, OpenPacks):
                of_pack = OF_PACKS.get(method)
                return of_pack(server, opened, path, params) if of_pack is not None else None
            return answer(server, opened, path, params)

        server.feature(method, options)(ask)


Answer = Callable[[Server, Any, str, Any], Any]
"""Takes a file, as a repository and a path there, and the parameters of the protocol."""


def _at(answer: Callable[[Any, str, int], Any]) -> Answer:
    """Answer about a place, given as an index of the file's text."""
    return lambda server, opened, path, params: answer(
        opened, path, server.index(opened, path, params.position)
    )


def _at_cursor(answer: Callable[[Any, str, int, int], Any]) -> Answer:
    """Answer about where somebody types, given as line and column from 0."""

    def ask(server: Server, opened: Any, path: str, params: Any) -> Any:
        places = server.places(opened, path)
        mark = places.lines.mark(places.index(params.position))
        return answer(opened, path, mark.line - 1, mark.column - 1)

    return ask


def _leads_to(answer: Callable[[Any, str, int], Location | None]) -> Answer:
    """Answer about a place with another, which an editor opens."""

    def ask(server: Server, opened: Any, path: str, params: Any) -> Any:
        found = answer(opened, path, server.index(opened, path, params.position))
        return server.location(opened, found) if found is not None else None

    return ask


def _whole(answer: Callable[[Any, str, Places], Any]) -> Answer:
    """Answer about a whole file."""
    return lambda server, opened, path, _: answer(opened, path, server.places(opened, path))


def _refer(server: Server, repository: OpenRepository, path: str, params: Any) -> Any:
    found = references(repository, path, server.index(repository, path, params.position))
    shown = (server.location(repository, one) for one in found)
    return [one for one in shown if one is not None]


def _outline(server: Server, repository: Opened, path: str, params: Any) -> Any:
    del params
    return symbols(repository.document(path), server.places(repository, path))


def _offer(server: Server, repository: OpenRepository, path: str, params: Any) -> Any:
    found = server.shown.get(repository.root, {}).get(path, [])
    places = server.places(repository, path)
    return list(actions(repository, path, places, params, [spot for _, spot in found]))


def _hint(server: Server, repository: OpenRepository, path: str, params: Any) -> Any:
    return hints(repository, path, server.places(repository, path), params.range)


def _rename(server: Server, repository: OpenRepository, path: str, params: Any) -> Any:
    places = server.places(repository, path)
    index = places.index(params.position)
    try:
        found = rename(repository.document(path), places, index, params.new_name)
    except NoSuchName as error:
        raise JsonRpcInvalidParams(str(error)) from None
    return types.WorkspaceEdit({params.text_document.uri: found})


def _format(server: Server, repository: Opened, path: str, params: Any) -> Any:
    del params
    return format_document(repository.document(path), server.places(repository, path))


OF_PACKS: Final[dict[str, Answer]] = {
    types.TEXT_DOCUMENT_HOVER: _at(hover_in_pack),
    types.TEXT_DOCUMENT_COMPLETION: _at_cursor(complete_in_pack),
    types.TEXT_DOCUMENT_DEFINITION: _leads_to(definition_in_pack),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _outline,
    types.TEXT_DOCUMENT_CODE_LENS: _whole(lenses_in_pack),
    types.TEXT_DOCUMENT_FORMATTING: _format,
}
"""The answer to each question about a file of a pack; to any other, nothing."""
_KINDS: Final = [types.CodeActionKind.QuickFix, FIX_ALL]
QUESTIONS: Final[dict[str, tuple[Answer, Any]]] = {
    types.TEXT_DOCUMENT_HOVER: (_at(hover), None),
    types.TEXT_DOCUMENT_COMPLETION: (
        _at_cursor(complete),
        types.CompletionOptions(trigger_characters=["/", " "]),
    ),
    types.TEXT_DOCUMENT_DEFINITION: (_leads_to(definition), None),
    types.TEXT_DOCUMENT_REFERENCES: (_refer, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (_outline, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (_offer, types.CodeActionOptions(code_action_kinds=_KINDS)),
    types.TEXT_DOCUMENT_INLAY_HINT: (_hint, None),
    types.TEXT_DOCUMENT_CODE_LENS: (_whole(lenses), None),
    types.TEXT_DOCUMENT_RENAME: (_rename, None),
    types.TEXT_DOCUMENT_FORMATTING: (_format, None),
}
"""The answer to each question, with what the editor is told about it."""
