"""A name that somebody wrote to break the pages is text on them, and nothing else."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lprpolicy.tasks.publish import publish
from lprpolicy.write.escape import one_line
from lprpolicy.write.site.tables import Column, PageTable, as_csv, as_json, cell
from tests.limits import examples
from tests.site.made_up import built, renamed
from tests.site.towns import state_of_towns

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
    """
    a article body button caption circle cite code dd desc details div dl dt figcaption figure footer form
    h1 h2 h3 h4 head header html input label li line link main meta nav noscript ol option p path
    rect script section select span strong summary svg table tbody td text th thead title tr ul
    """.split()  # noqa: SIM905 - a list of words is read as words
)
ATTRIBUTES = frozenset(
    """
    action aria-current aria-label aria-labelledby autocomplete charset class content cx cy d
    data-column data-filters data-key data-label data-number data-of data-sorts defer for height
    hidden href http-equiv id lang name placeholder r rel role rx scope src tabindex title type
    value viewbox width x x1 x2 y y1 y2
    """.split()  # noqa: SIM905 - a list of words is read as words
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
        said = {name for name in given if not name.startswith("data-")}
        assert said <= ATTRIBUTES, said - ATTRIBUTES
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
@settings(max_examples=examples(15), deadline=None)
def test_any_name_is_text(name: str) -> None:
    pages = built(renamed(name or "nobody"))
    for path in ("index.html", "recipients/us/ice.html", "changes/index.html"):
        assert one_line(name or "nobody") in "".join(checked(pages[path]).said)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=5))
@settings(max_examples=examples(60), deadline=None)
def test_a_table_comes_back_whole_from_its_data(names: list[str]) -> None:
    rows = tuple((cell(name), cell(number)) for number, name in enumerate(names))
    table = PageTable("t", "Names", (Column("name", "Name"), Column("n", "N")), rows)
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


def test_a_hostile_repository_is_published_as_text_in_the_words_of_its_policies_too(
    tmp_path: Path,
) -> None:
    """The whole way: directory, vendor's names, papers, vendor, title."""
    name = "<img src=x onerror=alert(1)>\"' {{ 7*7 }} </article></main>"
    quoted = "'" + name.replace("'", "''") + "'"
    policies = state_of_towns(tmp_path, 3)
    directory = policies / "directory/towns.yaml"
    text = directory.read_text(encoding="utf-8")
    directory.write_text(text.replace("Town 001 Police Department", quoted), encoding="utf-8")
    (policies / "lprpolicy.yaml").write_text(f"schema: lprpolicy/config/v1\ntitle: {quoted}\n")
    file = policies / "us-ct/town-000-pd/policy.yaml"
    text = file.read_text(encoding="utf-8").replace("to be named by the department", quoted)
    grant = f"  grants:\n    - to: {{named: {quoted}}}\n      data: [reads]\n"
    file.write_text(text.replace("  grants:\n", grant, 1), encoding="utf-8")
    done = publish((policies,), tmp_path / "site", dt.date(2026, 11, 22))
    # Of the name, and of a kind that the made-up town's name does not show.
    assert all(fault.startswith("directory/towns.yaml:") for fault in done.site.general_faults)
    assert not any(town.faults for town in done.site.towns.values() if town.policy is None)
    for page in sorted((tmp_path / "site").rglob("*.html")):
        read = checked(page.read_text(encoding="utf-8"))
        assert read.scripts <= 2, page
        assert name in "".join(read.said), page
