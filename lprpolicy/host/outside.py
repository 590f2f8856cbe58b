"""What the system refuses, in words: the reason, and what a person can do about it.

One table for every file that is read or written, so that a full disk has the same advice wherever
it shows. A name that is no text is written here in a form that can be printed anywhere.
"""

from __future__ import annotations

import codecs
import errno
import os
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError

ESCAPED: Final = "lprpolicy-escaped"
"""What an encoding cannot say is written as its code, which JSON reads as the same character."""

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
    """The system's reason, as it words it."""
    return error.strerror or str(error) or type(error).__name__


def remedy(error: OSError) -> str | None:
    """What to do about it, where there is more to say than the reason does."""
    return None if error.errno is None else _REMEDIES.get(error.errno)


def name_file(file: str | bytes | int) -> str:
    """A file as an error names it."""
    return str(file) if isinstance(file, int) else os.fsdecode(file)


def anything_at(path: Path) -> bool:
    """Whether something is at a path, be it a link that leads nowhere."""
    return os.path.lexists(path)


def is_text(name: str) -> bool:
    """Whether a name of the system is text: bytes that are not UTF-8 come as half a surrogate."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def printable(name: str) -> str:
    r"""A name that can be printed and is no other's: bytes that are no text are written as codes.

    >>> printable("a\udcff.yaml"), printable("b.yaml")
    ('a\\xff.yaml', 'b.yaml')
    """
    if is_text(name):
        return name
    raw = name.replace("\\", "\\\\").encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "backslashreplace")


def resolve(path: Path) -> Path:
    """The path without links. A UsageError where links lead in a circle, or nobody may look."""
    try:
        return path.resolve()
    except RuntimeError:  # what Python before 3.13 makes of a circle
        circle = OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        raise _cannot_open(path, circle) from None
    except OSError as error:
        if isinstance(error, FileNotFoundError):  # the current folder, which Python does not name
            raise
        raise _cannot_open(path, error) from error


def exists(path: Path) -> bool:
    """Whether there is anything at a path. A UsageError where that cannot be told."""
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        if not isinstance(error, OSError):  # a NUL, which no path has
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
