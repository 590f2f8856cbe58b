"""Parts of a page, and the policies whose pages the tests look at."""

from __future__ import annotations

from typing import Any

from lprpolicy.host.files.tree import Tree
from lprpolicy.write.page.sections import LawLines, Page, Section, sentences_of
from tests.repositories import WESTPORT, changed

WESTPORT_PD = "us-ct/westport-pd"
ICE = """    - to: us/ice
      system: plate-reads
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]

access:
"""


def section(page_: Page, identifier: str) -> Section:
    return next(section for section in page_.sections if section.id == identifier)


def said(page_: Page, identifier: str) -> str:
    blocks = section(page_, identifier).blocks
    return " ".join(s.text for block in blocks for s in sentences_of(block))


def with_ice() -> Tree:
    return changed(WESTPORT, "\naccess:\n", f"\n{ICE}".replace("\n    - to", "    - to", 1))


def law_lines(made: Page, identifier: str) -> list[Any]:
    found = []

    def walk(blocks: tuple[Any, ...]) -> None:
        for block in blocks:
            if isinstance(block, LawLines):
                found.extend(block.lines)
            walk(getattr(block, "blocks", ()))

    walk(section(made, identifier).blocks)
    return found
