"""Open SQLite databases: the imported lists of a user are one."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from lprpolicy.host.outside import resolve

Database = sqlite3.Connection
DatabaseError = sqlite3.Error


def create_database(path: Path) -> Database:
    """Create a database. The caller moves the finished file into place, so no journal is needed."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = off")
    database.execute("pragma synchronous = off")
    return database


def open_database(path: Path) -> Database:
    """Open a database for reading only; nobody changes it meanwhile, so no lock is taken."""
    address = f"{resolve(path).as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def process() -> int:
    """Return the id of this process: SQLite connections must not cross a fork."""
    return os.getpid()
