"""How fast a log is grouped: the standard library, DuckDB with our words and zones, plain DuckDB.

    python -m bench.searches [ROWS]

The log is made here: an embedded newline in each row, 3,000 reasons of which one in eight is a fresh
number, 400 agencies, 30 days. Times are processor seconds of one run: compare them with each other.
Plain DuckDB reads the file, keeps each row once and groups it by the same texts: no word, time zone
or window is read, and no group comes back.
"""

from __future__ import annotations

import csv
import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lprpolicy.audit.groups_file import to_json
from lprpolicy.evaluate.searches.opening import group_logs
from lprpolicy.evaluate.searches.options import LogOptions

HEADER = [
    "ID",
    "Name",
    "Org Name",
    "Total Networks Searched",
    "Total Devices Searched",
    "Time Frame",
    "License Plate",
    "Reason",
    "Case #",
    "Filters",
    "Search Time",
    "Search Type",
    "Moderation",
]
WORDS = [
    "stolen vehicle",
    "burglary",
    "investigation",
    "BOLO",
    "warrant",
    "hit and run",
    "missing person",
    "narcotics",
    "459",
    "assist other agency",
    "HSI",
    "theft",
    "inv",
    "",
]


def make(path: Path, rows: int) -> None:
    """Write a log of so many rows."""
    chosen = random.Random(5)
    some = chosen.randrange
    with path.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file, lineterminator="\r\n").writerow
        write(HEADER)
        for number in range(rows):
            day, hour = some(1, 31), some(1, 13)
            word = WORDS[some(len(WORDS))] + ("" if some(3) else f" {some(200)}")
            reason = f"26-{some(10**6):06d}" if some(8) == 0 else word
            end = f"11/{day:02d}/2025, {some(1, 13):02d}:{some(0, 60, 5):02d}:00 PM UTC"
            write(
                [
                    f"{number:016x}",
                    "***",
                    f"Agency {some(400)} CA PD",
                    some(1, 900),
                    some(1, 90_000),
                    f"11/{day:02d}/2025, 01:00:00 AM UTC\n{end}",
                    "***",
                    reason,
                    f"25-{some(10**5)}",
                    "",
                    f"11/{day:02d}/2025, {hour:02d}:{some(60):02d}:{some(60):02d} {'AM' if some(2) else 'PM'} UTC",
                    "search",
                    "",
                ]
            )


def seconds(work: Callable[[], object]) -> tuple[float, object]:
    """Run it and return the processor seconds that it took, with its answer."""
    before = time.process_time()
    answer = work()
    return time.process_time() - before, answer


GROUPED = (
    '"Org Name", "Reason"',
    '"Total Networks Searched"',
    '"Search Type", "Moderation"',
    "minute",
    '"Time Frame", minute',
)


def plain(path: Path) -> int:
    """Let DuckDB alone read the log, keep each row once, and group as our tables do, by text."""
    import duckdb

    with duckdb.connect(":memory:", config={"memory_limit": "1GB"}) as connection:
        connection.execute(
            'CREATE TEMP TABLE log AS SELECT *, "Search Time"[:17] AS minute FROM '
            "(SELECT DISTINCT * FROM read_csv(?, header=true, all_varchar=true))",
            [str(path)],
        )
        found = 0
        for keys in GROUPED:
            query = f"SELECT minute[:10] AS day, {keys}, count(*) FROM log GROUP BY ALL"
            found += len(connection.execute(query).fetchmany(10))
        return found


def main(rows: int) -> None:
    gc.set_threshold(1_000_000, 20, 20)  # as the program does when it starts
    options = {"zone": "America/Los_Angeles", "state": "us-ca"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        make(path, rows)
        group_logs([path], LogOptions(**options))  # imports, the lexicon and the file are warm
        ours, one = seconds(lambda: to_json(group_logs([path], LogOptions(**options))[0]))
        fast, other = seconds(
            lambda: to_json(group_logs([path], LogOptions(**options, duckdb=True))[0])
        )
        bare, _ = seconds(lambda: plain(path))
    print(f"{rows:,} rows; the same bytes: {one == other}")
    print(f"standard library {ours:.2f} s, DuckDB {fast:.2f} s, plain DuckDB {bare:.2f} s")
    print(f"DuckDB : plain = {fast / bare:.1f}, standard library : DuckDB = {ours / fast:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 70_000)
