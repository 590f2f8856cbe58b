"""The groups file as Parquet: the same groups, for programs that read tables.

Each row is one group, its key as in the JSON file. What stands there before the tables is metadata
of the file, so that nothing is lost: from either form comes the other, byte for byte.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from lprpolicy.audit.groups_file import from_json, head_json, key_json, not_groups
from lprpolicy.errors import ExportError
from lprpolicy.evaluate.searches.duckdb_start import duckdb_module, duckdb_within, is_pattern
from lprpolicy.evaluate.searches.parquet_logs import is_parquet
from lprpolicy.host.temporary import own_folder
from lprpolicy.host.user_files import pieces_of, read_user_file
from lprpolicy.model.search_groups import SearchGroup, SearchGroups, TableName

SUFFIX: Final = ".parquet"
MOST_GROUPS: Final = 400_000_000
"""The most bytes of a groups file; that of 10 million rows has about a tenth of it."""
_MEMORY: Final = "1GB"
_AT_ONCE: Final = 50_000
_METADATA: Final = "lprpolicy"
_COLUMNS: Final = {
    "table": "VARCHAR",
    "key": "VARCHAR",
    "searches": "BIGINT",
    "source": "INTEGER",
    "row": "BIGINT",
}
_AGAIN: Final = "make it again with `lprpolicy audit LOG --groups FILE`"


def groups_as_parquet(groups: SearchGroups) -> bytes:
    """Write groups as a Parquet file: a row for each, in the order of the JSON file."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in _COLUMNS.items())
    with own_folder("lprpolicy-groups-") as folder, duckdb_within(_MEMORY) as connection:
        connection.execute(f"CREATE TEMP TABLE groups ({columns})")
        for table in TableName:
            held = groups.tables[table]
            for start in range(0, len(held), _AT_ONCE):
                _insert(connection, table, held[start : start + _AT_ONCE])
        made = folder / f"groups{SUFFIX}"
        connection.execute(
            f"COPY groups TO '{str(made).replace(chr(39), chr(39) * 2)}' "
            f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{{_METADATA}: ?}})",
            [head_json(groups)],
        )
        return read_user_file(made, most=MOST_GROUPS)


def _insert(connection: Any, table: TableName, held: tuple[SearchGroup, ...]) -> None:
    """Add groups. Each column goes over as one text: no key holds the end of a line."""
    texts = (
        "\n".join(key_json(one.key) for one in held),
        "\n".join(str(one.searches) for one in held),
        "\n".join(str(one.first[0]) for one in held),
        "\n".join(str(one.first[1]) for one in held),
    )
    kinds = list(_COLUMNS.values())[1:]
    parts = ", ".join(f"unnest(string_split(?, chr(10)))::{kind}" for kind in kinds)
    connection.execute(f"INSERT INTO groups SELECT '{table.value}', {parts}", texts)


def parquet_groups(path: Path) -> SearchGroups | None:
    """Read such a file; None if a file is another one, an ExportError if it is a broken one."""
    head = _head_of(path)
    if head is None:
        return None
    module = duckdb_module()
    with duckdb_within(_MEMORY) as connection:
        try:
            tables = _tables(connection, path)
        except module.Error as fault:
            raise _unreadable(path, fault) from fault
    parts = [f'"{table.value}":[{",".join(tables[table.value])}]' for table in TableName]
    raw = f"{head[:-1]},{','.join(parts)}}}".encode()
    found = from_json(path.name, raw)
    in_order = {table: tuple(sorted(held)) for table, held in found.tables.items()}
    return replace(found, tables=in_order)


def is_parquet_groups(path: Path) -> bool:
    """Whether a file is Parquet and says that it holds groups."""
    return _head_of(path) is not None


def _head_of(path: Path) -> str | None:
    if not is_parquet(next(pieces_of(path, most=1 << 62), b"")) or is_pattern(path):
        return None
    module = duckdb_module()
    with duckdb_within(_MEMORY) as connection:
        try:
            found = connection.execute(
                "SELECT value FROM parquet_kv_metadata(?) WHERE key = ?",
                [str(path), _METADATA.encode()],
            ).fetchone()
        except module.Error as fault:
            raise _unreadable(path, fault) from fault
    if found is None:
        return None
    head = bytes(found[0]).decode("utf-8", errors="replace")
    if not head.endswith("}"):
        raise not_groups(path.name, "its metadata is cut off")
    return head


def _tables(connection: Any, path: Path) -> dict[str, list[str]]:
    """Return the groups of each table as JSON."""
    described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    if {name: kind for name, kind, *_ in described} != _COLUMNS:
        raise not_groups(path.name, "its columns are others")
    ((size,),) = connection.execute(
        "SELECT coalesce(sum(length(key) + 40), 0) FROM read_parquet(?)", [str(path)]
    ).fetchall()
    if size > MOST_GROUPS:
        raise not_groups(path.name, f"it has more than {MOST_GROUPS:,} bytes")
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    answer = connection.execute(f"SELECT {names} FROM read_parquet(?)", [str(path)])
    tables: dict[str, list[str]] = defaultdict(list)
    while held := answer.fetchmany(10_000):
        for table, key, searches, source, row in held:
            tables[table].append(f"[{key},{searches},[{source},{row}]]")
    if not tables.keys() <= {table.value for table in TableName}:
        raise not_groups(path.name, "it has a table that is none")
    return tables


def _unreadable(path: Path, fault: Exception) -> ExportError:
    return ExportError(
        f"{path.name}: it cannot be read as Parquet ({type(fault).__name__})",
        hint=_AGAIN,
        consequence="nothing was audited",
    )
