"""Replace the standard streams, so that each way they can fail has a message and an exit code.

The next file that is opened would get the number of a closed stream, and what is printed would go
into that file. A character that an encoding lacks would end in a traceback. A full disk would show
only while Python shuts down, with an exit code of Python's own.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, BinaryIO, Final, TextIO, cast

from lprpolicy.errors import StreamError
from lprpolicy.host.outside import ESCAPED, reason

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_IN, _OUT, _ERR = range(3)
_lost: Final[list[OSError]] = []
"""The errors of writing to standard error, where no message can be shown."""


def open_streams() -> None:
    """Replace Python's streams by ones that raise a StreamError."""
    for number in (_IN, _OUT, _ERR):
        _plug(number)
    if os.name != "posix":
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors=ESCAPED)
        return
    if not os.isatty(_IN):
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_StandardInput(_IN, "r", closefd=False)))
    sys.stdout = _writer(_StandardOutput(_OUT, "w", closefd=False), sys.stdout)
    sys.stderr = _writer(_StandardError(_ERR, "w", closefd=False), sys.stderr, by_line=True)


def copies() -> tuple[BinaryIO, BinaryIO]:
    """Return standard input and output again, as bytes, for who closes them when it is done."""
    return os.fdopen(os.dup(_IN), "rb"), os.fdopen(os.dup(_OUT), "wb")


def print_all() -> None:
    """Flush what is still to be printed; a StreamError if that fails."""
    sys.stdout.flush()
    sys.stderr.flush()


def errors_were_lost() -> bool:
    """Whether a message on standard error was lost."""
    return bool(_lost)


class _StandardInput(io.FileIO):
    """Standard input, which raises a StreamError when it cannot be read."""

    def readinto(self, into: WriteableBuffer) -> int | None:
        try:
            return super().readinto(into)
        except OSError as error:
            raise _cannot_read(error) from error

    def readall(self) -> bytes:
        try:
            return super().readall() or b""  # None if it does not block and has no data
        except OSError as error:
            raise _cannot_read(error) from error


class _StandardOutput(io.FileIO):
    """Standard output, which raises a StreamError when it cannot be written."""

    def write(self, data: ReadableBuffer) -> int:
        try:
            return _write_some(self, data)
        except OSError as error:
            raise _cannot_write(error) from error


class _StandardError(io.FileIO):
    """Standard error. A message that cannot be written is noted and stops nothing."""

    def write(self, data: ReadableBuffer) -> int:
        try:
            return _write_some(self, data)
        except OSError as error:
            _lost.append(error)
            return memoryview(data).nbytes


def _write_some(file: io.FileIO, data: ReadableBuffer) -> int:
    """Write some bytes and return how many; wait for a stream that takes none just now."""
    while (count := io.FileIO.write(file, data)) is None:
        import select

        select.select((), (file,), ())
    return count


def _writer(raw: io.FileIO, before: TextIO | None, *, by_line: bool = False) -> TextIO:
    """Open a stream in the encoding that Python chose, with codes for what that cannot write."""
    made = io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=before.encoding if before is not None else "utf-8",
        errors=ESCAPED,
        line_buffering=by_line or raw.isatty(),
    )
    return cast("TextIO", made)


def _plug(number: int) -> None:
    """Occupy the number of a closed stream, so that no other file gets it.

    Standard output becomes a file that cannot be written, and standard input one that cannot be
    read: both fail when they are used, and not before. Standard error becomes /dev/null.
    """
    try:
        os.fstat(number)
    except OSError:
        ways = {_IN: os.O_WRONLY, _OUT: os.O_RDONLY, _ERR: os.O_WRONLY}
        made = os.open(os.devnull, ways[number])
        if made != number:
            os.dup2(made, number)
            os.close(made)
        os.set_inheritable(number, True)


def _cannot_read(error: OSError) -> StreamError:
    hint = "give the text, as in: command < file"
    if error.errno == errno.EBADF:
        return StreamError("standard input is closed", hint=hint)
    return StreamError(f"standard input cannot be read: {reason(error)}", hint=hint)


def _cannot_write(error: OSError) -> StreamError:
    whole = "what was printed is not whole"
    if error.errno == errno.EBADF:
        hint = "leave it open, or write the report to a file"
        return StreamError("standard output is closed", hint=hint, consequence=whole)
    return StreamError(
        f"standard output cannot be written: {reason(error)}",
        hint="make room there, or write to a file elsewhere",
        consequence=whole,
    )
