"""A report in words: one file per format, each a function of the report alone.

>>> sorted(FORMATS)
['compact', 'github', 'json', 'junit', 'markdown', 'sarif', 'text']
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lprpolicy.model.report import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a report; its module is loaded when it is first used."""

    name: str
    says: str
    styled: bool = False

    def write(
        self, report: Report, *, colour: bool = False, width: int = 100, show_all: bool = False
    ) -> str:
        """Write the report. Colour, width and `show_all` are for the reader of a styled format."""
        module = import_module(f"lprpolicy.write.{self.name}")
        if self.styled:
            return str(module.write(report, colour=colour, width=width, show_all=show_all))
        return str(module.write(report))


FORMATS: Final = MappingProxyType(
    {
        one.name: one
        for one in (
            Format("text", "for a person at a terminal: the words, the law, the way out", True),
            Format("compact", "one line a place, for editors and grep"),
            Format("json", "everything, for programs; schemas/report.schema.json describes it"),
            Format("sarif", "SARIF 2.1.0, for code scanning"),
            Format("github", "workflow commands, shown beside the lines of a pull request"),
            Format("junit", "JUnit XML, a test case for every rule and policy"),
            Format("markdown", "for a job summary or a comment on a pull request"),
        )
    }
)
