"""Find what differs from a git revision, so that only that has to be judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from lprpolicy.errors import NothingChecked, UsageError
from lprpolicy.host import git
from lprpolicy.host.checkout import require_whole
from lprpolicy.host.files.papers import may_be_paper
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.layout import owner
from lprpolicy.repository.revisions import objects_at


@dataclass(frozen=True, slots=True)
class Differing:
    """The agencies that differ from a base, and whether a file that all of them share does."""

    base: str
    agencies: frozenset[str]
    shared: bool


def changed_since(tree: Tree, base: str) -> Differing:
    """Compare the files of a repository with the point where this branch left the base.

    An agency counts as different too if a paper that it names is different.

    Uncommitted and untracked files count as they are. A file that cannot be read counts as
    different, so that it is judged. If nothing differs, NothingChecked says so: nothing was judged.
    """
    if tree.root is None:
        raise UsageError("only the files of a folder can differ from a revision of it")
    root = tree.root
    require_whole(root)
    start = git.merge_base(root, git.commit_of(root, base), git.commit_of(root, "HEAD"))
    was = objects_at(root, start)
    now = {path: _object(raw, like=start) for path, raw in tree.files.items()}
    differ = {path for path in was.keys() | now.keys() if was.get(path) != now.get(path)}
    papers = [path for path in git.differing_files(root, start) if may_be_paper(path)]
    resting = _resting_on(papers, tree)
    if not differ and not tree.faults and not resting:
        raise NothingChecked(
            f"no policy, rule, waiver, directory or setting differs from {base}",
            hint="without --changed everything is judged",
        )
    agencies = resting | {agency for path in differ if (agency := owner(path)) is not None}
    there = {owner(path) for path in tree.files}
    return Differing(
        base,
        agencies,
        shared=any(owner(path) is None for path in differ) or not agencies & there,
    )


def _resting_on(papers: Iterable[str], tree: Tree) -> frozenset[str]:
    """The agencies with a file that names a paper which is not as it was."""
    names = {path.rpartition("/")[2].encode("utf-8", "surrogateescape") for path in papers}
    if not names:
        return frozenset()
    found = (owner(path) for path, raw in tree.files.items() if any(one in raw for one in names))
    return frozenset(agency for agency in found if agency is not None)


def _object(raw: bytes, like: str) -> str:
    """Return git's id of a content, by the hash function of another id of the same repository."""
    made = hashlib.new("sha256" if len(like) == 64 else "sha1", usedforsecurity=False)
    made.update(b"blob %d\0" % len(raw))
    made.update(raw)
    return made.hexdigest()
