"""Verify a file against the published JSON Schema of its format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lprpolicy.errors import UsageError
from lprpolicy.host.user_files import read_user_file
from lprpolicy.model.places import Location, Pointer
from lprpolicy.read.yaml import Document, read
from lprpolicy.repository.schemas import MODELS, json_schema


def verify_file(file: Path) -> Iterator[str]:
    """List everything that is wrong with a file, a line each, with its place."""
    document = read(file.as_posix(), read_user_file(file, error=UsageError))
    for fault in document.faults:
        yield f"{Location(document.file, fault.span)}: {fault.message}"
    if document.data is None and document.faults:
        return
    name = _format(document)
    if name is None:
        yield f"{document.locate(Pointer(('schema',)))}: names no format that this version knows"
        return
    for at, message in schema_errors(document.data, json_schema(name)):
        yield f"{document.locate(at)}: {message}"


def _format(document: Document) -> str | None:
    said = document.data.get("schema") if isinstance(document.data, dict) else None
    return next((name for name in MODELS if said == f"lprpolicy/{name}/v1"), None)


def schema_errors(data: Any, schema: dict[str, Any]) -> Iterator[tuple[Pointer, str]]:
    """List what `jsonschema` finds, in the order of places."""
    from jsonschema import Draft202012Validator, FormatChecker

    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    found = [
        (Pointer(tuple(error.absolute_path)), error.message)
        for error in validator.iter_errors(data)
    ]
    yield from sorted(found, key=lambda item: (str(item[0]), item[1]))
