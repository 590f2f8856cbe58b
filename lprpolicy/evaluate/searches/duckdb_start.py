"""Start DuckDB, which the extra `audit` brings, with a limit and a folder to spill into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from lprpolicy.errors import UsageError
from lprpolicy.host.temporary import own_folder

_SIZE: Final = re.compile(r"[1-9][0-9]{0,5} ?[MGT]i?B", re.I)
_NOTHING: Final = "nothing was audited"
_PATTERN: Final = re.compile(r"[*?\[\]{}]")
_INTERRUPTED: Final = "Query interrupted"
"""What DuckDB makes of a signal that comes while it works."""
_SLOW: Final = "fsst,zstd,dict_fsst,rle,chimp,patas,alp,alprd,roaring"
"""Ways of packing that are tried on every column and win for none of a log; dictionaries do."""


def duckdb_module() -> Any:
    """Import DuckDB; a UsageError says how it is installed."""
    try:
        import duckdb
    except ImportError as error:
        raise UsageError(
            "DuckDB is not installed",
            hint="pip install 'lprpolicy[audit]', or use CSV and JSON, and leave out --engine",
            consequence=_NOTHING,
        ) from error
    return duckdb


@contextmanager
def duckdb_within(memory: str, *, packed: bool = False) -> Iterator[Any]:
    """Connect. What does not fit goes to a folder for this user alone, never beside the log.

    `packed` keeps every table there, where a text that many rows have is kept once: tables of a
    large log then hardly need memory, and are read in a third of the time.
    """
    if not _SIZE.fullmatch(memory):
        raise UsageError(
            f"--memory: {memory!r} is no size",
            hint="write it like 2GB or 300MB",
            consequence=_NOTHING,
        )
    module = duckdb_module()
    with own_folder("lprpolicy-audit-") as spill:
        config = {"memory_limit": memory, "temp_directory": str(spill)}
        with module.connect(":memory:", config=config) as connection:
            if packed:
                file = str(spill / "tables").replace("'", "''")
                connection.execute(f"ATTACH '{file}' AS tables")
                connection.execute("USE tables")
                connection.execute("PRAGMA disable_checkpoint_on_shutdown")
                connection.execute(f"SET disabled_compression_methods = '{_SLOW}'")
            try:
                yield connection
            except RuntimeError as error:
                if str(error) != _INTERRUPTED:
                    raise
                raise KeyboardInterrupt from error


def is_pattern(path: Path) -> bool:
    """Whether DuckDB would take the name of a file for a pattern, and read others too."""
    return _PATTERN.search(str(path)) is not None
