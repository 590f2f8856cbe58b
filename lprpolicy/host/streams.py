"""The standard streams, made such that each way in which one can fail has a word and a code.

A stream that is closed would leave its number to the next file that is opened, and what is printed
would go there. A text that an encoding does not know would end in a traceback. A disk that is full
would show when Python is taken apart, with a code of Python's own.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO, cast

from lprpolicy.errors import StreamError
from lprpolicy.host.outside import ESCAPED, reason

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

_IN, _OUT, _ERR = range(3)
_lost: Final[list[OSError]] = []
"""Why standard error could not be written, which nobody can be told."""


def open_streams() -> None:
    """Put streams that tell what is wrong with them in the place of Python's."""
    for number in (_IN, _OUT, _ERR):
        _plug(number)
    if os.name != "posix":
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors=ESCAPED)
        return
    if not os.isatty(_IN):
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_Input(_IN, "r", closefd=False)))
    sys.stdout = _writer(_Output(_OUT, "w", closefd=False), sys.stdout)
    sys.stderr = _writer(_Errors(_ERR, "w", closefd=False), sys.stderr, by_line=True)


def print_all() -> None:
    """Hand over what is still to be printed; a StreamError says that this cannot be done."""
    sys.stdout.flush()
    sys.stderr.flush()


def errors_were_lost() -> bool:
    """Whether something was said on standard error that could not be written."""
    return bool(_lost)


class _Input(io.FileIO):
    """Standard input: what cannot be read there is a StreamError."""

    def readinto(self, into: WriteableBuffer) -> int | None:
        try:
            return super().readinto(into)
        except OSError as error:
            raise _cannot_read(error) from error

    def readall(self) -> bytes:
        try:
            return super().readall() or b""  # none, where a stream that does not wait has none
        except OSError as error:
            raise _cannot_read(error) from error


class _Output(io.FileIO):
    """Standard output: what cannot be written there is a StreamError."""

    def write(self, data: ReadableBuffer) -> int:
        try:
            return _write_some(self, data)
        except OSError as error:
            raise _cannot_write(error) from error


class _Errors(io.FileIO):
    """Standard error: what cannot be written there is counted, and stops nothing."""

    def write(self, data: ReadableBuffer) -> int:
        try:
            return _write_some(self, data)
        except OSError as error:
            _lost.append(error)
            return memoryview(data).nbytes


def _write_some(file: io.FileIO, data: ReadableBuffer) -> int:
    """So many bytes are written; one that takes none just now is waited for."""
    while (count := io.FileIO.write(file, data)) is None:
        import select

        select.select((), (file,), ())
    return count


def _writer(raw: io.FileIO, before: TextIO | None, *, by_line: bool = False) -> TextIO:
    """The same encoding as Python chose; what it does not know is written as its code."""
    made = io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=before.encoding if before is not None else "utf-8",
        errors=ESCAPED,
        line_buffering=by_line or raw.isatty(),
    )
    return cast("TextIO", made)


def _plug(number: int) -> None:
    """Take the number of a stream that is closed, so that no file gets it.

    Standard output is given what cannot be written, and standard input what cannot be read: both
    fail when they are needed, and not before. Nobody misses standard error.
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
