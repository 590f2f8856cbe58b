"""Begin a town's policy repository: a draft that the law allows, and the files around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lprpolicy.evaluate.first_draft import first_draft
from lprpolicy.model.proposal import Told
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.national import national
from lprpolicy.repository.new_folder import find_home, leave_kept, put
from lprpolicy.write.start.facts import Start


@dataclass(frozen=True, slots=True)
class Begun:
    """A repository that was written: its folder, the facts behind it, and what stays to be done.

    `at_top` are the files that were written at the top of the git repository, and `kept` the texts
    of those that could not be, since others of their names were there.
    """

    folder: Path
    start: Start
    at_top: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)


def begin(told: Told, target: Path, law: Law | None = None) -> Begun:
    """Write the repository whole, or not at all.

    The folder is new or empty, or the top of a git repository that has no policy yet. What works
    only at the top of a git repository is written there, and never over anything.
    """
    home = find_home(target)
    made = first_draft(told, law or built_in(), national(), around=home.around)
    files, kept = leave_kept(home, made.files, {})
    return Begun(target, made.start, put(home, files), kept)
