"""Small lists in the shapes of the official ones. None of these agencies exists."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl

from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.partners import assemble
from lprpolicy.lists import read_list
from lprpolicy.model.lists import AgencyList, ListName
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national import National
from scripts.national import tables_of

FBI_HEADER = "ori,data_year,pub_agency_name,state_abbr,county_name,agency_type_name,population"
ICE_HEADER = "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA"
PENDING_HEADER = "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE"
AGREEMENTS_HEADER = "state,agency_normalised,model,filename,snapshot"
FBI = (
    "CT0990100,2025,Ashford Harbor,CT,WINDHAM,City,100",
    "OH0990100,2025,Ashford Harbor,OH,HURON,City,100",
    "WA0990100,2025,Ferry Bend,WA,KING,City,100",
    "OH0990000,2025,Elmira,OH,ELMIRA,County,100",
    'PA0990100,2025,"Bell Township, Adams County",PA,ADAMS,City,100',
    'PA0990200,2025,"Bell Township, York County",PA,YORK,City,100',
    "LA0990000,2025,Calcagne,LA,CALCAGNE,County,",
    "MI0990100,2024,State Police:,MI,BARRY,State Police,",
    "MI0990200,2025,State Police:,MI,IONIA,State Police,",
    "CT0990200,2025,Tidewater College,CT,WINDHAM,University or College,",
    "CA0990100,2025,University of Somewhere:,CA,ALPINE,University or College,",
    "CA0990200,2025,University of Somewhere:,CA,BUTTE,University or College,",
    "WV0990100,2025,Department of Natural Resources:,WV,BOONE,Other State Agency,",
    "NJ0990100,2025,Prosecutor:,NJ,WARREN,Other,",
    "MT0990100,2025,Plains Agency,MT,NOT SPECIFIED,Tribal,",
    "WI0990100,2025,Pinewater Tribal,WI,NOT SPECIFIED,Tribal,",
    "DCFBI0000,2025,Federal Bureau of Investigation,FS,NOT SPECIFIED,Federal,",
)
PARTNERS = (
    "OHIO,Elmira County Sheriff's Office,County,Elmira County,Jail Enforcement Model,2025-03-17,l",
    "OHIO,Elmira County Sheriff's Office,County,Elmira County,Task Force Model,2025-03-17,l",
    "PENNSYLVANIA,Bell Township Police Department,Municipality,York County,Task Force Model,,l",
    "TEXAS,Texas Lottery Commission,State Agency,#N/A,Task Force Model,2025-03-17,l",
)


def lines(header: str, *rows: str) -> bytes:
    return "".join(f"{line}\n" for line in (header, *rows)).encode()


def fbi(*rows: str) -> bytes:
    return lines(FBI_HEADER, *(rows or FBI))


def ice(*rows: str) -> bytes:
    return lines(ICE_HEADER, *(rows or PARTNERS))


def workbook(**sheets: list[list[object]]) -> bytes:
    """An XLSX file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_fbi(*rows: str) -> AgencyList:
    return read_list(ListName.FBI_LEE, "fbi.csv", fbi(*rows))[0]


def read_ice(*rows: str, on: dt.date = dt.date(2025, 7, 18)) -> AgencyList:
    return read_list(ListName.ICE_287G, "participating.csv", ice(*rows), on=on)[0]


def read_neutral(text: str, title: str = "Some list") -> AgencyList:
    on = dt.date(2026, 1, 31)
    return read_list(ListName.NEUTRAL, "some.csv", text.encode(), on=on, title=title)[0]


def tables(folder: Path, *lists: AgencyList) -> National:
    """A national directory of these lists, as the script writes it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables_of(assemble(FederalNames.of(federal()), lists)).items():
        (folder / name).write_text(text)
    return National(folder)
