"""Begin a town's policy repository: a draft that the law allows, and the files around it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lprpolicy.errors import WriteError
from lprpolicy.evaluate.first_draft import first_draft
from lprpolicy.host.outputs import write_error, write_whole
from lprpolicy.host.temporary import folder_beside
from lprpolicy.model.proposal import Told
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.national import national
from lprpolicy.write.start.facts import Start


@dataclass(frozen=True, slots=True)
class Begun:
    """A repository that was written: its folder, and the facts behind it."""

    folder: Path
    start: Start


def begin(told: Told, target: Path, law: Law | None = None) -> Begun:
    """Write the repository whole into a folder that is new or empty, or not at all."""
    law = law or built_in()
    is_free(target)
    made = first_draft(told, law, national())
    put_folder(target, made.files)
    return Begun(target, made.start)


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
