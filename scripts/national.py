"""Make the national directory again from the files of the FBI and ICE.

    python -m scripts.national fbi_lee_latest.csv participating_2025-05-16.csv …

The first file is the FBI's police employee data (cde.ucr.cjis.gov), the others are ICE's sheets of
participating agencies and the index of agreements (ice.gov). All are works of the U.S. government.
Read the difference before you commit it: it is who is whom for every user.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lprpolicy.identify.assembled import Assembled
from lprpolicy.identify.index import FederalNames
from lprpolicy.identify.partners import assemble
from lprpolicy.lists import read_list
from lprpolicy.model.lists import SHIPPED, AgencyList, ListName
from lprpolicy.repository.directories import federal
from lprpolicy.repository.national_tables import (
    AGENCIES,
    AGREEMENTS,
    NAMES,
    agencies_table,
    agreements_table,
    names_table,
)

ROOT = Path(__file__).resolve().parents[1]


def lists_of(fbi: Path, *ice: Path) -> tuple[AgencyList, ...]:
    """Read the files as an import does."""
    made = list(read_list(ListName.FBI_LEE, fbi.name, fbi.read_bytes()))
    for file in ice:
        made += read_list(ListName.ICE_287G, file.name, file.read_bytes())
    return tuple(made)


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
