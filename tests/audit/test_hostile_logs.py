"""Logs made to be misread: each is read rightly, or refused at its row, and no value of it is said."""

from __future__ import annotations

import datetime as dt
import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lprpolicy.audit.groups_file import to_json
from lprpolicy.errors import LprPolicyError
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions
from tests.audit.logs import ORGANIZATION, PORTAL, changed, text

EASTERN = LogOptions(zone="America/New_York", state="us-ct", own=True)
VALUES = ("zebra7", "zqx771", "26-77771", "zq1", "zq2")


def secret(**cells: str) -> tuple[str, ...]:
    """A row of which no value may come out."""
    known = {
        "ID": "Zq1",
        "Name": "Zebra7 Q",
        "LicensePlate": "ZQX771",
        "Case": "26-77771",
        "Reason": "theft Zebra7",
    }
    return changed(**(known | cells))


def at(*times: str) -> bytes:
    rows = [secret(ID=f"Zq{number}", SearchTime=time) for number, time in enumerate(times)]
    return text(ORGANIZATION, *rows)


def counted(networks: str) -> bytes:
    return text(ORGANIZATION, secret(TotalNetworksSearched=networks))


def renamed(**titles: str) -> bytes:
    return text([titles.get(one.split()[0], one) for one in ORGANIZATION], *TWO)


TWO = (secret(), secret(ID="Zq2"))
GOOD = text(ORGANIZATION, *TWO)
PORTAL_ROW = ("Zq9", "u", "2026-10-02T09:30:00Z", "1", "Zebra7")
TIME, COUNT = r"row {}, column 11 \(Search Time\)", r"row 2, column 4 \(Total Networks Searched\)"
REFUSED = {
    "titles shifted by one": (text((*ORGANIZATION[1:], "ID"), *TWO), r"row 2, column 10"),
    "a title too many": (text((*ORGANIZATION, "Moderation"), *TWO), "row 2: the row has 12 cells"),
    "a title too few": (text(ORGANIZATION[:-1], *TWO), "row 2: the row has 12 cells"),
    "titles swapped with a count": (
        renamed(Org="Total Networks Searched", Total="Org Name"),
        "row 1",
    ),
    "titles swapped with a time": (renamed(License="Search Time", Search="License Plate"), "row 1"),
    "two tables side by side": (text(ORGANIZATION * 2, TWO[0] * 2), "column 13: 'ID' stands there"),
    "another table below": (GOOD + text(PORTAL, PORTAL_ROW), "row 4: another export begins here"),
    "another below a blank": (GOOD + b"\r\n\r\n" + text(PORTAL, PORTAL_ROW), "row 6: another"),
    "a title in other letters": (renamed(Reason="Re\u0430son"), "row 1, column 8"),
    "far too many titles": (b"Reason,Search Time,ID" + b",x" * 10**5, "row 1, column 4: 'x'"),
    "far too many cells": (GOOD + b"Zebra7," * 10**5, "row 4: the row has 100001 cells"),
    "days before months": (at("13/10/2026, 09:30:00 AM UTC"), TIME.format(2)),
    "two orders of dates": (
        at("10/02/2026, 09:30:00 AM UTC", "13/10/2026, 09:30:00 AM UTC"),
        TIME.format(3),
    ),
    "a year of two digits": (at("10/02/26, 09:30:00 AM UTC"), TIME.format(2)),
    "a year before any reader": (at("01/01/1900, 12:00:00 AM UTC"), "a time since 2000"),
    "such a year among others": (
        at("10/02/2026, 09:30:00 AM UTC", "12/31/1999, 11:59:00 PM UTC"),
        TIME.format(3),
    ),
    "a spreadsheet's number for a time": (at("46297.39583"), TIME.format(2)),
    "seconds since 1970": (at("1790933400"), TIME.format(2)),
    "a zone that is none": (at("10/02/2026, 09:30:00 AM XYT"), TIME.format(2)),
    "an offset that is none": (at("2026-10-02T09:30:00+99:00"), TIME.format(2)),
    "an hour that is none": (at("2026-10-02T25:30:00Z"), TIME.format(2)),
    "thirteen in the afternoon": (at("10/02/2026, 13:30:00 PM UTC"), TIME.format(2)),
    "other digits": (at("\u0661\u0660/02/2026, 09:30:00 AM UTC"), TIME.format(2)),
    "a masked time": (at("***"), TIME.format(2)),
    "UTF-16 without its mark": (GOOD.decode().encode("utf-16-le"), "line 1: the text holds a NUL"),
    "UTF-32": (GOOD.decode().encode("utf-32"), "line 1: the text holds a NUL"),
    "Latin-1": (
        text(ORGANIZATION, secret(Reason="\u00e9")).decode().encode("latin-1"),
        "not UTF-8",
    ),
    "a NUL": (GOOD.replace(b"theft", b"the\0ft"), "line 3: the text holds a NUL"),
    "NULs at the end": (GOOD + b"\0" * 4096, "the text holds a NUL"),
    "a quotation mark left open": (GOOD + b'"Zq9,Zebra7\r\n', "row 4"),
    "text behind a quotation mark": (GOOD + b'"Zq9"x,Zebra7\r\n', "row 4"),
    "semicolons": (GOOD.replace(b'","', b'";"'), "row 1"),
    "tabs": (GOOD.replace(b'","', b'"\t"'), "row 1"),
    "carriage returns alone": (text(ORGANIZATION, *TWO, end="\r"), "a line ends with a carriage"),
    "a row of totals": (GOOD + text(("Total", "", "", "24", "680", *[""] * 7)), TIME.format(4)),
    "a footer": (GOOD + b"Made by Zebra7 on 10/02/2026\r\n", "row 4: the row has 1 cells"),
    "a footer below a blank": (GOOD + b"\r\nMade by Zebra7\r\n", "row 5: the row has 1 cells"),
    "sixty lines above": (b"Zebra7 report\r\n" * 60 + GOOD, "no header of a search log"),
    "a formula for a count": (counted("=12"), COUNT),
    "less than none": (counted("-5"), COUNT),
    "a power of ten": (counted("1.2E+03"), COUNT),
    "thirty digits": (counted("9" * 30), COUNT),
    "a point for a comma": (counted("1.204"), COUNT),
    "a name for a count": (counted("Zebra7"), COUNT),
    "a header alone": (text(ORGANIZATION), "there is no search in it"),
    "a header and blanks": (text(ORGANIZATION, [""] * 12), "there is no search in it"),
    "a page": (b"<html><table><tr><td>Zebra7</td></tr></table></html>", "a page, and no table"),
    "JSON": (b'[{"id":"Zebra7","searchDate":"2026-10-02T09:30:00Z"}]', "JSON, and no table"),
    "a PDF": (b"%PDF-1.7\nZebra7", "the file is a PDF"),
    "a packed file": (gzip.compress(GOOD, mtime=0), "packed with gzip"),
}


def grouped(folder: Path, raw: bytes, name: str = "log.csv") -> str:
    path = folder / name
    path.write_bytes(raw)
    return to_json(group_logs([path], EASTERN)[0])


@pytest.mark.parametrize("name", REFUSED)
def test_a_log_that_would_be_misread_is_refused_at_its_row(tmp_path: Path, name: str) -> None:
    raw, says = REFUSED[name]
    with pytest.raises(LprPolicyError, match=says) as raised:
        grouped(tmp_path, raw)
    said = f"{raised.value.message} {raised.value.hint}".casefold()
    assert said.startswith("log.csv")
    assert [value for value in VALUES if value in said] == []


READ = {
    "the same table twice": (GOOD * 2, 4, 2),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD, 2, 2),
    "a byte order mark in the middle": (GOOD + b"\xef\xbb\xbf" + GOOD, 4, 2),
    "UTF-16": (GOOD.decode().encode("utf-16"), 2, 2),
    "lines that end in two ways": (GOOD + text(secret(ID="Zq3"), end="\n"), 3, 3),
    "a report's title above": (b"Zebra7 report\r\n,,\r\n" + GOOD, 2, 2),
    "three zones": (
        at("10/02/2026, 09:30:00 AM UTC", "10/02/2026, 09:30:00 AM EST", "2026-10-02 09:30:00"),
        3,
        3,
    ),
    "formulas for text": (
        text(ORGANIZATION, secret(Reason="=cmd|'/c Zebra7'!A1", Case="+1")),
        1,
        1,
    ),
    "text that runs from right to left": (text(ORGANIZATION, secret(Reason="\u202eZebra7")), 1, 1),
    "a reason for the type of search": (
        text(ORGANIZATION, secret(SearchType="Zebra7 typed")),
        1,
        1,
    ),
    "every cell masked": (
        text(ORGANIZATION, [*["***"] * 10, "10/02/2026, 9:30 AM UTC", "***"]),
        1,
        1,
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_log_that_only_looks_odd_is_read_and_holds_no_value(tmp_path: Path, name: str) -> None:
    raw, rows, searches = READ[name]
    made = grouped(tmp_path, raw)
    assert f'"rows":{rows},"repeated":{rows - searches}' in made
    assert [value for value in VALUES if value in made.casefold()] == []


def workbook(fill: Callable[[Any], None]) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    for row in (ORGANIZATION, *TWO):
        book.active.append(list(row))
    fill(book)
    book.save(made)
    return made.getvalue()


def hide_a_copy(book: Any) -> None:
    copied = book.copy_worksheet(book.active)
    copied.sheet_state = "veryHidden"
    copied["A3"] = "Zq3"


def merge_agencies(book: Any) -> None:
    book.active["C2"] = "Oak NY PD"
    book.active.merge_cells("C2:C3")


def set_cell(place: str, value: object) -> Callable[[Any], None]:
    return lambda book: book.active.__setitem__(place, value)


BOOKS: dict[str, tuple[Callable[[Any], None], str, str]] = {
    "a hidden sheet that repeats one search": (hide_a_copy, "", '"rows":2,"repeated":1'),
    "an agency for two rows": (merge_agencies, "", '"Oak NY PD","value","theft","nobody","stated"'),
    "a formula": (set_cell("H2", "=A2"), r"row 2, column 8: the cell holds a formula", ""),
    "a day without an hour": (set_cell("K2", dt.date(2026, 10, 2)), r"row 2, column 11", ""),
    "a fraction": (set_cell("D3", 12.5), "row 3, column 4", ""),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_is_read_as_it_shows_or_refused(tmp_path: Path, name: str) -> None:
    fill, says, holds = BOOKS[name]
    if not says:
        assert holds in grouped(tmp_path, workbook(fill), "log.xlsx")
        return
    with pytest.raises(LprPolicyError, match=says) as raised:
        grouped(tmp_path, workbook(fill), "log.xlsx")
    assert "Zebra7" not in raised.value.message
