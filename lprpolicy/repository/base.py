"""The revision that stands: what a change in a folder is judged against."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.host import git
from lprpolicy.host.checkout import require_whole
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.outside import resolve
from lprpolicy.model.layout import CONFIGS, is_state
from lprpolicy.repository.layout import has_config
from lprpolicy.repository.revisions import Side, at_commit, at_revision

_HOME_OF_POLICY: Final = 3
"""A policy is us-xx/AGENCY/policy.yaml: its repository is so many folders above it."""


def base_at(tree: Tree, revision: str) -> Side:
    """The policy repository as the base has it.

    The base is the revision itself, not where the branch left it: a rule that was added there
    meanwhile binds too. Before a first commit there is none. Where the base keeps its policies in
    another folder, that folder is the base, so that moving it hides nothing.
    """
    if tree.root is None:
        raise UsageError("only the files of a folder can be judged against a revision of it")
    if revision == "HEAD" and git.is_empty(tree.root):
        return Side(revision, Tree({}))
    require_whole(tree.root, same_bytes=True)
    found = at_revision(revision, tree.root)
    top = resolve(git.top(tree.root))
    assert found.commit is not None
    stood = _homes(top, found.commit)
    here = PurePosixPath(resolve(tree.root).relative_to(top).as_posix())
    if here.as_posix() in stood:
        return found
    moved = sorted(home for home in stood if _became_ours(top, home, here))
    if not moved:
        return found
    if len(moved) > 1:
        raise UsageError(
            f"{revision} has its policies in {' and '.join(moved)}, and this is {here}",
            hint="move one policy repository at a time",
        )
    return at_commit(revision, top, found.commit, "" if moved[0] == "." else moved[0])


def _homes(top: Path, commit: str) -> set[str]:
    """The folders of a commit that are policy repositories."""
    paths = [PurePosixPath(path) for *_, path in git.listing(top, commit, "")]
    shown = [path for path in paths if not any(part.startswith(".") for part in path.parts[:-1])]
    configured = {path.parent.as_posix() for path in shown if path.name in CONFIGS}
    policies = {
        path.parents[_HOME_OF_POLICY - 1].as_posix()
        for path in shown
        if path.name == "policy.yaml"
        and len(path.parts) >= _HOME_OF_POLICY
        and is_state(path.parts[-_HOME_OF_POLICY])
    }
    return configured | {
        home
        for home in policies
        if not any(PurePosixPath(home).is_relative_to(one) for one in configured)
    }


def _became_ours(top: Path, home: str, here: PurePosixPath) -> bool:
    """Whether a policy repository of the base became the one that is judged.

    One that still is where it was, apart from this one, is another repository. One around it or
    in it is not: whoever moves the settings a folder up or down makes strays of all policies.
    """
    one = PurePosixPath(home)
    if one.is_relative_to(here) or here.is_relative_to(one):
        return True
    folder = top / home
    if not folder.is_dir():
        return True
    return not (has_config(folder) or any(is_state(inner.name) for inner in folder.iterdir()))
