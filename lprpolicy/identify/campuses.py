"""The county of each campus of a university that the FBI lists by county alone.

The FBI's list cuts the names of campuses off: "University of California" stands there ten times,
each with its county. Where a county has one campus of the university, the county says which one it
is. A county with two of them settles nothing, whatever stands here.
"""

from __future__ import annotations

from typing import Final

from lprpolicy.identify.tables import lines

_SYSTEMS: Final = {
    "University of California": (
        ("University of California {0}", "UC {0}"),
        """
        berkeley: alameda
        davis: yolo
        irvine: orange
        los angeles: los angeles
        merced: merced
        riverside: riverside
        san diego: san diego: ucsd
        san francisco: san francisco: ucsf
        santa barbara: santa barbara: ucsb
        santa cruz: santa cruz: ucsc
        """,
    ),
    "California State University": (
        ("California State University {0}", "CSU {0}", "Cal State {0}"),
        """
        channel islands: ventura: csuci
        chico: butte
        east bay: alameda
        fresno: fresno
        fullerton: orange: csuf
        monterey bay: monterey: csumb
        sacramento: sacramento
        san bernardino: san bernardino: csusb
        san marcos: san diego: csusm
        stanislaus: stanislaus
        """,
    ),
}
"""How a campus is called, and a row for each: its place, its county, and initials if it has any."""


def campus_names(system: str, county: str | None) -> tuple[str, ...]:
    """Return the names of the one campus of a university in a county; none where nobody knows it.

    >>> campus_names("University of California Police Department", "Yolo County")
    ('University of California Davis', 'UC Davis')
    """
    forms, table = _SYSTEMS.get(system.removesuffix(" Police Department"), ((), ""))
    here = (county or "").casefold().removesuffix(" county")
    for row in lines(table):
        place, where, *initials = (cell.strip() for cell in row.split(":"))
        if where == here:
            return (*(form.format(place.title()) for form in forms), *map(str.upper, initials))
    return ()
