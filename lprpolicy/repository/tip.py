"""Where the gate stands: the tip of the protected branch of one repository, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lprpolicy.errors import LprPolicyError
from lprpolicy.host import git, git_place
from lprpolicy.host.outside import resolve
from lprpolicy.model.plan import PolicyRepository


class NotTheTip(LprPolicyError):
    """What is asked about is not what the protected branch says now."""

    exit_code = 1
    consequence = "the gate stays shut: nothing may be applied"


@dataclass(frozen=True, slots=True)
class Tip:
    """The newest commit of the protected branch, and whose it is."""

    top: Path
    repository: PolicyRepository
    branch: str
    commit: str


def repository_at(root: Path) -> PolicyRepository | None:
    """Which repository a folder is in.

    None outside of git, before the first commit, and in a shallow clone, which hides where the
    history began.
    """
    if git.ask(root, "rev-parse", "--verify", "--quiet", "HEAD")[0]:
        return None
    return None if git_place.is_shallow(root) else _repository(root, "HEAD")


def _repository(root: Path, commit: str) -> PolicyRepository:
    remote = git_place.remote(root)
    known = {} if remote is None else {"remote": remote}
    folder = resolve(root).relative_to(resolve(git.top(root))).as_posix()
    return PolicyRepository(roots=git_place.roots(root, commit), folder=folder, **known)


def tip_of(root: Path) -> Tip:
    """The tip of the protected branch, which has to be what is checked out; or a NotTheTip."""
    top = git.top(root)
    git.commit_of(root, "HEAD")
    if git_place.is_shallow(root):
        raise NotTheTip(
            f"{top}: this clone is shallow, so it is not known which repository it is",
            hint="fetch the whole history (fetch-depth: 0)",
        )
    branch = git_place.branch(root)
    if branch is None:
        raise NotTheTip(
            f"{top}: no branch is checked out, so nothing shows what is newest",
            hint="check out the protected branch, such as main",
        )
    if branch.name != branch.protected:
        raise NotTheTip(
            f"the branch {branch.name} is checked out, and the protected one is {branch.protected}",
            hint=f"git switch {branch.protected}; if origin has another default branch: "
            "git remote set-head origin --auto",
        )
    if branch.upstream is not None and branch.upstream != branch.tip:
        raise NotTheTip(
            f"{branch.name} is at {branch.tip[:12]} here and at {branch.upstream[:12]} at origin",
            hint="git pull, or have what is only here reviewed and merged; then plan again",
        )
    return Tip(top, _repository(root, branch.tip), branch.name, branch.tip)


def require_tip(root: Path, revision: str) -> Tip:
    """The tip, if that is what a revision means."""
    tip = tip_of(root)
    commit = git.commit_of(root, revision)
    if commit != tip.commit:
        raise NotTheTip(
            f"{revision} is commit {commit[:12]}, and {tip.branch} is at {tip.commit[:12]}",
            hint="the gate judges only what the protected branch says now",
        )
    return tip
