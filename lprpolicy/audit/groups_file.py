"""The groups file: canonical JSON, the same bytes from every engine."""

from __future__ import annotations

import json
from typing import Any, Final

from lprpolicy.audit.group_keys import wrong_with
from lprpolicy.audit.memo import Memo
from lprpolicy.errors import ExportError
from lprpolicy.model.search import LogColumn, SheetNote
from lprpolicy.model.search_groups import (
    SCHEMA,
    Key,
    LogSource,
    SearchGroup,
    SearchGroups,
    TableName,
)

_HINT: Final = "make it again with `lprpolicy audit LOG --groups FILE`"


def to_json(groups: SearchGroups) -> str:
    """Write groups as one JSON object with a line for each group."""
    lines = _head(groups)
    text_of: Memo[str | int, str] = Memo(_compact)  # a day and an agency stand in many keys
    for table in TableName:
        rows = ",\n".join(
            [
                f"[[{','.join([text_of[part] for part in key])}],{searches},[{source},{row}]]"
                for key, searches, (source, row) in groups.tables[table]
            ]
        )
        lines.append(f"{json.dumps(table.value)}:[\n{rows}\n]" if rows else f'"{table.value}":[]')
    return ",\n".join(lines) + "}\n"


def head_json(groups: SearchGroups) -> str:
    """Write what stands in that object before the tables, as an object of its own."""
    return ",".join(_head(groups)) + "}"


def key_json(key: Key) -> str:
    """Write a key as it stands in that object: on one line."""
    return _compact(key)


def _head(groups: SearchGroups) -> list[str]:
    return [
        f'{{"schema":{json.dumps(SCHEMA)}',
        f'"zone":{json.dumps(groups.zone)}',
        f'"state":{json.dumps(groups.state)}',
        *([f'"agency":{json.dumps(groups.agency)}'] if groups.agency is not None else ()),
        f'"lexicon":{json.dumps(groups.lexicon)}',
        f'"sources":[{",".join(map(_source, groups.sources))}]',
    ]


def _source(one: LogSource) -> str:
    return _compact(
        {
            "document": one.document,
            "sheet": one.sheet,
            "sha256": one.sha256,
            "rows": one.rows,
            "repeated": one.repeated,
            "columns": [column.value for column in one.columns],
            "notes": [[note.row, note.says] for note in one.notes],
        }
    )


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(name: str, raw: bytes) -> SearchGroups:
    """Read a groups file; an ExportError if it is not one."""
    try:
        data = json.loads(raw)
        if data.get("schema") != SCHEMA:
            raise not_groups(name, f"its format is not {SCHEMA}")
        sources = tuple(_source_of(one) for one in data["sources"])
        tables = {table: tuple(map(_group_of, data[table.value])) for table in TableName}
        zone, state, lexicon = (data[key] for key in ("zone", "state", "lexicon"))
        agency = data.get("agency")
        if not all(one is None or isinstance(one, str) for one in (zone, state, agency)):
            raise TypeError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise not_groups(name, f"{type(fault).__name__}") from fault
    made = SearchGroups(sources, tables, zone, state, str(lexicon), agency)
    if says := wrong_with(made):
        raise not_groups(name, says)
    return made


def _source_of(one: dict[str, Any]) -> LogSource:
    document, sheet = str(one["document"]), one["sheet"]
    notes = tuple(SheetNote(document, sheet, row, str(says)) for row, says in one["notes"])
    columns = tuple(LogColumn(column) for column in one["columns"])
    return LogSource(
        document,
        sheet,
        str(one["sha256"]),
        _count(one["rows"]),
        _count(one["repeated"]),
        columns,
        notes,
    )


def _group_of(one: list[Any]) -> SearchGroup:
    key, count, (source, row) = one
    if not all(isinstance(part, str | int) for part in key):
        raise ValueError
    return SearchGroup(tuple(key), _count(count), (_count(source), _count(row)))


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError
    return value


def not_groups(name: str, why: str) -> ExportError:
    """Return the error of a file that says it holds groups, and does not."""
    return ExportError(
        f"{name}: it is no groups file ({why})", hint=_HINT, consequence="nothing was audited"
    )
