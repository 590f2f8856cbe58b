"""Whether only this user can have written a file: others could plant a false result in it."""

from __future__ import annotations

import os
from typing import IO

_OTHERS = 0o022
_ROOT = 0


def is_ours(status: os.stat_result, *, or_roots: bool = False) -> bool:
    """Whether a file is this user's, or root's if that will do, and no group may write it."""
    if not hasattr(os, "geteuid"):
        return True
    owners = (os.geteuid(), _ROOT) if or_roots else (os.geteuid(),)
    return status.st_uid in owners and not status.st_mode & _OTHERS


def others_may_write(file: IO[bytes]) -> bool:
    """Whether somebody else than this user and root can change an open file."""
    return not is_ours(os.fstat(file.fileno()), or_roots=True)
