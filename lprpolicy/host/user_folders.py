"""Find the folders of this user for imported lists and for the cache.

A user without a home, as in some containers, has none unless the environment names one.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final, Literal

from lprpolicy.errors import UsageError
from lprpolicy.host.outside import exists

LISTS: Final = "lists.sqlite"
_Kind = Literal["data", "cache"]
_ON_LINUX: Final[dict[_Kind, tuple[str, str]]] = {
    "data": ("XDG_DATA_HOME", "/.local/share"),
    "cache": ("XDG_CACHE_HOME", "/.cache"),
}
_UNSET: Final = "name a folder there, or unset the variable"


def of_lists() -> Path | None:
    """Return the file of the lists: in LPRPOLICY_DATA, else in the platform's data folder."""
    folder = _folder("LPRPOLICY_DATA", "data")
    return folder / LISTS if folder is not None else None


def of_cache() -> Path | None:
    """Return the folder of the cache: LPRPOLICY_CACHE, else the platform's cache folder."""
    return _folder("LPRPOLICY_CACHE", "cache")


def _folder(variable: str, kind: _Kind) -> Path | None:
    given = os.environ.get(variable)
    if given:
        return _from_environment(variable, kind, Path(given))
    usual = _usual(kind)
    if usual is not None:
        return usual
    import platformdirs

    of_user = {"data": platformdirs.user_data_path, "cache": platformdirs.user_cache_path}[kind]
    try:
        found = of_user("lprpolicy", appauthor=False)
    except RuntimeError:  # platformdirs asked for the home, and there is none
        return None
    return found if found.is_absolute() else None


def _usual(kind: _Kind) -> Path | None:
    """Return the folder on Linux where the environment has nothing unusual, as platformdirs does.

    Loading platformdirs takes a sixth of the time of a check that was made before.
    """
    if sys.platform != "linux" or "ANDROID_DATA" in os.environ:
        return None
    variable, below = _ON_LINUX[kind]
    given, home = os.environ.get(variable), os.environ.get("HOME", "")
    folder = given or f"{home}{below}"
    plain = re.fullmatch(r"(/[^\s/~$]+)+", given or home) is not None
    return Path(folder, "lprpolicy") if plain else None


def _from_environment(variable: str, kind: _Kind, folder: Path) -> Path:
    """Check a folder that the environment names: it may be missing, but must not be a file.

    Below a file no cache can be kept, and none is needed; lists that are asked for are missed.
    """
    try:
        wrong = exists(folder) and not folder.is_dir()
    except UsageError as error:
        if kind == "cache" and isinstance(error.__cause__, NotADirectoryError):
            return folder.absolute()
        raise UsageError(f"{variable}: {error}", hint=_UNSET) from None
    if wrong:
        raise UsageError(f"{variable}: {folder}: this is no folder", hint=_UNSET)
    return folder.absolute()
