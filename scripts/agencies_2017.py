"""Make the table of what the FBI's list of agencies of 2017 adds to its list of police employees.

    python -m scripts.agencies_2017 agencies-by-state.json.gz fbi_lee_latest.csv

The first file is `public/data/agencies-by-state.json.gz` of github.com/fbi-cde/crime-data-frontend,
which the FBI made and put in the public domain. It has agencies that have not reported their
employees since, and the whole names of parts that the other list cuts off: the campuses of a
university, the school districts of Texas.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_suffix(".tsv")
COLUMNS: Final = ("ori", "state", "type", "county", "months", "name")
"""`months` is how many months of 2015 an agency reported crimes for."""
ADDRESS: Final = "https://github.com/fbi-cde/crime-data-frontend"
DAY: Final = "2017-08-21"
_TYPES: Final = ("City", "County", "University or College", "Other", "Tribal")
_OF_COUNTIES: Final = re.compile(
    r"^(independent school district|unified school district|hospital district|park police): ",
    re.IGNORECASE,
)
"""Names with a county behind them that are a body of that county; others are parts of one body."""
_ANOTHER: Final = frozenset({"NM0321000", "KS1051200", "CA001320X"})
"""ORIs that were a town's and a school district's of another name, or one county of a railroad."""
Listed = dict[str, str]


def rows_of(raw: bytes, roster: dict[str, Listed]) -> Iterator[tuple[str, ...]]:
    """Yield the agencies that are not on the roster, and the names that are cut off on it."""
    for state, agencies in json.loads(gzip.decompress(raw)).items():
        for ori, one in agencies.items():
            type_, name = one["agency_type_name"], _with_blanks(one["agency_name"] or "")
            held, county = roster.get(ori), one["primary_county"] or ""
            if type_ not in _TYPES or not name or ori in _ANOTHER or state == "VI":
                continue
            if type_ == "Other" and _is_part(name):
                continue
            if _is_cut(held) if held else (one["past_10_years_reported"] or 0) > 0:
                months = str(one["months_reported"] or 0)
                yield ori, state, type_, " ".join(county.split()), months, name


def _is_part(name: str) -> bool:
    """Whether a name is that of a body's part in one county: a railroad's, a prosecutor's."""
    return " County" in name.partition(": ")[2] and not _OF_COUNTIES.match(name)


def _is_cut(held: Listed) -> bool:
    """Whether the roster has only the beginning of an agency's name."""
    cut = held["pub_agency_name"].rstrip().endswith((":", ","))
    return cut and held["agency_type_name"] in ("University or College", "Other")


def _with_blanks(name: str) -> str:
    """Put blanks into a name that has lost them: `IndependentSchoolDistrict:SantaRosa`."""
    first, colon, last = (part.strip() for part in name.partition(":"))
    if colon and " " not in first and first != first.capitalize():
        first, last = (re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part) for part in (first, last))
    return " ".join(f"{first}: {last}".split()) if colon else " ".join(first.split())


def main() -> None:
    source, lee = map(Path, sys.argv[1:])
    raw = source.read_bytes()
    with lee.open(encoding="utf-8-sig", newline="") as lines:
        roster = {row["ori"]: row for row in csv.DictReader(lines)}
    made = sorted("\t".join(row) for row in rows_of(raw, roster))
    head = (
        f"# What the FBI's list of agencies of {DAY} ({ADDRESS}, public/data/{source.name})",
        "# adds to its list of police employees: agencies, and names that are cut off there.",
        f"# sha256 {hashlib.sha256(raw).hexdigest()}",
        "# " + "\t".join(COLUMNS),
    )
    TABLE.write_text("\n".join([*head, *made, ""]), encoding="utf-8", newline="\n")
    print(f"{len(made):,} agencies")


if __name__ == "__main__":
    main()
