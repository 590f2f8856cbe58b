"""The file of the imported lists: its place, its tables, and how it is written.

A new file is written beside the old one and replaces it by one rename. So a reader sees the old
lists or all of the new ones, and a kill at any moment leaves the old ones whole.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

from lprpolicy.errors import StoreError, WriteError
from lprpolicy.host.database import Database, DatabaseError, create_database, open_database
from lprpolicy.host.outputs import settle, write_error
from lprpolicy.host.owned import others_may_write
from lprpolicy.host.temporary import folder_beside
from lprpolicy.identify.assembled import Assembled, AssembledAgency
from lprpolicy.identify.derived import NAME
from lprpolicy.identify.entries import starts_of
from lprpolicy.model.lists import AgencyList, ListedAgency, ListName, Says, UnreadRow
from lprpolicy.model.places import Where
from lprpolicy.model.words import AgencyKind

APPLICATION: Final = 0x6C70726C  # 'lprl'
VERSION: Final = 3
TABLES: Final = """
create table meta (name text primary key, value text not null) without rowid;
create table sources (
  n integer primary key, list text not null, says text not null, title text not null,
  day text not null, document text not null, sha256 text not null, complete integer not null,
  rows integer not null, url text, content blob not null);
create table agencies (
  n integer primary key, id text not null unique, name text not null, kind text,
  state text not null, county text, ori text, source integer not null, note text);
create table forms (
  form text not null, rank integer not null, agency integer not null,
  primary key (form, rank, agency)) without rowid;
create table starts (
  start text not null, form text not null, agency integer not null,
  primary key (start, form, agency)) without rowid;
create table members (
  agency integer not null, source integer not null, member integer not null, models text not null,
  primary key (agency, source)) without rowid;
create table doubts (
  agency integer not null, source integer not null, primary key (agency, source)) without rowid;
create table notes (n integer primary key, note text not null);
create index oris on agencies (ori) where ori is not null;
"""
CONTENT: Final = ("sources", "agencies", "forms", "starts", "members", "doubts", "notes")


def write(
    path: Path,
    lists: Iterable[AgencyList],
    made: Assembled,
    *,
    states: frozenset[str] | None = None,
) -> None:
    """Replace the file by a new one; after an error the old one is as it was.

    `states` are those whose agencies were joined; None stands for all.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with folder_beside(path) as folder:
            temporary = folder / path.name
            _fill(temporary, sorted(lists, key=lambda one: one.key), made, states)
            settle(temporary)
            temporary.chmod(0o644)
            temporary.replace(path)
    except OSError as error:
        raise write_error(path, error) from error
    except DatabaseError as error:
        raise WriteError(f"{path}: cannot be written: {error}") from error


def _fill(
    path: Path, lists: list[AgencyList], made: Assembled, states: frozenset[str] | None
) -> None:
    database = create_database(path)
    try:
        database.execute(f"pragma application_id = {APPLICATION}")
        database.execute(f"pragma user_version = {VERSION}")
        database.executescript(TABLES)
        database.execute("begin")
        agencies = list(enumerate(made.agencies[key] for key in sorted(made.agencies)))
        _insert(database, "sources", (_source(at, one) for at, one in enumerate(lists)))
        _insert(database, "agencies", (_agency(n, one) for n, one in agencies))
        _insert(
            database,
            "forms",
            ((form, rank, n) for n, one in agencies for form, rank in one.forms.items()),
        )
        _insert(database, "starts", (row for n, one in agencies for row in _starts(n, one)))
        _insert(database, "members", (row for n, one in agencies for row in _members(n, one)))
        _insert(database, "doubts", ((n, at) for n, one in agencies for at in sorted(one.doubts)))
        _insert(database, "notes", enumerate(made.notes))
        if states is not None:
            _insert(database, "meta", [("states", " ".join(sorted(states)))])
        _insert(database, "meta", [("digest", digest(database))])
        database.execute("commit")
    finally:
        database.close()


def _insert(database: Database, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    width = len(list(database.execute(f"pragma table_info({table})")))
    marks = ", ".join("?" * width)
    database.executemany(f"insert into {table} values ({marks})", rows)


def _agency(n: int, one: AssembledAgency) -> tuple[Any, ...]:
    kind = one.kind.value if one.kind else None
    return (n, one.id, one.name, kind, one.state, one.county, one.ori, one.source, one.note)


def _starts(n: int, one: AssembledAgency) -> Iterator[tuple[Any, ...]]:
    """List the beginnings of the words of an agency's names, to suggest similar names."""
    for form, rank in one.forms.items():
        if rank == NAME:
            yield from ((start, form, n) for start in sorted(starts_of(form)))


def _members(n: int, one: AssembledAgency) -> Iterator[tuple[Any, ...]]:
    for at, (member, models) in sorted(one.member.items()):
        yield n, at, int(member), json.dumps(models)


def _source(at: int, one: AgencyList) -> tuple[Any, ...]:
    return (
        at,
        one.list.value,
        one.says.value,
        one.title,
        str(one.on),
        one.document,
        one.sha256,
        int(one.complete),
        one.source.rows,
        one.url,
        _pack(one),
    )


def _pack(one: AgencyList) -> bytes:
    """Pack the rows of a list, so that a later import can join all lists again.

    Those of a shipped list stand in the package.
    """
    rows = () if one.shipped else one.rows
    said = {
        "notes": one.notes,
        "rows": [_fields(row) for row in rows],
        "unread": [_fields(row) for row in one.unread],
        "lines": one.lines,
    }
    return zlib.compress(json.dumps(said, separators=(",", ":")).encode(), 6)


def _fields(row: ListedAgency | UnreadRow) -> dict[str, Any]:
    """Name the values of a row for JSON: `asdict` would copy each of them first."""
    named = {one.name: getattr(row, one.name) for one in fields(row)}
    return named | {"where": asdict(row.where)}


def unpack(row: tuple[Any, ...]) -> AgencyList:
    """Unpack a list from a row of `sources`, as it was imported."""
    _, which, says, title, day, document, sha256, complete, _, url, content = row
    said = json.loads(zlib.decompress(content))
    return AgencyList(
        list=ListName(which),
        says=Says(says),
        title=title,
        on=dt.date.fromisoformat(day),
        document=document,
        sha256=sha256,
        complete=bool(complete),
        rows=tuple(_row(one) for one in said["rows"]),
        url=url,
        notes=tuple(said["notes"]),
        unread=tuple(map(_unread, said.get("unread", ()))),
        lines=said.get("lines", len(said["rows"])),
    )


def _row(said: dict[str, Any]) -> ListedAgency:
    kind = AgencyKind(said["kind"]) if said["kind"] else None
    lists = {name: tuple(said.get(name, ())) for name in ("other_names", "models", "signed")}
    return ListedAgency(**(said | lists | {"where": Where(**said["where"]), "kind": kind}))


def _unread(said: dict[str, Any]) -> UnreadRow:
    return UnreadRow(**(said | {"where": Where(**said["where"])}))


def digest(database: Database) -> str:
    """Digest the whole content, so that a change of one byte shows."""
    total = hashlib.sha256()
    for table in CONTENT:
        total.update(f"{table}\n".encode())
        for row in database.execute(f"select * from {table}"):
            total.update(repr(row).encode())
    for row in database.execute("select * from meta where name = 'states'"):
        total.update(repr(row).encode())
    return total.hexdigest()


def connect(path: Path) -> Database:
    """Open the file for reading, after a check that it is one of ours and of this version."""
    hint = "move it away and import the lists again; --no-lists leaves them out of account"
    try:
        with path.open("rb") as file:
            begins, foreign = file.read(16), others_may_write(file)
        if begins != b"SQLite format 3\x00":
            raise StoreError(f"{path}: this is not a directory that lprpolicy made", hint=hint)
        if foreign:
            raise StoreError(
                f"{path}: other users of this machine may write it, so it is no official list",
                hint="chown and chmod go-w it if it is yours; --no-lists leaves it out of account",
            )
        database = open_database(path)
        application = database.execute("pragma application_id").fetchone()[0]
        version = database.execute("pragma user_version").fetchone()[0]
        pages = database.execute("pragma page_count").fetchone()[0]
        size = database.execute("pragma page_size").fetchone()[0]
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}", hint=hint) from error
    except DatabaseError as error:
        raise StoreError(f"{path}: the directory is damaged ({error})", hint=hint) from error
    if application != APPLICATION:
        raise StoreError(f"{path}: this is not a directory that lprpolicy made", hint=hint)
    if version != VERSION:
        says = f"its format is {version}, and this version of lprpolicy reads {VERSION}"
        raise StoreError(f"{path}: {says}", hint="import the lists again")
    if pages * size != path.stat().st_size:
        raise StoreError(f"{path}: the directory is damaged (its end is missing)", hint=hint)
    return database
