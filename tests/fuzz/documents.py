"""Targets for text that stands alone: YAML, words, names, plans, statements and lock files."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lprpolicy.identify.index import Index
    from lprpolicy.model.policy import Policy
    from lprpolicy.read.document import Document

ROOT: Final = Path(__file__).resolve().parents[2]
TOWN: Final = "us-ct/westport-pd"


def yaml(raw: bytes) -> None:
    """A document has data or a reason why not, and every place of it is in the text."""
    from lprpolicy.model.places import ROOT as TOP
    from lprpolicy.read.faults import FAULTS
    from lprpolicy.read.yaml import read

    document = read("fuzzed.yaml", raw)
    assert document.data is not None or document.faults, "no data, and no fault that says why"
    for fault in document.faults:
        assert fault.code in FAULTS, fault.code
        assert len(fault.message.splitlines()) == 1, fault
        _inside(document, fault.span)
    _walk(document, TOP, document.data)


def _walk(document: Document, top: Any, data: object) -> None:
    """Ask for the place of everything in the data."""
    ahead = [(top, data)]
    for at, value in ahead:
        _inside(document, document.span(at))
        if isinstance(value, dict):
            ahead += [(at / key, below) for key, below in value.items()]
        elif isinstance(value, list):
            ahead += [(at / number, below) for number, below in enumerate(value)]
        else:
            assert value is None or isinstance(value, str | int | float | bool), value


def _inside(document: Document, span: Any) -> None:
    assert span.start <= span.end, span
    for mark in (span.start, span.end):
        assert 1 <= mark.column <= len(document.line(mark.line)) + 1, span


def words(raw: bytes) -> None:
    """A day and a length of time are read, or a ValueError says what is wrong with the text."""
    from lprpolicy.model.days import day_of
    from lprpolicy.model.durations import Duration

    text = raw.decode(errors="surrogateescape")
    for parse in (day_of, Duration.parse):
        with suppress(ValueError):
            str(parse(text))


def names(raw: bytes) -> None:
    """A name is somebody of the directory or an honest unknown, and the steps to it are told."""
    from lprpolicy.identify.explain import explain

    index, text = known(), raw.decode(errors="surrogateescape")
    for state in (None, "us-ct"):
        found = index.identify(text, state=state)
        assert found.id is not None or found.why, "unknown, and nobody says why"
        assert "\n".join(explain(index, text, state=state))


def plan(raw: bytes) -> None:
    """What is taken for a plan can be written in every format."""
    from lprpolicy.repository.plans import fingerprint, parse
    from lprpolicy.write import DOCUMENTS

    made = parse("fuzzed.json", raw)
    fingerprint(made)
    for form in DOCUMENTS["plan"].values():
        form.write(made)


def statement(raw: bytes) -> None:
    """A signed text is a statement of the gate, or it is refused."""
    from lprpolicy.repository import statements

    # The bytes are read only once their signature is good, and one for each input would be slow.
    found = statements._parse(Path("fuzzed.json"), raw)
    statements._issue(Path("fuzzed.json"), found)
    statements._text(found, "predicate", "verifier", "version", "lprpolicy")


def verified(raw: bytes) -> None:
    """A lock file is written as it was read, and stands in for the exports."""
    from lprpolicy.host.files.tree import Tree
    from lprpolicy.repository.verified import lock_in, observations, path_of, text

    lock = lock_in(Tree({path_of(TOWN): raw}), TOWN)
    assert lock is not None
    text(lock)
    observations(lock, _policy())


@cache
def known() -> Index:
    """The directory that names are looked up in: the federal one and the drafts'."""
    from lprpolicy.identify.index import Index
    from lprpolicy.model.directory import Directory
    from lprpolicy.read.files import read_file
    from lprpolicy.repository.directories import federal

    path = ROOT / "policies" / "directory" / "us-ct.yaml"
    read = read_file(path.name, path.read_bytes(), Directory)
    assert read.value is not None
    return Index.of(federal(), read.value)


@cache
def _policy() -> Policy:
    from lprpolicy.model.policy import Policy
    from lprpolicy.read.files import read_file

    path = ROOT / "policies" / TOWN / "policy.yaml"
    read = read_file(path.name, path.read_bytes(), Policy)
    assert read.value is not None
    return read.value
