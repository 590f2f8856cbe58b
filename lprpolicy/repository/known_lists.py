"""Open who is known on this machine: the shipped directory, or a user's lists joined with it.

Each state is answered by one of the two. An import puts the rows of the user's lists and the
shipped ones together, so that whatever is opened has one answer to each question.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lprpolicy.host.user_folders import of_lists
from lprpolicy.repository.national import National, national

if TYPE_CHECKING:
    from lprpolicy.repository.imported_lists import ImportedLists

    Known = ImportedLists | National


def known_lists(*, imported: bool = True, path: Path | None = None) -> Known:
    """Open the user's lists if they are wanted and there are any; else the shipped directory.

    Most users have imported none, and do not load the code for them.
    """
    path = (path or of_lists()) if imported else None
    if path is None or not path.exists():
        return national()
    from lprpolicy.repository.imported_lists import ImportedLists

    return ImportedLists(path)


def not_joined(known: Known) -> str | None:
    """Say what to do if a user's lists were joined with another shipped directory than this one."""
    within = {(one.document, one.sha256) for one in known.sources if one.shipped}
    shipped = {(one.document, one.sha256) for one in national().sources}
    if isinstance(known, National) or (within and within <= shipped):
        return None
    says = (
        "the imported lists were put together without"
        if not within
        else ("the imported lists were put together with another edition of")
    )
    return (
        f"{says} the national directory that comes with this lprpolicy; "
        "import one of them again, and it is joined"
    )
