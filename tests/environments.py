"""The environment of a process that a test starts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]


def importing(*folders: Path) -> dict[str, str]:
    """Our own environment, in which modules of the folders and of the repository can be imported.

    The path that is there stays: under another day's clock it holds what lets Python sleep.
    """
    path = [*map(str, (*folders, ROOT)), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, path))}
