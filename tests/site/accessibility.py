"""What the tests of pages in a browser ask: the rules of accessibility, and a phone's screen."""

from __future__ import annotations

PHONE = {"viewport": {"width": 390, "height": 844}}
AXE = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
