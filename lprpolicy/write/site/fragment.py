"""Fit the words of a policy into a page of the site, which has a heading of its own."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

_HEADING: Final = re.compile(r"<h1>.*?</h1>\n?", re.DOTALL)
_SECTION: Final = re.compile(r'<h2 id="([a-z0-9-]+)-title">(.*?)</h2>', re.DOTALL)


def inside(body: str) -> Markup:
    """Remove the first heading from HTML, which was escaped when it was written."""
    return Markup(_HEADING.sub("", body, count=1))


def screens(body: Markup) -> tuple[Markup, Markup]:
    """Part a body after its first section, which answers what people ask first."""
    first, end, rest = body.partition("</section>\n")
    return Markup(first + end), Markup(rest)


def contents(body: str) -> list[tuple[str, Markup]]:
    """List the sections in order: the anchor of each, and its question."""
    return [(found[1], Markup(found[2])) for found in _SECTION.finditer(body)]
