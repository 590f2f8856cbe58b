"""Where the thing under the cursor is written down, and everywhere else it is named."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.host.package_data import path_of
from lprpolicy.lsp.completion import AGENCY_KEYS
from lprpolicy.lsp.cursor import at, leaves
from lprpolicy.lsp.repositories import OpenRepository
from lprpolicy.model.layout import owner
from lprpolicy.model.places import ROOT, START, Location, Span
from lprpolicy.repository.directories import federal_file

_FIRST = Span(START, START)


def definition(repository: OpenRepository, path: str, index: int) -> Location | None:
    """Find where an agency or a rule is written: a file of the repository, or one of lprpolicy."""
    there = at(repository.document(path), index)
    last = there.pointer.parts[-1] if there.pointer.parts else None
    if not isinstance(there.value, str):
        return None
    if last in AGENCY_KEYS:
        return next(_entries(repository, there.value), None)
    return _rule(repository, path, there.value) if last == "rule" else None


def references(repository: OpenRepository, path: str, index: int) -> list[Location]:
    """Find every grant to the agency under the cursor, over all towns, and its entries."""
    there = at(repository.document(path), index)
    last = there.pointer.parts[-1] if there.pointer.parts else None
    if not isinstance(there.value, str) or last not in (*AGENCY_KEYS, "id"):
        return []
    grants = _grants(repository, there.value)
    return sorted({*grants, *_entries(repository, there.value)})


def _entries(repository: OpenRepository, id_: str) -> Iterator[Location]:
    """Its entries in the repository's directory files, then in lprpolicy's own."""
    for read in repository.session.shared.directories:
        for number, agency in enumerate(read.value.agencies):
            if agency.id == id_:
                yield read.document.locate(ROOT / "agencies" / number / "id")
    builtin = federal_file()
    for number, agency in enumerate(builtin.value.agencies if builtin.value else ()):
        if agency.id == id_:
            yield builtin.document.locate(ROOT / "agencies" / number / "id")


def _rule(repository: OpenRepository, path: str, id_: str) -> Location | None:
    session, agency = repository.session, owner(path)
    own = session.folder(agency).rules if agency in session.files else []
    found = next((one for one in (*own, *session.whole().obligations) if one.id == id_), None)
    return Location(found.source, _FIRST) if found is not None else None


def _grants(repository: OpenRepository, id_: str) -> Iterator[Location]:
    session = repository.session
    for agency in session.files:
        policy = session.folder(agency).policy
        if policy is not None and policy.value is not None and id_ in policy.document.text:
            for pointer, key, text in leaves(policy.document.data, ROOT, ""):
                if text == id_ and key in AGENCY_KEYS:
                    yield policy.document.locate(pointer)


def is_ours(file: str) -> bool:
    """Whether a place is in lprpolicy's own package, and in no repository."""
    return file.startswith("lprpolicy/") and path_of(file.removeprefix("lprpolicy/")).exists()
