"""Make the national directory again from the files of the FBI and ICE.

    python -m scripts.national fbi_lee_latest.csv participating_2025-05-16.csv …

The first file is the FBI's police employee data (cde.ucr.cjis.gov), the others are ICE's sheets of
participating agencies and the index of agreements (ice.gov). All are works of the U.S. government.
`agencies_2017.tsv`, beside this, has what an older list of the FBI adds.
Read the difference before you commit it: it is who is whom for every user.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from lprpolicy.identify.assembled import Assembled
from lprpolicy.identify.forms import form_in, forms_of
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.kinds import kind_of
from lprpolicy.identify.names import read_name
from lprpolicy.identify.partners import assemble
from lprpolicy.lists import read_list
from lprpolicy.model.lists import SHIPPED, AgencyList, ListedAgency, ListName
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national_tables import (
    AGENCIES,
    AGREEMENTS,
    NAMES,
    agencies_table,
    agreements_table,
    names_table,
)
from scripts import agencies_2017

ROOT = Path(__file__).resolve().parents[1]
TITLE = "FBI list of agencies"
_LAST_YEAR = "2015"
"""The year of the newest figures behind the older list."""
Row = dict[str, str]


def lists_of(fbi: Path, *ice: Path) -> tuple[AgencyList, ...]:
    """Read the files as an import does."""
    raw = fbi.read_bytes()
    older = {row["ori"]: row for row in _rows(agencies_2017.TABLE.read_text(encoding="utf-8"))}
    roster = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    whole = [row | _whole_name(older[row["ori"]]) if row["ori"] in older else row for row in roster]
    on_it = {row["ori"] for row in roster}
    digest = hashlib.sha256(raw).hexdigest()
    newest = replace(_read(fbi.name, whole), sha256=digest)
    also = _of_2017([row for ori, row in older.items() if ori not in on_it])
    silent = {ori for ori, row in older.items() if row["months"] == "0"}
    made = [newest, _without_homonyms(also, newest, silent)]
    for file in ice:
        made += read_list(ListName.ICE_287G, file.name, file.read_bytes())
    return tuple(made)


def _of_2017(rows: Iterable[Row]) -> AgencyList:
    """Return the agencies that only the older list has."""
    said = [
        {
            "ori": row["ori"],
            "data_year": _LAST_YEAR,
            "state_abbr": row["state"],
            "county_name": row["county"].upper(),
            "agency_type_name": row["type"],
        }
        | (_whole_name(row) if row["type"] == "Other" else {"pub_agency_name": _with_part(row)})
        for row in rows
    ]
    text = agencies_2017.TABLE.read_bytes()
    return replace(
        _read(agencies_2017.TABLE.name, said),
        title=TITLE,
        on=dt.date.fromisoformat(agencies_2017.DAY),
        url=agencies_2017.ADDRESS,
        sha256=hashlib.sha256(text).hexdigest(),
        complete=False,
    )


def _without_homonyms(older: AgencyList, newest: AgencyList, silent: set[str]) -> AgencyList:
    """Leave out agencies that were silent then, where another may be called so in their state.

    Villages whose police have ended since have their names from the town that took them over.
    """
    called = {(row.state, form) for row in newest.rows for form in _forms(row)}
    kept = [
        row
        for row in older.rows
        if row.ori not in silent or called.isdisjoint((row.state, form) for form in _forms(row))
    ]
    return replace(older, rows=tuple(kept))


def _forms(row: ListedAgency) -> Iterable[str]:
    state = row.state or ""
    kind = row.kind or kind_of(form_in(read_name(row.name), state), state).kind
    return forms_of(row.name, kind, state, row.other_names, unit=row.unit)


def _whole_name(row: Row) -> Row:
    """Return a name as the list of police employees prints it: `University of X:` and its part."""
    name, colon, part = row["name"].partition(": ")
    return {"pub_agency_name": name + colon.strip(), "pub_agency_unit": part}


def _with_part(row: Row) -> str:
    """Return a name with its part: University of X Health Center, which stands here alone."""
    return row["name"].replace(": ", " ")


def _rows(table: str) -> Iterable[Row]:
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    return csv.DictReader(lines, agencies_2017.COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE)


def _read(name: str, rows: list[Row]) -> AgencyList:
    """Read rows as a file of the FBI's list."""
    columns = dict.fromkeys(column for row in rows for column in row)
    out = io.StringIO()
    writer = csv.DictWriter(out, tuple(columns))
    writer.writeheader()
    writer.writerows(rows)
    return read_list(ListName.FBI_LEE, name, out.getvalue().encode())[0]


def tables_of(made: Assembled) -> dict[str, str]:
    """Return the tables by their names."""
    return {
        AGENCIES: agencies_table(made),
        AGREEMENTS: agreements_table(made),
        NAMES: names_table(made.agencies.values()),
    }


def main() -> None:
    fbi, *ice = map(Path, sys.argv[1:])
    made = assemble(FederalNames.of(federal()), lists_of(fbi, *ice))
    for name, text in tables_of(made).items():
        (ROOT / SHIPPED / name).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made.agencies):,} agencies; to look at: {len(made.notes):,}")
    print("\n".join(f"? {note}" for note in made.notes))


if __name__ == "__main__":
    main()
