"""What the tests of pages in a browser ask: the rules of accessibility, and a phone's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = {"viewport": {"width": 390, "height": 844}}
AXE = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
ALIKE = [[f"{row}:nth-child(n+12)"] for row in ("tr", "li", "article", "details", "fieldset")]
"""The first rows of a list tell as much as four hundred that are alike, in a fifth of the time."""


def barriers(page: Page) -> list[str]:
    """What axe finds on a page, a line a rule, with the first few places."""
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": AXE, "resultTypes": ["violations"]}
    found = Axe().run(page, context={"exclude": ALIKE}, options=options).response["violations"]
    return [f"{one['id']}: {_places(one)}" for one in found]


def _places(violation: dict[str, list[dict[str, str]]]) -> str:
    return "; ".join(str(node["html"])[:160] for node in violation["nodes"][:3])
