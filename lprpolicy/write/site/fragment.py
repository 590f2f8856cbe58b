"""The plain words of a policy, set into a page of the site: its heading is the page's own."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

_HEADING: Final = re.compile(r"<h1>.*?</h1>\n?", re.DOTALL)
_SECTION: Final = re.compile(r'<h2 id="([a-z0-9-]+)-title">(.*?)</h2>', re.DOTALL)


def inside(body: str) -> Markup:
    """The words without their own first heading. They were escaped where they were made."""
    return Markup(_HEADING.sub("", body, count=1))


def contents(body: str) -> list[tuple[str, Markup]]:
    """The sections in order: where each is, and its question."""
    return [(found[1], Markup(found[2])) for found in _SECTION.finditer(body)]
