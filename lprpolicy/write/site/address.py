"""Compute the address of each page from an id alone, so that links last when all else changes.

>>> agency("us-ct/westport-pd"), rule("us-ct/retention-reads")
('agencies/us-ct/westport-pd.html', 'rules/us-ct/retention-reads.html')
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

HOME = "index.html"
AGENCIES = "index.html"
RECIPIENTS = "recipients/index.html"
RULES = "rules/index.html"
DIRECTORY = "directory/index.html"
CHANGES = "changes/index.html"
SEARCH = "search.html"
ABOUT = "about.html"
WHAT_IF = "what-if/index.html"
FEED = "feed.xml"
INDEX = "assets/search-index.js"


def agency(identifier: str) -> str:
    return f"agencies/{identifier}.html"


def searches(identifier: str) -> str:
    return f"searches/{identifier}.html"


def recipient(key: str) -> str:
    return f"recipients/{key}.html"


def rule(identifier: str) -> str:
    return f"rules/{identifier}.html"


def provision(citation: str) -> str:
    return f"provisions/{name_of_text(citation)}.html"


def name_of_text(text: str) -> str:
    """Name a text without an id: by its first words, and a digest that tells it from others.

    >>> name_of_text("Town of <b>Westport</b> PD")
    'town-of-b-westport-b-pd-f1cf0cd2'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48].strip("-")
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words}-{mark}" if words else mark


def data(page: str, table: str, ending: str) -> str:
    """Return the file with a table's rows, beside the page that shows it.

    >>> data("rules/index.html", "rules", "csv")
    'rules/index.rules.csv'
    """
    return f"{page.removesuffix('.html')}.{table}.{ending}"


def root(page: str) -> str:
    """Return the way from a page back to the top of the site.

    >>> root("agencies/us-ct/westport-pd.html"), root("index.html")
    ('../../', '')
    """
    return "../" * page.count("/")
