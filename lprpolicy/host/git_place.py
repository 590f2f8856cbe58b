"""Which git repository a folder is in, which branch it is on, and where that branch stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.host import git

_USUAL: Final = ("main", "master")
_SCP: Final = re.compile(r"(?:[^@/:]+@)?([^/:]{2,}):(?!//)(.+)")
"""`user@host:path`. One letter before the colon is a drive of Windows."""
_URL: Final = re.compile(r"(?:https?|ssh|git|git\+ssh)://(?:[^@/]*@)?([^/:]+)(?::\d+)?/(.+)", re.I)


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch that is checked out, and what this clone knows of it."""

    name: str
    tip: str
    upstream: str | None
    """Where the branch of this name stands at `origin`, as of the last fetch."""
    protected: str
    """The branch that changes are merged into."""


def is_shallow(folder: Path) -> bool:
    """Whether the clone leaves out older commits."""
    return git.git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def roots(folder: Path, commit: str) -> tuple[str, ...]:
    """The commits that the history of a commit began with."""
    out = git.git(folder, "rev-list", "--max-parents=0", "--end-of-options", commit)
    return tuple(sorted(out.decode("ascii").split()))


def all_roots(folder: Path) -> tuple[str, ...]:
    """The commits that any history in a folder's repository began with; none outside of git.

    It does not matter what is checked out, if anything is.
    """
    code, out, _ = git.ask(folder, "rev-list", "--max-parents=0", "--all")
    return () if code else tuple(out.decode("ascii").split())


def remote(folder: Path) -> str | None:
    """The host and path of `origin`; None where it has none, or a folder of this machine.

    Who logs in, by which protocol, and a final `.git` are no part of which repository it is.
    """
    code, out, _ = git.ask(folder, "config", "--get", "remote.origin.url")
    return None if code else place_of_url(out.decode("utf-8", "replace").strip())


def place_of_url(address: str) -> str | None:
    """The host and path of a remote's address.

    >>> place_of_url("https://me:secret@GitHub.com/town/policies.git")
    'github.com/town/policies'
    >>> place_of_url("git@github.com:town/policies") == place_of_url("ssh://git@github.com/town/policies")
    True
    >>> place_of_url("/srv/git/policies.git") is place_of_url("file:///srv/policies") is None
    True
    """
    found = _URL.fullmatch(address) or _SCP.fullmatch(address)
    if found is None:
        return None
    path = found[2].strip("/").removesuffix(".git")
    return f"{found[1].casefold()}/{path}"


def branch(folder: Path) -> Branch | None:
    """The branch that is checked out; None where HEAD is on none."""
    code, out, _ = git.ask(folder, "symbolic-ref", "--quiet", "HEAD")
    ref = out.decode("utf-8", "surrogateescape").removesuffix("\n")
    if code or not ref.startswith("refs/heads/"):
        return None
    name = ref.removeprefix("refs/heads/")
    return Branch(
        name,
        git.commit_of(folder, "HEAD"),
        _at(folder, f"refs/remotes/origin/{name}"),
        _protected_branch(folder, name),
    )


def _protected_branch(folder: Path, current: str) -> str:
    """The default branch of `origin` where this clone knows it, else main or master."""
    code, out, _ = git.ask(folder, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
    ref = out.decode("utf-8", "surrogateescape").strip()
    if not code and ref.startswith("refs/remotes/origin/"):
        return ref.removeprefix("refs/remotes/origin/")
    for name in _USUAL:
        if any(_at(folder, f"refs/{kind}/{name}") for kind in ("heads", "remotes/origin")):
            return name
    return current


def _at(folder: Path, ref: str) -> str | None:
    code, out, _ = git.ask(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    return None if code else out.decode("ascii").strip()
