"""A file into a model: its document, what it says, and everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from lprpolicy.model.written import Written
from lprpolicy.read.schema import Misfit, shape
from lprpolicy.read.yaml import Document, read

Model = TypeVar("Model", bound=Written)


@dataclass(frozen=True, slots=True)
class Read(Generic[Model]):
    """A file after reading. `value` is None unless both its text and its format are right."""

    document: Document
    value: Model | None
    misfits: tuple[Misfit, ...]


def read_file(file: str, raw: bytes, model: type[Model]) -> Read[Model]:
    """Read one file as one format. Faults of the text stay in the document."""
    document = read(file, raw)
    if document.data is None and document.faults:
        return Read(document, None, ())
    value, misfits = shape(document.data, model, document.blocks)
    return Read(document, None if document.faults else value, misfits)
