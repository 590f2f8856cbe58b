"""Find a policy repository and read its files as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final

from lprpolicy.errors import ConfigError, NothingChecked, UsageError
from lprpolicy.host.environment import variable
from lprpolicy.host.files.found import content
from lprpolicy.host.files.papers import FolderPapers
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.files.walk import Ahead, Meanwhile, walk
from lprpolicy.host.outside import anything_at, exists, printable, reason, remedy, resolve
from lprpolicy.model.layout import CONFIGS, is_state, owner

MOST_NAMED: Final = 5
DEEPEST: Final = len(("us-ct", "westport-pd", "rules"))


def folder(
    paths: tuple[Path, ...],
    *,
    config: Path | None = None,
    meanwhile: Meanwhile | None = None,
) -> Tree:
    """Open the repository that these paths belong to; the paths are what the user asks about."""
    for path in paths:
        if not exists(path):
            raise UsageError(f"{path}: there is no such file or folder")
    roots = {_root_of_config(config)} if config else {root_of(path) for path in paths}
    if len(roots) > 1:
        names = ", ".join(sorted(str(root) for root in roots))
        raise UsageError(
            f"these paths belong to several policy repositories: {names}",
            hint="check one repository at a time",
        )
    root = roots.pop()
    files, faults, folders = walk(root, meanwhile=meanwhile, ahead=READ_AHEAD)
    below = repositories_below(files)
    if below:
        raise NothingChecked(
            f"{root}: this is no policy repository; {'one is' if len(below) == 1 else 'some are'} "
            f"below it: {', '.join(map(printable, below[:MOST_NAMED]))}",
            hint=f"name the folder: {printable(str(paths[0] / below[0]))}",
        )
    papers = FolderPapers(str(root), folders)
    return Tree(files, _prefix(root), faults, _select(paths, root, files), root, papers)


def with_stdin(file: Path, raw: bytes, *, config: Path | None = None) -> Tree:
    """Open the repository around a file, with that file replaced; it need not exist yet."""
    around = next(folder_ for folder_ in file.absolute().parents if folder_.is_dir())
    root = _root_of_config(config) if config else root_of(file if exists(file) else around)
    try:
        path = resolve(file).relative_to(root).as_posix()
    except ValueError:
        raise UsageError(f"{file}: this file is not in the policy repository {root}") from None
    tree = folder((root,), config=config)
    return replace(tree.over(path, raw), selected=frozenset({path}))


def root_of(path: Path) -> Path:
    """Find the root of the policy repository around a path.

    It is the nearest folder above with a configuration, looked for no further than a `.git`.
    Without one, it is the folder above `us-xx/`, or else the given folder.
    """
    start = resolve(path)
    here = start if start.is_dir() else start.parent
    for candidate in (here, *here.parents):
        if has_config(candidate):
            return candidate
        if (candidate / ".git").exists():
            break
    for candidate in (here, *here.parents)[:DEEPEST]:
        if is_state(candidate.name):
            return candidate.parent
    return here


def repositories_below(paths: Iterable[str]) -> list[str]:
    """Return the folders of policy repositories below a folder that is none itself.

    One that holds an agency's files or settings of its own is a repository, whatever is below it.

    >>> repositories_below(["policies/us-ct/westport-pd/policy.yaml", "build.yml"])
    ['policies']
    >>> repositories_below(["us-ct/westport-pd/policy.yaml", "old/us-ct/westport-pd/policy.yaml"])
    []
    """
    found: set[str] = set()
    for path in paths:
        parts = path.split("/")
        if parts[-1] in CONFIGS:
            found.add("/".join(parts[:-1]))
        state = next((number for number, name in enumerate(parts) if is_state(name)), None)
        if state is not None:
            found.add("/".join(parts[:state]))
    return [] if "" in found else sorted(found)


def _root_of_config(config: Path) -> Path:
    """Find the root of the repository of a configuration that the user named.

    The folder is read like any other, so this has to be the file that is found in it.
    """
    from_environment = variable("LPRPOLICY_CONFIG") == str(config)
    named = f"{'LPRPOLICY_CONFIG' if from_environment else '--config'}: {config}"
    if config.name not in CONFIGS:
        raise ConfigError(
            f"{named}: a configuration has another name", hint=f"name it {' or '.join(CONFIGS)}"
        )
    if not exists(config):
        raise ConfigError(f"{named}: there is no such file")
    if not config.is_file():
        raise ConfigError(f"{named}: this is no ordinary file", hint="name a lprpolicy.yaml")
    try:
        content(str(config))
    except OSError as error:
        says = "is a symbolic link" if config.is_symlink() else reason(error)
        raise ConfigError(f"{named}: cannot be read: {says}", hint=remedy(error)) from error
    return resolve(config.parent)


def has_config(folder_: Path) -> bool:
    """Whether a folder has an entry with a configuration's name, even if it is no file."""
    return any(anything_at(folder_ / name) for name in CONFIGS)


def _prefix(root: Path) -> str:
    """Return the path from the current folder to the root, up or down; empty if it is elsewhere."""
    here = Path.cwd().resolve()
    if here.is_relative_to(root):
        return "../" * len(here.relative_to(root).parts)
    return printable(f"{root.relative_to(here).as_posix()}/") if root.is_relative_to(here) else ""


def _select(
    paths: tuple[Path, ...], root: Path, files: Mapping[str, bytes]
) -> frozenset[str] | None:
    chosen: set[str] = set()
    for path in paths:
        whole = resolve(path)
        if not whole.is_relative_to(root):
            raise UsageError(
                f"{path}: this is not in the policy repository {root}",
                hint="--config (or LPRPOLICY_CONFIG) speaks for the files below its own folder",
            )
        below = PurePosixPath(whole.relative_to(root).as_posix())
        if below == PurePosixPath("."):
            return None
        inside = {name for name in files if name == str(below) or name.startswith(f"{below}/")}
        if not inside and path.is_dir():
            raise NothingChecked(f"{path}: there is no YAML file in this folder")
        chosen |= inside
    return frozenset(chosen)


def _read_ahead(files: Mapping[str, bytes]) -> bytes:
    """Parse the files in no agency's folder, as bytes that another process can take over."""
    from lprpolicy.read.ahead import hand_over
    from lprpolicy.read.yaml import read

    return hand_over(read(path, raw) for path, raw in files.items() if owner(path) is None)


def _learn(documents: bytearray) -> None:
    from lprpolicy.read.ahead import learn

    learn(documents)


READ_AHEAD: Final = Ahead(_read_ahead, _learn)
