"""The revision that stands: what a change in a folder is judged against."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.host import git
from lprpolicy.host.checkout import require_whole
from lprpolicy.host.files.tree import Tree
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
    if found.tree.files or found.tree.faults:
        return found
    top = git.top(tree.root)
    assert found.commit is not None
    homes = sorted(home for home in _homes(top, found.commit) if not _still_there(top / home))
    if not homes:
        return found
    if len(homes) > 1:
        raise UsageError(
            f"{revision} has no policies in this folder, and has some in {' and '.join(homes)}",
            hint="move one policy repository at a time",
        )
    return at_commit(revision, top, found.commit, "" if homes[0] == "." else homes[0])


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


def _still_there(folder: Path) -> bool:
    """Whether a policy repository is where it was, so that it did not move."""
    if not folder.is_dir():
        return False
    return has_config(folder) or any(is_state(one.name) for one in folder.iterdir())
