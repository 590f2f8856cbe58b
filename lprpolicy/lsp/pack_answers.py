"""What is found in a file of a pack, and what an editor is told of a place of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lsprotocol import types

from lprpolicy.lsp.completion import AGENCY_KEYS, items_of_format, word
from lprpolicy.lsp.cursor import Context, at, context
from lprpolicy.lsp.diagnostics import SOURCE
from lprpolicy.lsp.format_at import check_in
from lprpolicy.lsp.hover import hover_of, says_of_format
from lprpolicy.lsp.lenses import difference, example_lenses
from lprpolicy.lsp.packs import PACK, OpenPacks, Wrong, beside, of_reading
from lprpolicy.lsp.places import Places
from lprpolicy.model.places import ROOT, START, Location, Pointer, Span
from lprpolicy.model.words import AgencyKind

_NAMES: Final = "rules"
"""The key of a provision with the names of the rules that carry it."""


def find_faults(packs: OpenPacks, path: str, places: Places) -> list[types.Diagnostic]:
    """What keeps a file from being law as it is meant: its form, and its examples."""
    document = packs.document(path)
    made = [
        _error(places, fault.span, fault.code, fault.message) for fault in sorted(document.faults)
    ]
    says = _of_pack(packs, path) if _is_pack(path) else _of_rule(packs, path)
    return made + [
        _error(places, document.locate(pointer, key=key).span, code, text)
        for pointer, key, code, text in says
    ]


def _error(places: Places, span: Span, code: str, text: str) -> types.Diagnostic:
    error = types.DiagnosticSeverity.Error
    return types.Diagnostic(places.range(span), text, severity=error, code=code, source=SOURCE)


def _of_rule(packs: OpenPacks, path: str) -> Iterator[Wrong]:
    _, rule, wrong = packs.rule(path)
    yield from wrong
    pack = packs.pack(path)
    if pack is None or pack.value is None:
        yield ROOT, False, "pack/unreadable", "has no pack.yaml beside it that can be read"
        return
    name = Path(path).stem
    if all(name != named for _, named in _references(pack.document.data)):
        says = "is named by no provision of the pack.yaml beside it"
        yield ROOT / "title", False, "pack/not-named", says
    for number, example in enumerate(rule.rule.examples if rule else ()):
        failed = difference(rule, example) if rule else None
        if failed is not None:
            yield ROOT / "examples" / number / "finds", False, "pack/example", failed


def _of_pack(packs: OpenPacks, path: str) -> Iterator[Wrong]:
    found = packs.pack(path)
    if found is None:
        return
    yield from of_reading(found)
    there = packs.names(path)
    for pointer, name in _references(found.document.data):
        if name not in there:
            yield pointer, False, "pack/no-such-rule", f"names a rule {name!r} that is no file here"


def _references(data: Any) -> Iterator[tuple[Pointer, str]]:
    """The rules that the provisions of a pack name, with their places; of what is readable."""
    for number, instrument in enumerate(_list(data, "instruments")):
        for nth, provision in enumerate(_list(instrument, "provisions")):
            for last, name in enumerate(_list(provision, _NAMES)):
                if isinstance(name, str):
                    place = ROOT / "instruments" / number / "provisions" / nth / _NAMES / last
                    yield place, name


def _list(data: Any, key: str) -> list[Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def hover_in_pack(packs: OpenPacks, path: str, index: int) -> types.Hover | None:
    """Tell what a key or a check is for; of a rule's name, what the rule says."""
    document = packs.document(path)
    if document.data is None:
        return None
    there = at(document, index)
    if not there.pointer.parts:
        return None
    name = there.value if _NAMES in there.pointer.parts[-2:-1] else None
    if _is_pack(path) and isinstance(name, str):
        found, _, _ = packs.rule(beside(path, f"{name}.yaml"))
        return hover_of([found.value.title, found.value.says] if found.value else [])
    return hover_of(says_of_format(_format(path), check_in(packs.text(path).splitlines()), there))


def complete_in_pack(packs: OpenPacks, path: str, line: int, column: int) -> types.CompletionList:
    """List what may stand at a character of a pack's file."""
    lines = packs.text(path).splitlines()
    there = context(lines, line, column)
    items = list(_items(packs, path, there, lines))
    return types.CompletionList(is_incomplete=False, items=items)


def _items(
    packs: OpenPacks, path: str, there: Context, lines: list[str]
) -> Iterator[types.CompletionItem]:
    state = path.partition("/")[0]
    if _is_pack(path) and _NAMES in (there.key, *there.path[-2:-1]):
        yield from map(word, packs.names(path))
    elif there.key in AGENCY_KEYS and not _is_pack(path):
        yield from (word(f"{state}/example-{kind}") for kind in (*AgencyKind, "unclassified"))
    else:
        yield from items_of_format(_format(path), there, lines)


def definition_in_pack(packs: OpenPacks, path: str, index: int) -> Location | None:
    """From a rule's name to its file, and from a rule to the provision that names it."""
    there = at(packs.document(path), index)
    if _is_pack(path):
        file = beside(path, f"{there.value}.yaml")
        names_it = _NAMES in there.pointer.parts[-2:-1] and there.value in packs.names(path)
        return Location(file, Span(START, START)) if names_it else None
    pack = packs.pack(path)
    if pack is None:
        return None
    name = Path(path).stem
    found = (place for place, one in _references(pack.document.data) if one == name)
    return next(map(pack.document.locate, found), None)


def lenses_in_pack(packs: OpenPacks, path: str, places: Places) -> list[types.CodeLens]:
    """Say of each example of a rule whether it passes as the text stands."""
    if _is_pack(path):
        return []
    found, rule, _ = packs.rule(path)
    return example_lenses(rule, found.document, places) if rule is not None else []


def _is_pack(path: str) -> bool:
    return path.rpartition("/")[2] == PACK


def _format(path: str) -> str:
    return "pack" if _is_pack(path) else "rule"
