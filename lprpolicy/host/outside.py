"""Put what the operating system refuses into words: the reason, and what a person can do.

There is one table for all files that are read or written, so that a full disk gets the same advice
wherever it shows. A file name that is not UTF-8 gets a form here that can be printed anywhere.
"""

from __future__ import annotations

import codecs
import errno
import os
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError

ESCAPED: Final = "lprpolicy-escaped"
"""Error handler: a character that an encoding lacks is written as `\\uXXXX`, as JSON does."""

_FULL: Final = "make room there, or name another place"
_REMEDIES: Final = {
    errno.EACCES: "give the user that runs lprpolicy the right to it",
    errno.EPERM: "give the user that runs lprpolicy the right to it",
    errno.ENOENT: "look for a part of the path that is misspelled or was removed",
    errno.ENOTDIR: "a part of the path is a file and no folder: correct the path",
    errno.EISDIR: "name a file, not a folder",
    errno.ELOOP: "symbolic links lead in a circle here: remove them",
    errno.ENAMETOOLONG: "use a shorter name",
    errno.EMFILE: "let more files be open at a time (ulimit -n)",
    errno.ENFILE: "close other programs, or let the system open more files",
    errno.ENOMEM: "close other programs, or run it where there is more memory",
    errno.EAGAIN: "close other programs: the system has no more to give just now",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "let files be larger (ulimit -f), or name another place",
    errno.EROFS: "nothing can be written there: name another place",
    errno.EIO: "the disk or its connection fails: copy the files to another one",
}


def reason(error: OSError) -> str:
    """Return the operating system's own reason."""
    return error.strerror or str(error) or type(error).__name__


def remedy(error: OSError) -> str | None:
    """Return advice; None if the reason says it all."""
    return None if error.errno is None else _REMEDIES.get(error.errno)


def name_file(file: str | bytes | int) -> str:
    """Name the file of an error."""
    return str(file) if isinstance(file, int) else os.fsdecode(file)


def anything_at(path: Path) -> bool:
    """Whether something is at a path, even a symbolic link that leads nowhere."""
    return os.path.lexists(path)


def is_text(name: str) -> bool:
    """Whether a file name is text: Python turns bytes that are not UTF-8 into lone surrogates."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def printable(name: str) -> str:
    r"""Write a name so that it can be printed and stays unique: bytes that are no text as codes.

    >>> printable("a\udcff.yaml"), printable("b.yaml")
    ('a\\xff.yaml', 'b.yaml')
    """
    if is_text(name):
        return name
    raw = name.replace("\\", "\\\\").encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "backslashreplace")


def resolve(path: Path) -> Path:
    """Return the path without links; a UsageError if they form a circle or may not be read."""
    try:
        return path.resolve()
    except RuntimeError:  # Python before 3.13 raises this for a circle
        circle = OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        raise _cannot_open(path, circle) from None
    except OSError as error:
        if isinstance(error, FileNotFoundError):  # the current folder is gone
            raise
        raise _cannot_open(path, error) from error


def exists(path: Path) -> bool:
    """Whether there is anything at a path; a UsageError if that cannot be found out."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        if not isinstance(error, OSError):  # the path contains a NUL
            return False
        raise _cannot_open(path, error) from error
    return True


def _cannot_open(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{path}: cannot be opened: {reason(error)}", hint=remedy(error))


def _escape(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    raw = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    units = (raw[at : at + 2].hex() for at in range(0, len(raw), 2))
    return "".join(f"\\u{unit}" for unit in units), error.end


codecs.register_error(ESCAPED, _escape)
