"""Where this user's own files are: the imported lists, and what earlier runs came to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

LISTS: Final = "lists.sqlite"


def of_lists() -> Path:
    """The file of the lists: in LPRPOLICY_DATA, else in the user's data folder of the platform."""
    given = os.environ.get("LPRPOLICY_DATA")
    if given:
        return Path(given) / LISTS
    import platformdirs

    return platformdirs.user_data_path("lprpolicy", appauthor=False) / LISTS


def of_cache() -> Path:
    """The folder of the cache: LPRPOLICY_CACHE, else the user's cache folder of the platform."""
    given = os.environ.get("LPRPOLICY_CACHE")
    if given:
        return Path(given)
    import platformdirs

    return platformdirs.user_cache_path("lprpolicy", appauthor=False)
