"""Read a list from the file that a user names: whole, or piece by piece where it is too large."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from lprpolicy.host.progress import begin_steps
from lprpolicy.host.user_files import PIECE, pieces_of, read_user_file
from lprpolicy.lists import LARGEST_STREAMED, read_streamed
from lprpolicy.model.lists import AgencyList, ListName
from lprpolicy.repository.reading import read_list
from lprpolicy.tables import is_workbook


def read_list_file(
    which: ListName, path: Path, *, on: dt.date | None = None, title: str | None = None
) -> tuple[AgencyList, ...]:
    """Read a file as the named list.

    The FBI's CSV is read here, in pieces: it has 190 MB, and the standard library alone reads it.
    Everything else is read in another process, with limits on memory and time.
    """
    if which is ListName.FBI_LEE:
        pieces = pieces_of(path, most=LARGEST_STREAMED)
        first = next(pieces, b"")
        if not is_workbook(first):
            return (read_streamed(path.name, _with_steps(path, chain((first,), pieces)), on=on),)
        pieces.close()
    return read_list(which, path.name, read_user_file(path), on=on, title=title)


def _with_steps(path: Path, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Give the pieces, with a step of progress for each."""
    with begin_steps("reading the list", max(1, path.stat().st_size // PIECE)) as step:
        for piece in pieces:
            yield piece
            step()
