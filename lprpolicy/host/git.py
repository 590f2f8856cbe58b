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
from lprpolicy.host import outside

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
NOT_HERE: Final = "this folder is in no git repository"
NO_COMMIT: Final = "this git repository has no commit yet"
_REASONS: Final = (
    (
        ("dubious ownership",),
        "this repository belongs to another user, so git does not read it",
        "if you trust it: git config --global --add safe.directory with the folder of its .git",
    ),
    (
        ("not a git repository",),
        NOT_HERE,
        "keep the policies in git: git init, then commit; `lprpolicy diff` compares folders too",
    ),
    (
        ("promisor", "lazy fetching"),
        "this is a partial clone, and it does not hold a file that is asked for",
        "fetch the whole repository, not a partial clone",
    ),
    (
        ("is corrupt", "is empty", "inflate", "bad object", "bad tree", "unable to read",
         "could not read", "missing blob", "not a valid object", "index file corrupt",
         "bad signature", "index file smaller"),
        "this repository is damaged",
        "`git fsck` shows what is damaged; a fresh clone has it whole",
    ),
    (
        (".lock': File exists",),
        "another git process is at work here, or one was killed",
        "wait until it is done; if none runs, delete the .lock file that git names",
    ),
    (("No space left", "Disk quota"), "the disk is full", "make room on it"),
    (
        ("unknown option", "unrecognized argument", "is not a git command", "unknown switch",
         "unknown repository extension", "repo version"),
        "this git is too old for that",
        "install git 2.31 or newer",
    ),
    (
        ("Permission denied",),
        "git may not read this repository",
        "run this as a user who may read all of its .git",
    ),
)  # fmt: skip
"""Words of git's error (in English, by LC_ALL=C), what they mean, and what helps."""
_QUIET: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


def git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    """Return what git prints; a UsageError with git's own reason if it refuses."""
    code, out, reason = ask(folder, *arguments, stdin=stdin)
    if code:
        raise because(folder, reason) or UsageError(
            f"{folder}: git {arguments[0]} failed: {reason}"
        )
    return out


def ask(folder: Path, *arguments: str, stdin: bytes | None = None) -> tuple[int, bytes, str]:
    """Return git's exit code, what it prints, and its reason on one line."""
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
        hint = "install git; `lprpolicy diff` compares two folders without it"
        raise UsageError("the program git is not here", hint=hint) from None
    except OSError as error:
        raise UsageError(
            f"the program git cannot be started: {outside.reason(error)}",
            hint=outside.remedy(error),
        ) from error
    except subprocess.TimeoutExpired:
        raise UsageError(
            f"{folder}: git {arguments[0]} took longer than {_LONGEST_SECONDS} seconds"
        ) from None
    reason = " ".join(done.stderr.decode("utf-8", "replace").split())
    return done.returncode, done.stdout, reason


def because(folder: Path, reason: str) -> UsageError | None:
    """Explain git's reason and how to fix it; None for a reason that the table does not have."""
    for marks, says, hint in _REASONS:
        if any(mark in reason for mark in marks):
            return UsageError(
                f"{folder}: {says} (git: {reason})",
                hint=hint,
            )
    return None


def _keeps(name: str) -> bool:
    """Whether git may see a variable: those that git sets for a hook name another repository."""
    return not name.startswith("GIT_") or name in _KEPT


def top(folder: Path) -> Path:
    """Return the root of the git repository around a folder."""
    code, out, reason = ask(folder, "rev-parse", "--show-toplevel")
    if code:
        raise because(folder, reason) or UsageError(f"{folder}: {reason}")
    return Path(out.decode("utf-8", "surrogateescape").removesuffix("\n"))


def commit_of(folder: Path, revision: str) -> str:
    """Return the full id of the commit that a revision names."""
    if not revision or revision.startswith("-") or "\0" in revision:
        raise UsageError(f"{revision!r} is no revision", hint="write it like main or HEAD~1")
    code, out, reason = ask(
        folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}"
    )
    if code:
        raise because(folder, reason) or _no_revision(folder, revision, reason)
    return out.decode("ascii").strip()


def _no_revision(folder: Path, revision: str, reason: str) -> UsageError:
    shallow = ask(folder, "rev-parse", "--is-shallow-repository")[1].strip() == b"true"
    if shallow:
        return UsageError(
            f"{revision}: this clone does not hold that revision",
            hint="the clone is shallow: fetch the whole history (fetch-depth: 0)",
        )
    if "ambiguous" in reason:
        return UsageError(f"{revision}: {reason}")
    if is_empty(folder):
        return UsageError(
            f"{folder}: {NO_COMMIT}",
            hint="commit the policies as they stand first: git add, git commit",
        )
    return UsageError(
        f"{revision}: there is no such revision here", hint="`git fetch` brings what is missing"
    )


def is_empty(folder: Path) -> bool:
    """Whether a folder is in a git repository without a commit."""
    inside = ask(folder, "rev-parse", "--is-inside-work-tree")[0] == 0
    return inside and ask(folder, "rev-parse", "--verify", "--quiet", "HEAD")[0] != 0


def merge_base(folder: Path, one: str, other: str) -> str:
    """Return the newest commit that is an ancestor of both."""
    code, out, reason = ask(folder, "merge-base", "--end-of-options", one, other)
    if code:
        raise because(folder, reason) or UsageError(
            f"{one[:12]} and {other[:12]} have no commit in common in this clone",
            hint="fetch the whole history (fetch-depth: 0)",
        )
    return out.decode("ascii").split()[0]


def listing(folder: Path, commit: str, below: str) -> Iterator[tuple[str, str, int, str]]:
    """Return mode, object id, size and path of every file of a commit below a folder."""
    where = ("--", below) if below else ()
    out = git(folder, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, *where)
    for line in out.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, _, name, size = about.decode("ascii").split()
            length = int(size) if size.isdecimal() else 0
            yield mode, name, length, path.decode("utf-8", "surrogateescape")


def differing_files(folder: Path, commit: str) -> list[str]:
    """The files below a folder, by path below it, that are not as a commit has them."""
    asked = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative")
    out = git(folder, "diff", *asked, commit, "--", ".")
    return [path.decode("utf-8", "surrogateescape") for path in out.split(b"\0") if path]


def blobs(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the contents of objects by their ids."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    asked = ("\n".join(wanted) + "\n").encode()
    code, out, reason = ask(folder, "cat-file", "--batch", stdin=asked)
    if code:
        raise because(folder, reason) or UsageError(f"{folder}: git cat-file failed: {reason}")
    found: dict[str, bytes] = {}
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        said = out[at:end].decode("ascii").split()
        if len(said) != 3 or said[1] != "blob":
            raise because(folder, reason) or UsageError(
                f"{said[0]}: this clone does not hold the content of a file",
                hint="fetch the whole repository, not a partial clone",
            )
        length = int(said[2])
        found[said[0]] = out[end + 1 : end + 1 + length]
        at = end + 1 + length + 1
    return found
