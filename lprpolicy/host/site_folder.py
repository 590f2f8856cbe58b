"""Write a folder of generated files: change only what differs, remove only what is ours."""

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
    """Counts of all, written and removed files, and the names of those that were left in place."""

    files: int
    changed: int
    removed: int
    left: tuple[str, ...]


def write_folder(out: Path, files: Mapping[str, str]) -> WrittenFolder:
    """Make a folder hold these files; files of other people stay as they are.

    A list in the folder names the generated files. It is written before the first file and again
    after the last, so that even after an interrupted run the next one knows every file of ours.
    """
    with alone(out, "publishing"):
        return _write(out, files)


def find_written(out: Path, made: Mapping[str, str]) -> WrittenFolder | None:
    """Return the counts where a folder holds the files of these digests and no others of ours.

    None where a file or the list of them differs, so that the files have to be written.
    """
    with alone(out, "publishing"):
        sweep(out / _PAGES)
        if _earlier_files(out) != made:
            return None
        _no_links(out, list(made))
        if any(_digest_of(out / path) != digest for path, digest in made.items()):
            return None
    return WrittenFolder(len(made), 0, 0, ())


def digests_of(files: Mapping[str, str]) -> dict[str, str]:
    """Return the digest of each file, in the order of their paths."""
    return {path: _digest(files[path].encode()) for path in sorted(files)}


def _write(out: Path, files: Mapping[str, str]) -> WrittenFolder:
    made = digests_of(files)
    sweep(out / _PAGES)
    before = _earlier_files(out)
    differing = [path for path in made if _digest_of(out / path) != made[path]]
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
    """Make a folder for unfinished files, beside the site so that nobody deploys them.

    It is inside the site if that is a mounted disk of its own (a rename cannot cross disks) or if
    the folder above may not be written.
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
    """Write all new pages to the disk before the first is moved, so a full disk changes none."""
    ready = [(path, stage / str(number)) for number, path in enumerate(files)]
    try:
        for path, temporary in with_progress("writing pages", ready):
            temporary.write_bytes(files[path].encode())
            temporary.chmod(0o644)
    except OSError as error:
        raise write_error(out, error, consequence=_UNPUBLISHED) from error
    return ready


def _put(out: Path, ready: list[tuple[str, Path]]) -> None:
    """Move the pages into place, one rename each."""
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
    """Read the list of an earlier run; a UsageError if the folder holds other people's files."""
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
    """Refuse a site with a symbolic link among its folders: pages would land elsewhere."""
    root = resolve(out)
    for folder in sorted({(out / path).parent for path in paths}):
        if resolve(folder) != root / folder.relative_to(out):
            raise UsageError(
                f"{folder}: a symbolic link leads out of the folder of the site",
                hint="take the link out",
                consequence=_UNPUBLISHED,
            )


def _remove(out: Path, path: str, digest: str) -> bool:
    """Remove a page that is no longer generated, unless somebody changed it."""
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
