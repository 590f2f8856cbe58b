"""Every document that lprpolicy writes, and the formats of each: the one registry of both.

A format is one module with a function `write`, which takes what the document shows. The command
line takes its `--format`, the help for it and the refusal of a wrong one from here.

>>> sorted(DOCUMENTS["report"])
['compact', 'github', 'json', 'junit', 'markdown', 'oscal', 'sarif', 'text']
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final


class Shows(StrEnum):
    """How much of a report a text shows."""

    REPORT = "report"
    DECISION = "decision"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class Style:
    """What the user chooses for a text: color, width, and how much of it to see."""

    color: bool = False
    width: int = 100
    show_all: bool = False
    advice: bool = False
    shows: Shows = Shows.REPORT


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a document; its module is imported on first use.

    `takes` are the fields of a `Style` that the module asks for. A `binary` module writes bytes;
    a `printed` one writes HTML, which the command line prints with a browser.
    """

    module: str
    name: str
    says: str
    takes: tuple[str, ...] = ()
    binary: bool = False
    printed: bool = False

    def write(self, facts: Any, style: Style = Style()) -> str:
        """Write what a document shows, as text."""
        return str(self._write(facts, style))

    def data(self, facts: Any) -> bytes:
        """Write what a document shows in a binary format."""
        return bytes(self._write(facts, Style()))

    def _write(self, facts: Any, style: Style) -> Any:
        module = import_module(f"lprpolicy.write.{self.module}")
        return module.write(facts, **{name: getattr(style, name) for name in self.takes})


def _document(folder: str, *formats: tuple[str, ...]) -> Mapping[str, Format]:
    made = (Format(f"{folder}.{name}", name, says, tuple(takes)) for name, says, *takes in formats)
    return MappingProxyType({one.name: one for one in made})


_COLOR, _WIDTH, _ALL, _ADVICE, _SHOWS = "color", "width", "show_all", "advice", "shows"
DOCUMENTS: Final = MappingProxyType(
    {
        "report": _document(
            "report",
            (
                "text",
                "for a person at a terminal: the words, the law, the way out",
                _COLOR,
                _WIDTH,
                _ALL,
                _ADVICE,
                _SHOWS,
            ),
            ("compact", "one line a place, for editors and grep"),
            ("json", "everything, for programs; schemas/report.schema.json describes it"),
            ("sarif", "SARIF 2.1.0, for code scanning"),
            ("github", "workflow commands, shown beside the lines of a pull request"),
            ("junit", "JUnit XML, a test case for every rule and policy"),
            ("markdown", "for a job summary or a comment on a pull request"),
            ("oscal", "OSCAL assessment results, for tools that keep controls"),
        ),
        "diff": _document(
            "diff",
            ("text", "for a person at a terminal", _COLOR, _WIDTH, _ALL),
            ("json", "everything, for programs"),
            ("markdown", "one comment on a pull request"),
            ("memo", "one page for a council"),
        ),
        "plan": _document(
            "plan",
            ("text", "for a person at a terminal"),
            ("json", "the plan as the gate reads it"),
            ("markdown", "a checklist to sign"),
            ("csv", "a checklist for a spreadsheet"),
        ),
        "verify": _document(
            "verify", ("text", "for a person at a terminal"), ("json", "everything, for programs")
        ),
        "drift": _document(
            "drift", ("text", "for a person at a terminal"), ("json", "everything, for programs")
        ),
        "reach": _document(
            "reach",
            ("text", "for a person at a terminal", _WIDTH, _ALL),
            ("json", "everything, for programs"),
        ),
        "network": _document(
            "network",
            ("text", "for a person at a terminal"),
            ("json", "everything, for programs"),
            ("graphml", "for tools that draw graphs"),
        ),
        "annual": _document(
            "annual",
            ("text", "for a person at a terminal"),
            ("csv", "a table for a spreadsheet"),
        ),
        "audit": _document(
            "audit",
            ("text", "for a person at a terminal"),
            ("json", "everything that may be shown, for programs"),
            ("markdown", "a report with tables"),
        ),
        "replay": _document(
            "replay",
            ("text", "for a person at a terminal"),
            ("json", "everything that may be shown, for programs"),
            ("markdown", "a table"),
        ),
        "history": _document(
            "history",
            ("text", "for a person at a terminal", _ALL),
            ("json", "everything, for programs"),
        ),
        "requests": _document(
            "requests",
            ("text", "for a person at a terminal", _WIDTH, _ALL),
            ("json", "everything, for programs"),
            ("csv", "a table for a spreadsheet"),
        ),
        "page": _document(
            "page",
            ("text", "for a terminal or a printer"),
            ("markdown", "for a code host"),
            ("html", "for a browser"),
        ),
        "law": _document(
            "law",
            ("text", "for a person at a terminal"),
            ("json", "everything, for programs"),
            ("markdown", "a page with a table of states by topic"),
            ("oscal", "an OSCAL catalog: each provision a control"),
        ),
        "policy": MappingProxyType(
            {
                one.name: one
                for one in (
                    Format("council_policy.markdown", "markdown", "for a code host"),
                    Format("council_policy.html", "html", "for a browser"),
                    Format("council_policy.docx", "docx", "for a word processor", binary=True),
                    Format("council_policy.html", "pdf", "for a meeting", printed=True),
                )
            }
        ),
        "identity": _document(
            "identity", ("text", "for a person at a terminal"), ("json", "one object a line")
        ),
        "strictness": _document(
            "strictness",
            (
                "text",
                "for a person at a terminal: the answer, and the policy that shows a no",
                _ALL,
            ),
            ("json", "everything, for programs"),
        ),
        "what-if": _document(
            "what_if",
            ("text", "for a person at a terminal: which policies proposed rules would refuse"),
            ("json", "everything, for programs"),
        ),
        "rules": _document(
            "rules", ("text", "for a person at a terminal"), ("json", "one object a line")
        ),
    }
)
"""The formats of each document by name, beginning with the one for a person."""
FORMATS: Final = DOCUMENTS["report"]
"""The formats of what `check` reports."""
