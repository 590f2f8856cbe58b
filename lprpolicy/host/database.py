"""SQLite: the file that a user's imported lists are kept in is a database."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from lprpolicy.host.outside import resolve

Database = sqlite3.Connection
DatabaseError = sqlite3.Error


def create_database(path: Path) -> Database:
    """A new database, which is no use before its file is put on the disk as a whole."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = off")
    database.execute("pragma synchronous = off")
    return database


def open_database(path: Path) -> Database:
    """A database that nobody changes, to be read."""
    address = f"{resolve(path).as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, isolation_level=None)


def process() -> int:
    """The number of this process: a connection stays in the one that opened it."""
    return os.getpid()
