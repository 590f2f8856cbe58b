"""Turn what the machine refused into an error that a person can act on.

A task that knows better what was not done raises its own error. All others end here, alike for
every command, and are no bug of lprpolicy.
"""

from __future__ import annotations

from pathlib import Path

from lprpolicy.errors import LprPolicyError, UsageError
from lprpolicy.host.outside import name_file, reason, remedy

_UNDECIDED = "nothing was decided"


def of_outside(error: Exception) -> LprPolicyError | None:
    """Return the error in words; None if the machine is not its cause."""
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, MemoryError):
        return UsageError(
            "there is not enough memory for this",
            hint="run it where there is more, or on a part of the files",
            consequence=_UNDECIDED,
        )
    if isinstance(error, RecursionError):
        return UsageError(
            "something that was read is nested too deep",
            hint="look for lists within lists in the files that were given",
            consequence=_UNDECIDED,
        )
    if isinstance(error, ImportError) and not (error.name or "").startswith("lprpolicy"):
        return UsageError(
            f"a library cannot be loaded: {error}",
            hint="install it again, with all that it needs",
            consequence=_UNDECIDED,
        )
    return None


def _of_system(error: OSError) -> LprPolicyError:
    if error.filename is None and isinstance(error, FileNotFoundError) and not _stands():
        return UsageError(
            "the current folder was removed",
            hint="change to a folder that exists",
            consequence=_UNDECIDED,
        )
    if error.filename is None:
        says = f"the system refused: {reason(error)}"
    else:
        says = f"{name_file(error.filename)}: {reason(error)}"
    return UsageError(says, hint=remedy(error), consequence=_UNDECIDED)


def _stands() -> bool:
    """Whether there is a current folder."""
    try:
        Path.cwd()
    except OSError:
        return False
    return True
