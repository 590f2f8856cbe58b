"""Targets for the files of a repository: whatever one of them says, the whole is judged."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lprpolicy.host.files.tree import Tree

POLICIES: Final = Path(__file__).resolve().parents[2] / "policies"
DAY: Final = dt.date(2026, 11, 22)
_KEPT: Final = ("directory/", "us-ct/westport-pd/", "lprpolicy.yaml")


def judge_with(place: str, raw: bytes) -> None:
    """Judge a small repository with this content at one place, and write its report."""
    from lprpolicy.evaluate.report import Options, check
    from lprpolicy.write import DOCUMENTS

    report = check(_tree().over(place, raw), Options(DAY))
    for form in ("text", "json"):
        DOCUMENTS["report"][form].write(report).encode()


@cache
def _tree() -> Tree:
    from lprpolicy.host.files.tree import Tree
    from lprpolicy.repository.layout import folder

    files = folder((POLICIES,)).files
    return Tree({path: files[path] for path in files if path.startswith(_KEPT)})
