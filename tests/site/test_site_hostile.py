"""A name that somebody wrote to break the pages is text on them, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.write.escape import one_line
from lprpolicy.write.site.tables import Column, Table, as_csv, as_json, cell
from tests.site.made_up import built, renamed

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title></svg></style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "]]></summary><script>1</script>",
    "\u202egnp.exe\u202c \u200bzero\u2028line",
    "=cmd|' /C calc'!A0",
    "&lt;b&gt; &amp;",
    "-->\x00<!--",
]
TAGS = frozenset(
    [
        "a",
        "article",
        "body",
        "button",
        "caption",
        "circle",
        "code",
        "dd",
        "desc",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "head",
        "header",
        "html",
        "input",
        "label",
        "li",
        "line",
        "link",
        "main",
        "meta",
        "nav",
        "noscript",
        "ol",
        "option",
        "p",
        "path",
        "rect",
        "script",
        "section",
        "select",
        "span",
        "strong",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = frozenset(
    [
        "action",
        "aria-current",
        "aria-label",
        "aria-labelledby",
        "autocomplete",
        "charset",
        "class",
        "content",
        "cx",
        "cy",
        "d",
        "data-column",
        "data-filters",
        "data-key",
        "data-label",
        "data-number",
        "data-of",
        "data-sorts",
        "defer",
        "for",
        "height",
        "hidden",
        "href",
        "http-equiv",
        "id",
        "lang",
        "name",
        "placeholder",
        "r",
        "rel",
        "role",
        "rx",
        "scope",
        "src",
        "tabindex",
        "type",
        "viewbox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
        "title",
    ]
)


class Checked(HTMLParser):
    """Refuses every element, attribute and address that a template does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        given = dict(attrs)
        assert set(given) <= ATTRIBUTES, set(given) - ATTRIBUTES
        for name in ("href", "src", "action"):
            link = given.get(name) or ""
            assert ":" not in link or link.startswith("https://"), link
        if tag == "script":
            self.scripts += 1
            assert (given.get("src") or "").endswith(".js")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def checked(text: str) -> Checked:
    page = Checked()
    page.feed(text)
    page.close()
    return page


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_and_does_nothing(name: str) -> None:
    for path, text in built(renamed(name)).items():
        if path.endswith(".html"):
            page = checked(text)
            assert page.scripts == (2 if path == "search.html" else "tables.js" in text), path
            assert one_line(name) in "".join(page.said), path
        elif path.endswith(".json"):
            json.loads(text)
        elif path.endswith(".xml"):
            ElementTree.fromstring(text)


@pytest.mark.parametrize("name", HOSTILE)
def test_the_search_index_is_one_statement_of_plain_data(name: str) -> None:
    text = built(renamed(name))["assets/search-index.js"]
    head, _, rest = text.partition(" = ")
    assert head == "window.LPRPOLICY_SEARCH"
    assert rest.endswith(";\n")
    assert text.isascii()
    assert one_line(name) in {entry[0] for entry in json.loads(rest[:-2])}


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=15, deadline=None)
def test_any_name_is_text(name: str) -> None:
    pages = built(renamed(name or "nobody"))
    for path in ("index.html", "recipients/us/ice.html", "changes/index.html"):
        assert one_line(name or "nobody") in "".join(checked(pages[path]).said)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=5))
@settings(max_examples=60, deadline=None)
def test_a_table_comes_back_whole_from_its_data(names: list[str]) -> None:
    rows = tuple((cell(name), cell(number)) for number, name in enumerate(names))
    table = Table("t", "Names", (Column("name", "Name"), Column("n", "N")), rows)
    back = list(csv.reader(io.StringIO(as_csv(table), newline="")))
    assert len(back) == 1 + len(names)
    for name, row in zip(names, back[1:], strict=True):
        assert row[0].removeprefix("'") == one_line(name).removeprefix("'")
        assert not row[0].startswith(("=", "+", "-", "@"))
    plain = json.loads(as_json(table, ()))["rows"]
    assert [row["name"] for row in plain] == names


def test_every_page_forbids_scripts_and_styles_of_its_own() -> None:
    for path, text in built().items():
        if path.endswith(".html"):
            assert "default-src 'none'; script-src 'self' file:;" in text, path
            assert " style=" not in text, path
            assert "<style" not in text, path
