"""What is told of the thing under the cursor: an agency, a rule, or a key of the format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lsprotocol import types

from lprpolicy.checks import NAMES, check_named
from lprpolicy.errors import LprPolicyError
from lprpolicy.identify.explain import entry_says, explain
from lprpolicy.lsp.completion import AGENCY_KEYS
from lprpolicy.lsp.cursor import Cursor, at
from lprpolicy.lsp.format_at import FormatAt, check_in, format_of
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.tasks.rules import describe
from lprpolicy.write.escape import visible

TEXTS: Final = ("listed_as", "named")
"""Keys whose value is the text of a vendor's list."""


def hover(repository: OpenRepository, path: str, index: int) -> types.Hover | None:
    """Tell of what stands at a character, as plain text; None if there is nothing to tell."""
    format_, document = format_of(path), repository.document(path)
    if format_ is None or document.data is None:
        return None
    there = at(document, index)
    check = check_in(repository.text(path).splitlines()) if format_ == "rule" else None
    return hover_of(_says(repository, format_, check, there)) if there.pointer.parts else None


def hover_of(said: Iterable[str]) -> types.Hover | None:
    """Return lines as an editor shows them; None if there are none."""
    text = "\n".join(said)
    return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, text)) if text else None


def _says(
    repository: OpenRepository, format_: str, check: str | None, there: Cursor
) -> Iterator[str]:
    last = there.pointer.parts[-1] if there.pointer.parts else None
    if isinstance(there.value, str) and not there.key:
        if last in AGENCY_KEYS:
            yield from _agency(repository, there.value)
        elif last in TEXTS:
            yield from _text(repository, there.value)
        elif last == "rule":
            yield from _rule(repository, there.value)
    yield from says_of_format(format_, check, there)


def says_of_format(format_: str, check: str | None, there: Cursor) -> Iterator[str]:
    """What the format says of a place: a check's own words, and what a key is for."""
    last = there.pointer.parts[-1] if there.pointer.parts else None
    if last == "check" and format_ == "rule" and not there.key and there.value in NAMES:
        yield check_named(there.value).about
    keys = tuple("[]" if isinstance(step, int) else step for step in there.pointer.parts)
    says = FormatAt.of(format_, keys, check).says
    if says:
        yield f"{last}: {says}" if isinstance(last, str) else says


def _agency(repository: OpenRepository, id_: str) -> Iterator[str]:
    index = repository.session.shared.index
    agency = index.agency(id_)
    if agency is None:
        near = ", ".join(index.ids_like(id_)[:3])
        yield f"No directory knows {visible(id_)}." + (f" Similar: {near}." if near else "")
        return
    yield from map(visible, entry_says(index, agency))


def _text(repository: OpenRepository, raw: str) -> Iterator[str]:
    """Who the words of a vendor's list are, step by step."""
    steps = explain(repository.session.shared.index, raw)
    yield "\n".join(f"{number}. {visible(step)}" for number, step in enumerate(steps, 1))


def _rule(repository: OpenRepository, id_: str) -> Iterator[str]:
    try:
        text = describe(id_, (repository.root,), repository.options().as_of)
    except LprPolicyError:
        return
    yield text.rstrip()
