"""Refuse a folder that does not hold all the files that git has for it.

A sparse checkout leaves files out, a merge with conflicts has two versions of one, a filter changes
what a file says. Compared with a revision, each would look like a decision to change a policy.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.host import git
from lprpolicy.model.layout import is_read

_SUBMODULE: Final = "160000"
_CHANGING: Final = ("filter", "working-tree-encoding", "ident")
_PLAIN: Final = ("unspecified", "unset")


def require_whole(root: Path, *, same_bytes: bool = False) -> None:
    """Raise a UsageError if a folder of a git repository is not complete.

    A folder outside any repository has nothing to be compared with, and passes. `same_bytes` also
    refuses git filters, which make files of the folder differ from those of a revision.
    """
    try:
        inside = git.ask(root, "rev-parse", "--is-inside-work-tree")
    except UsageError:  # without git, nothing is compared with a revision
        return
    if inside[0] or inside[1].strip() != b"true":
        return
    paths = []
    for tag, mode, stage, path in _index(root):
        if mode == _SUBMODULE:
            raise _not_whole(
                root,
                f"{path} is a submodule, whose files are in another repository",
                "keep the policies in one repository, or compare two folders that have no .git",
            )
        if not is_read(path.rpartition("/")[2]):
            continue
        paths.append(path)
        _look(root, tag, stage, path)
    if same_bytes and paths:
        _require_same_bytes(root, paths)


def _look(root: Path, tag: str, stage: str, path: str) -> None:
    if stage != "0":
        raise _not_whole(
            root,
            f"{path} is in the middle of a merge and has conflicts",
            "finish the merge (`git status` shows what is left), or `git merge --abort`",
        )
    marked = tag == "S" or tag.islower()
    if marked and not os.path.lexists(root / path):
        sparse = tag.upper() == "S"
        raise _not_whole(
            root,
            f"{path} is in the repository and is left out of this folder "
            + ("(sparse checkout or skip-worktree)" if sparse else "(assume-unchanged)"),
            "`git sparse-checkout disable` brings all files; `git update-index "
            f"--no-{'skip-worktree' if sparse else 'assume-unchanged'} FILE` unmarks one",
        )


def _index(root: Path) -> Iterator[tuple[str, str, str, str]]:
    """List mark, mode, stage and path of every file below a folder that git tracks."""
    for line in git.git(root, "ls-files", "-z", "-v", "--stage").split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            tag, mode, _, stage = about.decode("ascii").split()
            yield tag, mode, stage, path.decode("utf-8", "surrogateescape")


def _require_same_bytes(root: Path, paths: list[str]) -> None:
    stdin = b"".join(path.encode("utf-8", "surrogateescape") + b"\0" for path in paths)
    words = git.git(root, "check-attr", "-z", "--stdin", *_CHANGING, stdin=stdin).split(b"\0")
    for path, name, value in zip(words[0::3], words[1::3], words[2::3], strict=False):
        if value.decode("utf-8", "replace") not in _PLAIN:
            raise _not_whole(
                root,
                f"{path.decode('utf-8', 'replace')} is not the same bytes in git as in the folder: "
                f"git attribute {name.decode()}={value.decode('utf-8', 'replace')}",
                "take the attribute off policy files; or check out both states and compare folders",
            )


def _not_whole(root: Path, says: str, hint: str) -> UsageError:
    return UsageError(f"{root}: {says}", hint=hint, consequence="nothing was done")
