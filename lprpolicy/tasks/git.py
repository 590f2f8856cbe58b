"""The `git` program, asked safely: the only code that runs it.

The program and not a library: whoever has a policy repository has git, it reads every repository
as its owner set it up (worktrees, shallow and partial clones, any hash), and it adds nothing to
install or to start. Arguments are lists, never a shell; what a user typed comes after
`--end-of-options`; the repository's configuration can start no program of its own; replacement
objects, which would show another history than was signed, are off.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError

_LONGEST_SECONDS: Final = 600
_KEPT: Final = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL")
_OURS: Final = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
_QUIET: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


def git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """What git prints; a UsageError with git's own reason where it refuses."""
    code, out, reason = ask(folder, *arguments, stdin=stdin)
    if code:
        raise UsageError(f"{folder}: git {arguments[0]} failed: {reason}")
    return out


def ask(folder: Path, *arguments: str, stdin: bytes | None = None) -> tuple[int, bytes, str]:
    """Git's exit code, what it prints, and its reason on one line."""
    kept = {name: value for name, value in os.environ.items() if _keeps(name)}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *_QUIET, *arguments],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            env=kept | _OURS,
            timeout=_LONGEST_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        hint = "install git, or compare two folders instead"
        raise UsageError("the program git is not here", hint=hint) from None
    except subprocess.TimeoutExpired:
        raise UsageError(
            f"{folder}: git {arguments[0]} took longer than {_LONGEST_SECONDS} seconds"
        ) from None
    reason = " ".join(done.stderr.decode("utf-8", "replace").split())
    return done.returncode, done.stdout, reason


def _keeps(name: str) -> bool:
    """Variables of a hook would point git at another repository than the one that is asked."""
    return not name.startswith("GIT_") or name in _KEPT


def top(folder: Path) -> Path:
    """The root of the git repository around a folder."""
    code, out, reason = ask(folder, "rev-parse", "--show-toplevel")
    if code:
        safe = "dubious ownership" in reason
        raise UsageError(
            f"{folder}: {reason if safe else 'this folder is in no git repository'}",
            hint="compare two folders instead, or run this where the policies are kept in git",
        )
    return Path(out.decode("utf-8", "surrogateescape").removesuffix("\n"))


def commit_of(folder: Path, revision: str) -> str:
    """The full id of the commit that a revision means."""
    if not revision or revision.startswith("-") or "\0" in revision:
        raise UsageError(f"{revision!r} is no revision", hint="write it like main or HEAD~1")
    code, out, reason = ask(
        folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}"
    )
    if code:
        raise _missing(folder, revision, reason)
    return out.decode("ascii").strip()


def _missing(folder: Path, revision: str, reason: str) -> UsageError:
    shallow = ask(folder, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"
    if shallow:
        return UsageError(
            f"{revision}: this clone does not hold that revision",
            hint="the clone is shallow: fetch the whole history (fetch-depth: 0)",
        )
    if "ambiguous" in reason:
        return UsageError(f"{revision}: {reason}")
    return UsageError(
        f"{revision}: there is no such revision here", hint="`git fetch` brings what is missing"
    )


def merge_base(folder: Path, one: str, other: str) -> str:
    """The newest commit that two have in common."""
    code, out, _ = ask(folder, "merge-base", "--end-of-options", one, other)
    if code:
        raise UsageError(
            f"{one[:12]} and {other[:12]} have no commit in common in this clone",
            hint="fetch the whole history (fetch-depth: 0)",
        )
    return out.decode("ascii").split()[0]


def listing(folder: Path, commit: str, below: str) -> Iterator[tuple[str, str, int, str]]:
    """Mode, object, size and path of every file of a commit below a folder of it."""
    where = ("--", below) if below else ()
    out = git(folder, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, *where)
    for line in out.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, _, name, size = about.decode("ascii").split()
            length = int(size) if size.isdecimal() else 0
            yield mode, name, length, path.decode("utf-8", "surrogateescape")


def blobs(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The content of objects, by their ids."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    out = git(folder, "cat-file", "--batch", stdin=("\n".join(wanted) + "\n").encode())
    found: dict[str, bytes] = {}
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        said = out[at:end].decode("ascii").split()
        if len(said) != 3 or said[1] != "blob":
            raise UsageError(
                f"{said[0]}: this clone does not hold the content of a file",
                hint="fetch the whole repository, not a partial clone",
            )
        length = int(said[2])
        found[said[0]] = out[end + 1 : end + 1 + length]
        at = end + 1 + length + 1
    return found
