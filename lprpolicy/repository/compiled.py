"""The law and the federal directory as plain data, so that a version of their YAML is read once.

The data lies beside the YAML in `__pycache__`, as Python's own compiled modules do, and is trusted
like them: only if nobody else could write it, and only for the same bytes, the same code and the
same Python. It is data as it was read, before any format: that is checked at every start. Beside it
lie the normal forms of the federal names.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Mapping
from hashlib import sha256
from types import ModuleType
from typing import Any, TypeVar

import yaml

from lprpolicy import read as reader
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.stamps import file_state, files_of
from lprpolicy.host.package_data import path_of
from lprpolicy.model.written import Written
from lprpolicy.read.schema import shape
from lprpolicy.read.yaml import read

Model = TypeVar("Model", bound=Written)
Made = TypeVar("Made")


def data_of(folder: str, files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Return the data of lprpolicy's own files by path; without those that have a fault."""

    def make() -> Mapping[str, Any]:
        documents = {path: read(path, content) for path, content in files.items()}
        return {path: one.data for path, one in documents.items() if not one.faults}

    return made_once(f"{folder}/data", files, reader, make)


def made_once(
    what: str, files: Mapping[str, bytes], code: ModuleType, make: Callable[[], Made]
) -> Made:
    """Return what a package makes of lprpolicy's own files; the same code is not asked twice."""
    folder, _, name = what.rpartition("/")
    kept, key = Cache(path_of(folder) / "__pycache__"), f"{name}-{_key(files, code)}"
    raw = kept.get(key)
    if raw is not None:
        found: Made = marshal.loads(raw)
        return found
    made = make()
    if not sys.dont_write_bytecode:
        kept.put(key, marshal.dumps(made))  # type: ignore[arg-type]
    return made


def read_own(path: str, model: type[Model], data: Mapping[str, Any]) -> Model | None:
    """Make the model of a file's data; None where it is not known or does not fit its format."""
    return shape(data[path], model)[0] if path in data else None


def _key(files: Mapping[str, bytes], code: ModuleType) -> str:
    made = sha256(repr((sys.version, yaml.__version__)).encode())
    for part in sorted(files_of(code.__path__[0])):
        made.update(repr(file_state(part)).encode())
    for path, raw in files.items():
        made.update(b"%d:%s%d:" % (len(path), path.encode(), len(raw)))
        made.update(raw)
    return made.hexdigest()
