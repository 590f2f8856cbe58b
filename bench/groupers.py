"""What others do with a large log, each in a process of its own: group it by text, and no more.

    python bench/groupers.py WHAT LOG

No word, time zone, window or law is read here: it is the floor that the audit is measured against.
"""

from __future__ import annotations

import sys

KEYS = (
    ("Org Name", "Reason"),
    ("Total Networks Searched",),
    ("Search Type", "Moderation"),
    ("minute",),
    ("Time Frame", "minute"),
)
"""The columns of our tables, beside the day."""
MEMORY = "1GB"


def duckdb_groups(path: str, *, once: bool) -> int:
    """Group with DuckDB; `once` keeps each row once, as the audit does."""
    import duckdb

    rows = "SELECT * FROM read_csv(?, header=true, all_varchar=true)"
    with duckdb.connect(":memory:", config={"memory_limit": MEMORY}) as connection:
        connection.execute(
            'CREATE TEMP TABLE log AS SELECT *, "Search Time"[:17] AS minute '
            f"FROM ({rows.replace('*', 'DISTINCT *', 1) if once else rows})",
            [path],
        )
        found = 0
        for keys in KEYS:
            names = ", ".join(f'"{key}"' for key in keys)
            query = f"SELECT minute[:10] AS day, {names}, count(*) FROM log GROUP BY ALL"
            found += len(connection.execute(query).fetchmany(10))
        return found


def polars_groups(path: str) -> int:
    """Group with Polars as it reads, each row once."""
    import polars

    log = polars.scan_csv(path, infer_schema=False)
    minute = polars.col("Search Time").str.slice(0, 17).alias("minute")
    rows = log.unique().with_columns(minute)
    day = polars.col("minute").str.slice(0, 10).alias("day")
    queries = [rows.with_columns(day).group_by("day", *keys).len() for keys in KEYS]
    return sum(len(one) for one in polars.collect_all(queries, engine="streaming"))


def main(what: str, path: str) -> None:
    if what == "polars":
        print(polars_groups(path))
    else:
        print(duckdb_groups(path, once=what == "duckdb-once"))


if __name__ == "__main__":
    main(*sys.argv[1:])
