"""A policy in plain English: a page made of sentences, and the page as text, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from lprpolicy.model.page import Page
from lprpolicy.write.plain.as_html import html_body, html_page
from lprpolicy.write.plain.as_markdown import markdown
from lprpolicy.write.plain.as_text import text
from lprpolicy.write.plain.pages import page

FORMS: Final = MappingProxyType[str, Callable[[Page], str]](
    {"text": text, "markdown": markdown, "html": html_page}
)
"""What `render` can write."""

__all__ = ["FORMS", "html_body", "html_page", "markdown", "page", "text"]
