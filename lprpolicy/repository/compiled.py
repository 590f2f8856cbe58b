"""The law and the federal directory as plain data, so that a version of their YAML is read once.

The data lies beside the YAML in `__pycache__`, as Python's own compiled modules do, and is trusted
like them: only if nobody else could write it, and only for the same bytes, the same reader and the
same Python. It is data as it was read, before any format: that is checked at every start.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Mapping
from hashlib import sha256
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


def data_of(folder: str, files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Return the data of lprpolicy's own files by path; without those that have a fault."""
    kept = Cache(path_of(folder) / "__pycache__")
    name = f"data-{_key(files)}"
    raw = kept.get(name)
    if raw is not None:
        found: dict[str, Any] = marshal.loads(raw)
        return found
    documents = {path: read(path, content) for path, content in files.items()}
    made = {path: one.data for path, one in documents.items() if not one.faults}
    if not sys.dont_write_bytecode:
        kept.put(name, marshal.dumps(made))
    return made


def read_own(path: str, model: type[Model], data: Mapping[str, Any]) -> Model | None:
    """Make the model of a file's data; None where it is not known or does not fit its format."""
    return shape(data[path], model)[0] if path in data else None


def _key(files: Mapping[str, bytes]) -> str:
    made = sha256(repr((sys.version, yaml.__version__)).encode())
    for part in sorted(files_of(reader.__path__[0])):
        made.update(repr(file_state(part)).encode())
    for path, raw in files.items():
        made.update(b"%d:%s%d:" % (len(path), path.encode(), len(raw)))
        made.update(raw)
    return made.hexdigest()
