"""How long it takes to import a national list, and to match names against it.

Without arguments it makes a list of 18,330 agencies; with the path of the FBI's list it uses that.

    python bench/directory.py [police_employee.csv]
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from lprpolicy.identify.index import Index
from lprpolicy.lists.places import STATE_OF_CODE
from lprpolicy.model.lists import ListName
from lprpolicy.repository.directories import federal
from lprpolicy.repository.loaded_lists import Store
from lprpolicy.tasks.directory_import import import_list

AGENCIES = 18_330
NAMES = 10_000
HEADER = "ori,data_year,pub_agency_name,state_abbr,county_name,agency_type_name\n"
TYPES = ("City", "City", "City", "City", "County", "University or College", "Other State Agency")


def made(folder: Path, *, year: int = 2025) -> Path:
    """A list of agencies that do not exist, of the size and shape of the real one."""
    chance = random.Random(20251031)
    states = sorted(code for code in STATE_OF_CODE if code not in ("NB", "GM"))
    first = ("Ash", "Birch", "Cedar", "Elm", "Fir", "Glen", "Hazel", "Iron", "Juniper", "Lark")
    last = ("brook", "bury", "dale", "field", "ford", "ham", "mont", "port", "ton", "ville", "wood")
    rows = []
    for number in range(AGENCIES):
        place = f"{chance.choice(first)}{chance.choice(last)}{number % 97}"
        state, type_ = chance.choice(states), chance.choice(TYPES)
        name = f"{place} College" if type_.startswith("Univ") else place
        name = f"Department of {place}" if type_ == "Other State Agency" else name
        county = name if type_ == "County" else f"{chance.choice(first)}{chance.choice(last)}"
        rows.append(f"{state}{number:07d},{year},{name},{state},{county.upper()},{type_}\n")
    file = folder / "agencies.csv"
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    return file


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        file = Path(sys.argv[1]) if len(sys.argv) > 1 else made(folder)
        path = folder / "lists.sqlite"
        begun = time.perf_counter()
        done = import_list(ListName.FBI_LEE, file, path=path)
        imported = time.perf_counter()
        import_list(ListName.FBI_LEE, file, path=path)
        again = time.perf_counter()
        print(f"import   {imported - begun:6.2f} s  {done.agencies:,} agencies of {file.name}")
        print(f"refresh  {again - imported:6.2f} s  the same list again, compared with the first")
        print(f"size     {path.stat().st_size / 1e6:6.1f} MB")
        begun = time.perf_counter()
        store = Store(path)
        index = Index.of(federal(), lists=store)
        opened = time.perf_counter()
        entries = list(store.all())
        asked = [(one.name, one.state) for one in random.Random(1).choices(entries, k=NAMES)]
        store.close()
        store = Store(path)
        index = Index.of(federal(), lists=store)
        matching = time.perf_counter()
        found = [index.identify(name, state=state) for name, state in asked]
        matched = time.perf_counter()
        resolved = sum(one.id is not None for one in found)
        print(f"open     {opened - begun:6.2f} s  the store and the federal directory")
        print(f"match    {matched - matching:6.2f} s  {NAMES:,} names, {resolved:,} resolved")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory   {peak:6.0f} MB at most")


if __name__ == "__main__":
    main()
