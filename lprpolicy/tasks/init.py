"""Begin a town's policy repository: a draft that the law allows, and the files around it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lprpolicy.errors import WriteError
from lprpolicy.evaluate.first_draft import first_draft
from lprpolicy.host.files.walk import walk
from lprpolicy.host.outputs import holds, write_error, write_whole, written_first
from lprpolicy.host.outside import anything_at, resolve
from lprpolicy.host.temporary import folder_beside, sweep
from lprpolicy.model.layout import owner
from lprpolicy.model.proposal import Told
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.layout import READ_AHEAD, has_config
from lprpolicy.repository.national import national
from lprpolicy.write.start.facts import Around, Start

SETTINGS: Final = "lprpolicy.yaml"
OWNERS: Final = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks for owners; it takes the first."""
MOST_OTHERS: Final = 20


@dataclass(frozen=True, slots=True)
class Begun:
    """A repository that was written: its folder, the facts behind it, and what stays to be done.

    `at_top` are the files that were written at the top of the git repository, and `kept` the texts
    of those that could not be, since others of their names were there.
    """

    folder: Path
    start: Start
    at_top: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)


def begin(told: Told, target: Path, law: Law | None = None) -> Begun:
    """Write the repository whole, or not at all.

    The folder is new or empty, or the top of a git repository that has no policy yet. What works
    only at the top of a git repository is written there, and never over anything.
    """
    law = law or built_in()
    top = top_of_git(target)
    in_place = top is not None and top == resolve(target)
    if in_place:
        _has_no_policy(target)
    else:
        is_free(target)
    made = first_draft(told, law, national(), around=_around(target, top))
    up = made.start.around.up
    if top is None or not (in_place or up):
        put_folder(target, made.files)
        return Begun(target, made.start)
    outer = {name: text for name, text in made.files.items() if in_place or name.startswith(up)}
    inner = {name: text for name, text in made.files.items() if name not in outer}
    new, kept = _sorted_out(top, {name.removeprefix(up): text for name, text in outer.items()})
    first = {top / name: text for name, text in new.items() if not (in_place and name == SETTINGS)}
    with written_first(first, target / SETTINGS):
        if in_place:  # the settings come last: where they are, the rest is
            text = made.files[SETTINGS]
            write_whole(top / SETTINGS, text, overwrite=False, hint=_OTHER_FOLDER)
        else:
            put_folder(target, inner)
    return Begun(target, made.start, tuple(sorted(new)), kept)


_OTHER_FOLDER: Final = "name a new folder with --repository; init never writes over anything"


def top_of_git(target: Path) -> Path | None:
    """Return the top of the git repository that a folder is in, or is to be in."""
    whole = resolve(target)
    return next((one for one in (whole, *whole.parents) if anything_at(one / ".git")), None)


def _around(target: Path, top: Path | None) -> Around:
    if top is None:
        return Around()
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
    """Yield the YAML files that `check` would find, but those of a run of ours that was killed."""
    for name in walk(resolve(target), ahead=READ_AHEAD)[0]:
        if owner(name) is None and not name.startswith(("directory/", "schemas/")):
            yield name


def _has_no_policy(target: Path) -> None:
    """Require that the top of a git repository is no policy repository already."""
    if has_config(target):
        raise WriteError(f"{target}: there is a policy repository here", hint=_OTHER_FOLDER)


def _sorted_out(top: Path, files: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Split files into those that can be written and those whose names are taken.

    One that is there with the same content needs no writing. A file of a policy that is in the way
    is a WriteError; what stands beside the policy can be somebody else's.
    """
    new, kept = {}, {}
    for name, text in sorted(files.items()):
        taken = [one for one in (OWNERS if name in OWNERS else (name,)) if anything_at(top / one)]
        if not taken:
            new[name] = text
        elif holds(top / name, text):
            sweep(top / name)  # a run that was killed just after this file may have left another
        elif name.startswith(".") or name == "README.md":
            kept[taken[0]] = text
        else:
            raise WriteError(f"{top / name}: this file exists already", hint=_OTHER_FOLDER)
    return new, kept


def put_folder(target: Path, files: Mapping[str, str]) -> None:
    """Write files into a new folder, which appears whole or not at all."""
    with _beside(target) as temporary:
        for name, text in sorted(files.items()):
            write_whole(temporary / name, text, overwrite=False)
        try:
            temporary.rename(target)
        except OSError as error:
            raise WriteError(
                f"{target}: cannot be put there: {error.strerror}",
                hint="name a folder that does not exist yet with --into",
            ) from error


def is_free(target: Path) -> None:
    """Whether nothing is at the target, or only an empty folder; a link does not do."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise WriteError(f"{target}: this is no folder", hint="name another one with --into")
    if target.is_dir() and any(target.iterdir()):
        raise WriteError(
            f"{target}: this folder is not empty",
            hint="name a new folder with --into; init never writes over anything",
        )


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
