"""A file that is no sharing list is said to be what it is, with the command that takes it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from lprpolicy.errors import ExportError
from lprpolicy.identify.index import Index
from lprpolicy.repository.directories import federal
from lprpolicy.tasks.import_ import draft
from lprpolicy.vendors import observe

PORTAL = ("id", "userId", "searchDate", "networkCount", "reason")
OWN = ("ID", "Name", "Org Name", "Total Networks Searched", "Total Devices Searched")
REQUESTS = ("Organization", "Request Date", "Permissions")


def csv(*titles: str) -> bytes:
    return (",".join(f'"{one}"' for one in titles) + "\n" + ",".join("x" for _ in titles)).encode()


def workbook(*titles: str) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(titles)
    book.worksheets[0].append(["x"] * len(titles))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "raw", [csv(*PORTAL), csv(*OWN), csv(*(t.replace(" ", "_") for t in OWN)), workbook(*OWN)]
)
def test_a_log_of_searches_is_said_to_be_one(raw: bytes) -> None:
    with pytest.raises(ExportError, match="it is a log of searches") as raised:
        observe("my audit.csv", raw)
    hint = raised.value.hint or ""
    assert "lprpolicy audit 'my audit.csv' --agency us-xx/your-agency judges its searches" in hint


def test_pending_requests_name_the_command_that_answers_them() -> None:
    with pytest.raises(ExportError, match="it lists requests to share") as raised:
        observe("requests.xlsx", workbook(*REQUESTS))
    assert "lprpolicy requests" in (raised.value.hint or "")
    raw = b"Organization,Request Date,Permissions\nElm CT PD,2026-11-01,Search\n"
    with pytest.raises(ExportError, match="it lists requests to share") as raised:
        draft(observe("r.csv", raw), "us-ct/oak-pd", Index.of(federal()), schema="x.json")
    assert "lprpolicy requests us-ct/oak-pd r.csv" in (raised.value.hint or "")
