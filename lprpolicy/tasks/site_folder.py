"""A folder of made files: only what differs is written, only what was made here is removed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.tasks.outputs import write_whole
from lprpolicy.tasks.outside import resolved
from lprpolicy.tasks.progress import watched

LIST: Final = "lprpolicy-site.json"
FORMAT: Final = "lprpolicy/site/v1"
_PATH: Final = re.compile(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*")
_UNPUBLISHED: Final = "nothing was published"


@dataclass(frozen=True, slots=True)
class Written:
    """How many files the folder has, how many were written and removed, and which were left."""

    files: int
    changed: int
    removed: int
    left: tuple[str, ...]


def write_folder(out: Path, files: Mapping[str, str]) -> Written:
    """Make a folder hold these files. Whatever somebody else put there stays as it is.

    A list in the folder says what was made. It is written before the first file and after the
    last one, so that a run that is stopped leaves nothing that a later one does not know.
    """
    made = {path: _digest(text.encode()) for path, text in files.items()}
    before = _listed(out)
    differing = [path for path in sorted(made) if _digest_of(out / path) != made[path]]
    for path in differing:
        if path not in before and (out / path).exists():
            raise UsageError(
                f"{out / path}: this file is not one that publish made",
                hint="move it, or name another folder with --out",
                consequence=_UNPUBLISHED,
            )
    _no_links(out, [*made, *before])
    stale = {path: digest for path, digest in before.items() if path not in made}
    if differing or stale or not before:
        _write_list(out, stale | made)
    for path in watched("writing pages", differing):
        write_whole(out / path, files[path], overwrite=True, durable=False)
    left = tuple(path for path in sorted(stale) if not _removed(out, path, stale[path]))
    _write_list(out, made)
    return Written(len(made), len(differing), len(stale) - len(left), left)


def _listed(out: Path) -> dict[str, str]:
    """What an earlier run made here; a UsageError for a folder that is somebody else's."""
    if not out.is_dir():
        return {}
    file = out / LIST
    if not file.exists():
        if any(out.iterdir()):
            raise UsageError(
                f"{out}: this folder holds files that publish did not make",
                hint="name an empty or a new folder with --out",
                consequence=_UNPUBLISHED,
            )
        return {}
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        listed = {str(path): str(digest) for path, digest in data["files"].items()}
        right = data["schema"] == FORMAT and all(map(_PATH.fullmatch, listed))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        right, listed = False, {}
    if not right:
        raise UsageError(
            f"{file}: this is not the list that publish writes",
            hint="delete the folder, or name another one with --out",
            consequence=_UNPUBLISHED,
        )
    return listed


def _write_list(out: Path, made: Mapping[str, str]) -> None:
    data = {"schema": FORMAT, "files": dict(sorted(made.items()))}
    text = json.dumps(data, indent=0, ensure_ascii=True) + "\n"
    if _digest_of(out / LIST) != _digest(text.encode()):
        write_whole(out / LIST, text, overwrite=True)


def _no_links(out: Path, paths: list[str]) -> None:
    """No folder of the site leads somewhere else."""
    root = resolved(out)
    for folder in sorted({(out / path).parent for path in paths}):
        if resolved(folder) != root / folder.relative_to(out):
            raise UsageError(
                f"{folder}: a symbolic link leads out of the folder of the site",
                hint="take the link out",
                consequence=_UNPUBLISHED,
            )


def _removed(out: Path, path: str, digest: str) -> bool:
    """Remove a file that nothing makes any more, unless somebody changed it."""
    file = out / path
    found = _digest_of(file)
    if found is not None and found != digest:
        return False
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == out or any(folder.iterdir()):
            break
        folder.rmdir()
    return True


def _digest_of(file: Path) -> str | None:
    try:
        return _digest(file.read_bytes())
    except OSError:
        return None


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
