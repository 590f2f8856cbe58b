"""What may be typed at a place: keys and closed words of the format, agencies, rules."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from lsprotocol import types

from lprpolicy.lsp.cursor import Context, context
from lprpolicy.lsp.format_at import FormatAt, Node, check_in, format_of
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.model.states import state_name
from lprpolicy.repository.national import national

AGENCY_KEYS: Final = ("to", "agency", "means")
MOST: Final = 200
"""Agencies shown at once. There are 17,000; the editor asks again as more is typed."""


def complete(repository: OpenRepository, path: str, line: int, column: int) -> types.CompletionList:
    """List what may stand at a character of a file; `column` counts characters from 0."""
    format_ = format_of(path)
    if format_ is None:
        return types.CompletionList(is_incomplete=False, items=[])
    lines = repository.text(path).splitlines()
    there = context(lines, line, column)
    items = list(islice(_items(repository, format_, there, lines), MOST + 1))
    return types.CompletionList(is_incomplete=len(items) > MOST, items=items[:MOST])


def _items(
    repository: OpenRepository, format_: str, there: Context, lines: list[str]
) -> Iterator[types.CompletionItem]:
    if there.key in AGENCY_KEYS:
        yield from _agencies(repository, there.typed)
    elif there.key == "rule":
        yield from _rules(repository, lines)
    else:
        yield from items_of_format(format_, there, lines)


def items_of_format(
    format_: str, there: Context, lines: list[str]
) -> Iterator[types.CompletionItem]:
    """The keys and closed words that the format has for a place."""
    check = check_in(lines) if format_ == "rule" else None
    if there.key is not None:
        yield from map(word, FormatAt.of(format_, (*there.path, there.key), check).words)
        return
    around = FormatAt.of(format_, there.path, check)
    yield from (_key(name, node) for name, node in around.keys.items())
    yield from map(word, around.words)


def _key(name: str, node: Node) -> types.CompletionItem:
    return types.CompletionItem(
        name,
        kind=types.CompletionItemKind.Property,
        detail=node.get("title"),
        documentation=node.get("description"),
        insert_text=f"{name}: ",
    )


def word(text: str) -> types.CompletionItem:
    return types.CompletionItem(text, kind=types.CompletionItemKind.EnumMember)


def _agencies(repository: OpenRepository, typed: str) -> Iterator[types.CompletionItem]:
    """Agencies whose id or name begins with what is typed, the repository's own first."""
    shared = repository.session.shared
    own = [one for held in shared.directories for one in held.value.agencies]
    seen = set()
    wanted = typed.casefold()
    for agency in (*own, *shared.index.federal.by_id.values()):
        if wanted in agency.id or wanted in agency.name.casefold():
            seen.add(agency.id)
            yield _agency(agency.id, agency.name)
    for id_ in national().ids():
        if id_.startswith(wanted) and id_ not in seen:
            yield _agency(id_, "")


def _agency(id_: str, name: str) -> types.CompletionItem:
    state = state_name(id_.partition("/")[0])
    return types.CompletionItem(
        id_, kind=types.CompletionItemKind.Reference, detail=name or state, filter_text=id_
    )


def _rules(repository: OpenRepository, lines: list[str]) -> Iterator[types.CompletionItem]:
    """The rules that a waiver of this file's agency may name: no town can waive the law."""
    agency = next((line.split()[1] for line in lines if line.startswith("agency: ")), "")
    session = repository.session
    for rule in session.folder(agency).rules if agency in session.files else ():
        yield types.CompletionItem(
            rule.id, kind=types.CompletionItemKind.Reference, detail=rule.rule.title
        )
