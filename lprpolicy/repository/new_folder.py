"""Put the files of a first policy into a folder: a new one, or one in a git repository.

GitHub and pre-commit read their files at the top of a git repository and nowhere else, so those go
there, and never over anything of somebody else's.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.errors import WriteError
from lprpolicy.host.files.walk import walk
from lprpolicy.host.outputs import holds, write_error, write_whole, written_first
from lprpolicy.host.outside import anything_at, resolve
from lprpolicy.host.temporary import folder_beside, sweep
from lprpolicy.model.layout import CONFIGS, owner
from lprpolicy.repository.layout import READ_AHEAD, has_config
from lprpolicy.write.start.facts import Around

SETTINGS: Final = "lprpolicy.yaml"
OWNERS: Final = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for owners; it takes the first."""
MOST_OTHERS: Final = 20
_NO_GIT: Final = Around()
_OTHER_FOLDER: Final = "name a new folder with --repository; nothing is ever written over"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of a policy, and where it is in a git repository that was there before."""

    folder: Path
    top: Path | None = None
    around: Around = _NO_GIT

    @property
    def in_place(self) -> bool:
        """Whether the folder is the top of the git repository."""
        return self.around.folder == "."

    @property
    def up(self) -> str:
        return self.around.up

    def is_outer(self, name: str) -> bool:
        """Whether a file is written at the top of the git repository."""
        return self.top is not None and (
            self.in_place or (bool(self.up) and name.startswith(self.up))
        )

    def path(self, name: str) -> Path:
        """The path of a file; its folder need not be there yet."""
        if self.top is not None and self.is_outer(name):
            return self.top / name.removeprefix(self.up)
        return self.folder / name

    def is_anybodys(self, name: str) -> bool:
        """Whether a project can have a file of this name that is not of a policy."""
        at_top = name.removeprefix(self.up)
        return self.is_outer(name) and (at_top.startswith(".") or at_top == "README.md")


def find_home(target: Path, *, again: bool = False) -> Home:
    """Find where a policy is to be written.

    The folder is new or empty, or the top of a git repository that has no policy yet. `again` says
    that it was written before.
    """
    top = top_of_git(target)
    in_place = top is not None and top == resolve(target)
    if not again and in_place and has_config(target):
        raise WriteError(f"{target}: there is a policy repository here", hint=_OTHER_FOLDER)
    if not again and not in_place:
        _require_free(target)
    return Home(target, top, Around() if top is None else _around(target, top))


def top_of_git(target: Path) -> Path | None:
    """Return the top of the git repository that a folder is in, or is to be in."""
    whole = resolve(target)
    return next((one for one in (whole, *whole.parents) if anything_at(one / ".git")), None)


def _around(target: Path, top: Path) -> Around:
    folder = resolve(target).relative_to(top).as_posix()
    if folder != ".":
        return Around(folder)
    others = tuple(sorted(_yaml_files(target)))
    if len(others) > MOST_OTHERS:
        raise WriteError(
            f"{target}: {len(others):,} YAML files of something else are here",
            hint="give the policy a folder of its own: --repository policies",
        )
    return Around(folder, others)


def _yaml_files(target: Path) -> Iterator[str]:
    """Yield the YAML files that `check` would find, but those of a run of ours."""
    for name in walk(resolve(target), ahead=READ_AHEAD).files:
        ours = owner(name) is not None or name in CONFIGS
        if not ours and not name.startswith(("directory/", "schemas/")):
            yield name


def leave_kept(
    home: Home, files: Mapping[str, str], known: Mapping[str, object]
) -> tuple[dict[str, str], dict[str, str]]:
    """Split files into those that can be written and those whose names somebody else has.

    `known` are the files that an earlier run wrote. A file of a policy that is in the way is a
    WriteError; what stands beside the policy can be somebody else's. The second are named from the
    top of the git repository.
    """
    ours, kept = {}, {}
    for name, text in sorted(files.items()):
        taken = None if name in known or not home.is_outer(name) else _name_in_the_way(home, name)
        if taken is None:
            ours[name] = text
        elif holds(home.path(name), text):
            sweep(home.path(name))  # a run that was killed after this file may have left another
            ours[name] = text
        elif home.is_anybodys(name):
            kept[taken] = text
        else:
            raise WriteError(f"{home.path(name)}: this file exists already", hint=_OTHER_FOLDER)
    return ours, kept


def _name_in_the_way(home: Home, name: str) -> str | None:
    """The name at the top that is in the way of a file there."""
    at_top = name.removeprefix(home.up)
    names = OWNERS if at_top in OWNERS else (at_top,)
    assert home.top is not None
    return next((one for one in names if anything_at(home.top / one)), None)


def put(home: Home, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write the files whole, or not at all; return those at the top of the git repository."""
    outer = {name: text for name, text in files.items() if home.is_outer(name)}
    if not outer:
        _put_folder(home.folder, files)
        return ()
    inner = {name: text for name, text in files.items() if name not in outer}
    assert home.top is not None
    last = SETTINGS if home.in_place else None
    first = {
        home.path(name): text
        for name, text in outer.items()
        if name != last and not holds(home.path(name), text)
    }
    with written_first(first, home.folder / SETTINGS):
        if home.in_place:  # the settings come last: where they are, the rest is
            text = files[SETTINGS]
            write_whole(home.top / SETTINGS, text, overwrite=False, hint=_OTHER_FOLDER)
        else:
            _put_folder(home.folder, inner)
    written = {path.relative_to(home.top).as_posix() for path in first}
    return tuple(sorted(written | ({SETTINGS} if home.in_place else set())))


def _put_folder(target: Path, files: Mapping[str, str]) -> None:
    """Write files into a new folder, which appears whole or not at all."""
    with _beside(target) as temporary:
        for name, text in sorted(files.items()):
            write_whole(temporary / name, text, overwrite=False)
        try:
            temporary.rename(target)
        except OSError as error:
            raise WriteError(
                f"{target}: cannot be put there: {error.strerror}",
                hint="name a folder that does not exist yet with --repository",
            ) from error


def _require_free(target: Path) -> None:
    """Require that nothing is at the target, or only an empty folder; a link does not do."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise WriteError(f"{target}: this is no folder", hint="name another one with --repository")
    if target.is_dir() and any(target.iterdir()):
        raise WriteError(f"{target}: this folder is not empty", hint=_OTHER_FOLDER)


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Make a hidden folder beside the target; remove it afterwards unless it was moved."""
    whole = target.absolute()
    with contextlib.ExitStack() as stack:
        try:
            whole.parent.mkdir(parents=True, exist_ok=True)
            temporary = stack.enter_context(folder_beside(whole))
        except OSError as error:
            raise write_error(whole.parent, error) from error
        yield temporary
