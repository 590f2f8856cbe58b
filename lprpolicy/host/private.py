"""Write a file that holds rows of a log: for its owner alone, and never into a git repository."""

from __future__ import annotations

import os
from pathlib import Path

from lprpolicy.errors import UsageError, WriteError
from lprpolicy.host.outputs import write_error
from lprpolicy.host.outside import exists, resolve


def write_private(path: Path, text: str) -> None:
    """Write a new file with mode 0600; an existing one is never overwritten."""
    above = resolve(path.absolute().parent)
    for folder in (above, *above.parents):
        if exists(folder / ".git"):
            raise UsageError(
                f"{path}: this place is inside the git repository {folder}",
                hint="rows of a log lead to people: name a place outside every repository",
                consequence="nothing was written",
            )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise WriteError(f"{path}: this file exists already", hint="name a new file") from error
    except OSError as error:
        raise write_error(path, error) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        raise write_error(path, error) from error
