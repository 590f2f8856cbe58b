"""Which reader an export gets, and that choosing one is cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lprpolicy.errors import ExportError
from lprpolicy.model.words import Vendor
from lprpolicy.vendors import FORMATS, observe
from tests.vendors.learn_report import whole
from tests.vendors.pdf_writer import pdf

LIST = b"Organization Name,Networks Shared With Me,Networks I'm Sharing\nAy PD,,Ex PD\n"


def test_the_content_decides_and_the_name_does_not() -> None:
    assert observe("export.pdf", LIST).vendor is Vendor.FLOCK
    assert observe("export.csv", pdf(whole().done())).vendor is Vendor.MOTOROLA_LEARN


def test_a_named_format_is_the_one_that_is_used() -> None:
    with pytest.raises(ExportError, match="is not a PDF"):
        observe("export.csv", LIST, format="learn")


def test_an_unknown_format_is_met_with_those_that_there_are() -> None:
    with pytest.raises(ExportError) as caught:
        observe("export.csv", LIST, format="flok")
    assert caught.value.hint == f"the formats are {', '.join(sorted(one.name for one in FORMATS))}"
    assert "flock-portal, flock-requests" in caught.value.hint


def test_every_format_has_its_own_name() -> None:
    assert len({one.name for one in FORMATS}) == len(FORMATS)


def test_the_same_bytes_give_the_same_observation() -> None:
    raw = pdf(whole(shared=["Ay PD", "Bee PD"]).done())
    assert observe("report.pdf", raw) == observe("report.pdf", raw)


def test_the_readers_are_imported_without_their_libraries() -> None:
    code = "import sys, lprpolicy.vendors; print({'pdfminer', 'python_calamine'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
