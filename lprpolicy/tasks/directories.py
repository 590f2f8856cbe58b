"""The directories that come with lprpolicy."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from lprpolicy.errors import PackError
from lprpolicy.model.directory import Directory
from lprpolicy.read.files import Read, read_file

FEDERAL: Final = "lprpolicy/directory/federal.yaml"


@lru_cache(maxsize=1)
def federal_file() -> Read[Directory]:
    """The built-in federal directory with its text, for findings that point into it."""
    raw = (files("lprpolicy") / "directory" / "federal.yaml").read_bytes()
    return read_file(FEDERAL, raw, Directory)


def federal() -> Directory:
    """The built-in federal directory; a PackError if it does not load."""
    read = federal_file()
    if read.value is None:
        raise PackError(f"{FEDERAL} does not load")
    return read.value
