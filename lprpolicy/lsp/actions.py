"""What an editor can do about a finding by itself: the steps of `check --fix`, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lsprotocol import types

from lprpolicy.evaluate.fixes import Fixed, fixes
from lprpolicy.host.files.tree import Tree
from lprpolicy.lsp.edits import line_edits
from lprpolicy.lsp.places import Places
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.model.layout import owner
from lprpolicy.model.places import Pointer
from lprpolicy.model.report import Spot
from lprpolicy.write.escape import one_line

FIX_ALL = types.CodeActionKind.SourceFixAll


def actions(
    repository: OpenRepository,
    path: str,
    places: Places,
    asked: types.CodeActionParams,
    spots: Iterable[Spot],
) -> Iterator[types.CodeAction]:
    """Yield a fix for each place in the range that something is found at, and one for the file."""
    agency = owner(path)
    if agency is None or not path.endswith("/policy.yaml"):
        return
    tree = _of_one(repository.tree(), agency, path)
    wanted = asked.context.only or [types.CodeActionKind.QuickFix]
    if any(FIX_ALL.value.startswith(kind) for kind in wanted):
        yield from _fix_actions(repository, tree, places, asked.text_document.uri, None)
    if any(types.CodeActionKind.QuickFix.value.startswith(kind) for kind in wanted):
        for pointer in dict.fromkeys(_within(spots, places, asked.range)):
            yield from _fix_actions(repository, tree, places, asked.text_document.uri, pointer)


def _of_one(tree: Tree, agency: str, path: str) -> Tree:
    """The part of a repository that a step in one policy is judged by."""
    files = {name: raw for name, raw in tree.files.items() if owner(name) in (None, agency)}
    return replace(tree, files=files, selected=frozenset({path}))


def _within(spots: Iterable[Spot], places: Places, asked: types.Range) -> Iterator[Pointer]:
    for spot in spots:
        at = places.range(spot.location.span)
        if at.start.line <= asked.end.line and asked.start.line <= at.end.line:
            yield spot.pointer


def _fix_actions(
    repository: OpenRepository, tree: Tree, places: Places, uri: str, pointer: Pointer | None
) -> Iterator[types.CodeAction]:
    for fixed in fixes(tree, repository.options(), repository.lists(), only=pointer):
        change = types.WorkspaceEdit({uri: line_edits(places, fixed.text)})
        kind = types.CodeActionKind.QuickFix if pointer is not None else FIX_ALL
        yield types.CodeAction(_title(fixed), kind=kind, edit=change)


def _title(fixed: Fixed) -> str:
    says = one_line(fixed.steps[0].says)
    return (
        says[:1].upper() + says[1:] if len(fixed.steps) == 1 else "Fix what lprpolicy can by itself"
    )
