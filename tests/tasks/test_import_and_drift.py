"""A draft never differs from the export that it was made from, whatever the vendor's format."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from html import escape

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lprpolicy.compare.changes import compare
from lprpolicy.compare.effects import UNSAID
from lprpolicy.compare.of_observation import of_observations
from lprpolicy.compare.of_policy import live
from lprpolicy.errors import ExportError
from lprpolicy.evaluate.states import observe_state, state_of
from lprpolicy.identify.index import Index
from lprpolicy.model.observation import Observation
from lprpolicy.model.policy import Policy
from lprpolicy.read.files import read_file
from lprpolicy.repository.directories import federal
from lprpolicy.tasks.import_ import draft
from lprpolicy.vendors import observe
from tests.vendors.learn_report import whole
from tests.vendors.pdf_writer import pdf

AGENCY = "us-ct/exampleton-pd"
OWNER = "Exampleton CT PD"
INDEX = Index.of(federal())
DAY = dt.date(2026, 11, 27)
HEADER = ("Organization Name", "Networks Shared With Me", "Networks I'm Sharing")


def shared_networks(names: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *([name, "", OWNER] for name in names)])
    return out.getvalue().encode()


def workbook(names: list[str]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (HEADER, *((name, None, OWNER) for name in names)):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def neutral(names: list[str]) -> bytes:
    out = io.StringIO()
    head = ("direction", "recipient", "reads", "vendor", "owner", "completeness")
    rows = (("outbound", name, "yes", "flock", OWNER, "complete") for name in names)
    csv.writer(out).writerows([head, *rows])
    return out.getvalue().encode()


def portal(names: list[str]) -> bytes:
    listed = ", ".join(names)
    head = f"{OWNER}\nTransparency Portal\n\nUsage\n\nData retention (in days)\n\n30 days\n\n"
    return f"{head}Organizations granted access to {OWNER} data\n\n{listed}\n".encode()


def page(names: list[str]) -> bytes:
    cells = "".join(
        f'<div><div data-tp-access-cell-text="true" data-tp-full-value="{escape(name)}">'
        f"{escape(name)}</div></div>"
        for name in names
    )
    return (
        f"<!DOCTYPE html><html><head><title>Flock Safety - {OWNER} Transparency Portal</title>"
        '</head><body><p style="font-weight:600">Sharing Network Data With</p>'
        f"<div>{cells}</div></body></html>"
    ).encode()


def scraped(names: list[str]) -> bytes:
    made = {"crawled_slug": "exampleton-ct-pd", "crawled_name": OWNER, "sharing_outbound": names}
    return json.dumps(made).encode()


def report(names: list[str]) -> bytes:
    return pdf(whole(shared=names, owner=OWNER).done())


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "SharedNetworks.csv": shared_networks,
    "SharedNetworks.xlsx": workbook,
    "neutral.csv": neutral,
    "portal.txt": portal,
    "portal.html": page,
    "portal.json": scraped,
}


def differences(seen: Observation) -> list[str]:
    """What `drift` finds between an export and the draft that `import` makes of it."""
    made = draft(seen, AGENCY, INDEX, schema="x.json", owner_is_right="it is")
    read = read_file("p", made.text.encode(), Policy)
    assert read.value is not None
    now = of_observations(AGENCY, [observe_state(seen, seen.vendor.system, INDEX)])
    found = compare(live(state_of(read.value, INDEX, DAY)), now)
    return [one.says for one in found if one.doubt != UNSAID]


BLANKS = st.sampled_from([" ", "  ", "\u00a0", "\u2003 ", "\u3000", " \u200b", "\t"])
PARTS = st.sampled_from(
    [
        "Elm",
        "ELM",
        "elm",
        "Oak",
        "CT",
        "PD",
        "(CT)",
        "Sheriff's",
        "Office",
        "ICE",
        "No. 4",
        "#7",
        "Elm\u200bton",
        "Néw",
        "B́ay",
        "\u202eOak",
        "O\xadak",
        "[Inactive]",
        "A, B",
        "Y,",
        "- x:",
        "'q'",
        '"r"',
        "{",
        "null",
        "06E0200",
        "️",
        "\u200d",
    ]
)


@st.composite
def a_name(draw: st.DrawFn) -> str:
    words = draw(st.lists(PARTS, min_size=1, max_size=4))
    text = draw(st.sampled_from(["", " ", "\u200b", "  "]))
    for word in words:
        text += word + draw(BLANKS)
    return text + draw(st.sampled_from(["", " ", "\u200b"]))


@pytest.mark.parametrize("format_", FORMATS)
@settings(deadline=None, max_examples=8, suppress_health_check=list(HealthCheck))
@given(names=st.lists(a_name(), min_size=1, max_size=6))
def test_a_draft_does_not_differ_from_its_own_export(format_: str, names: list[str]) -> None:
    try:
        seen = observe(format_, FORMATS[format_](names))
        found = differences(seen)
    except ExportError:
        return  # refused aloud, and nothing was drafted
    assert found == []


@pytest.mark.parametrize("format_", FORMATS)
def test_rows_that_differ_in_blanks_are_one_recipient_and_in_case_two(format_: str) -> None:
    names = ["Elm  CT PD", " Elm CT PD", "ELM CT PD", "Oak\u200b CT PD", "Oak CT PD"]
    seen = observe(format_, FORMATS[format_](names))
    assert differences(seen) == []
    text = draft(seen, AGENCY, INDEX, schema="x.json", owner_is_right="it is").text
    assert text.count("- to:") == 4


def test_a_report_with_one_name_twice_does_not_differ_from_its_draft() -> None:
    names = ["Elm Police Department", "Oak Police Department (CT)", "Elm Police Department"]
    assert differences(observe("report.pdf", report(names))) == []
