"""A folder of made files: only what differs is written, only what was made here is removed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.host.alone import alone
from lprpolicy.host.outputs import write_error
from lprpolicy.host.outside import resolve
from lprpolicy.host.progress import with_progress
from lprpolicy.host.temporary import folder_beside, sweep

LIST: Final = "lprpolicy-site.json"
FORMAT: Final = "lprpolicy/site/v1"
_PATH: Final = re.compile(r"[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*")
_PAGES: Final = "pages"
_UNLISTED: Final = "the list of the site is the old one; publish again completes the site"
_UNPUBLISHED: Final = "nothing was published"


@dataclass(frozen=True, slots=True)
class WrittenFolder:
    """How many files the folder has, how many were written and removed, and which were left."""

    files: int
    changed: int
    removed: int
    left: tuple[str, ...]


def write_folder(out: Path, files: Mapping[str, str]) -> WrittenFolder:
    """Make a folder hold these files. Whatever somebody else put there stays as it is.

    A list in the folder says what was made. It is written before the first file and after the
    last one, so that a run that is stopped leaves nothing that a later one does not know.
    """
    with alone(out, "publishing"):
        return _write(out, files)


def _write(out: Path, files: Mapping[str, str]) -> WrittenFolder:
    made = {path: _digest(text.encode()) for path, text in files.items()}
    sweep(out / _PAGES)
    before = _earlier_files(out)
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
    with _stage(out) as stage:
        ready = _ready(stage, out, {path: files[path] for path in differing})
        if differing or stale or not before:
            _write_list(stage, out, stale | made)
        _put(out, ready)
        left = tuple(path for path in sorted(stale) if not _remove(out, path, stale[path]))
        _write_list(stage, out, made)
    return WrittenFolder(len(made), len(differing), len(stale) - len(left), left)


@contextlib.contextmanager
def _stage(out: Path) -> Iterator[Path]:
    """A folder for what is not in its place yet: beside the site, so that nobody deploys it.

    A site that is a disk of its own, or whose surroundings are closed, has it in itself.
    """
    whole = out.absolute()
    with contextlib.ExitStack() as stack:
        try:
            around = whole.parent
            beside = os.access(around, os.W_OK) and around.stat().st_dev == whole.stat().st_dev
            stage = stack.enter_context(folder_beside(whole if beside else whole / _PAGES))
        except OSError as error:
            raise write_error(out, error, consequence=_UNPUBLISHED) from error
        yield stage


def _ready(stage: Path, out: Path, files: Mapping[str, str]) -> list[tuple[str, Path]]:
    """All new pages on the disk before one takes its place, so that a full disk changes none."""
    ready = [(path, stage / str(number)) for number, path in enumerate(files)]
    try:
        for path, temporary in with_progress("writing pages", ready):
            temporary.write_bytes(files[path].encode())
            temporary.chmod(0o644)
    except OSError as error:
        raise write_error(out, error, consequence=_UNPUBLISHED) from error
    return ready


def _put(out: Path, ready: list[tuple[str, Path]]) -> None:
    """Put the pages in their places, one rename each."""
    for done, (path, temporary) in enumerate(ready):
        try:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            temporary.replace(out / path)
        except OSError as error:
            consequence = (
                f"{done:,} of {len(ready):,} pages are new; publish again completes the site"
            )
            raise write_error(out / path, error, consequence=consequence) from error


def _earlier_files(out: Path) -> dict[str, str]:
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


def _write_list(stage: Path, out: Path, made: Mapping[str, str]) -> None:
    data = {"schema": FORMAT, "files": dict(sorted(made.items()))}
    text = json.dumps(data, indent=0, ensure_ascii=True) + "\n"
    if _digest_of(out / LIST) != _digest(text.encode()):
        temporary = stage / LIST
        try:
            temporary.write_text(text, encoding="ascii")
            temporary.chmod(0o644)
            temporary.replace(out / LIST)
        except OSError as error:
            raise write_error(out / LIST, error, consequence=_UNLISTED) from error


def _no_links(out: Path, paths: list[str]) -> None:
    """No folder of the site leads somewhere else."""
    root = resolve(out)
    for folder in sorted({(out / path).parent for path in paths}):
        if resolve(folder) != root / folder.relative_to(out):
            raise UsageError(
                f"{folder}: a symbolic link leads out of the folder of the site",
                hint="take the link out",
                consequence=_UNPUBLISHED,
            )


def _remove(out: Path, path: str, digest: str) -> bool:
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
