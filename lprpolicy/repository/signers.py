"""Who may sign for the gate: a list from outside the repository, in which each is named whole.

A list in the repository could be changed by the very pull request whose plan it would let pass.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from lprpolicy.errors import LprPolicyError, UsageError
from lprpolicy.host import git_place
from lprpolicy.host.outside import resolve
from lprpolicy.host.user_files import read_user_file
from lprpolicy.repository.tip import Tip

_LARGEST: Final = 1_000_000


class SignersRefused(LprPolicyError):
    """A list of allowed signers that proves nothing."""

    exit_code = 1
    consequence = "the gate stays shut: nothing may be applied"


def allowed_signers(file: Path, tip: Tip) -> bytes:
    """The list, if it stands outside of the repository and names each signer whole."""
    if not file.is_file():
        raise UsageError(f"{file}: there is no such list of allowed signers")
    if _inside(file, tip):
        raise SignersRefused(
            f"{file}: this list of allowed signers is in the repository, so a change can edit it",
            hint="keep it where only the person who verifies can write, such as ~/allowed_signers",
        )
    raw = read_user_file(file, most=_LARGEST, error=SignersRefused)
    for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), start=1):
        principals = _principals(line)
        if any(mark in principals for mark in "*?!"):
            raise SignersRefused(
                f"{file}:{number}: {principals!r} stands for more than one signer",
                hint="name each signer whole, such as records@town.example",
            )
    return raw


def _principals(line: str) -> str:
    """The names that a line is for: its first word, which may be quoted."""
    said = line.strip()
    if not said or said.startswith("#"):
        return ""
    try:
        return shlex.split(said)[0]
    except ValueError:  # a quotation mark without its other
        return said


def _inside(file: Path, tip: Tip) -> bool:
    """Whether a file, or the link to it, is in this repository or in another checkout of it."""
    places = {file.absolute().parent, resolve(file).parent}
    top = resolve(tip.top)
    return any(
        resolve(place).is_relative_to(top) or _of_the_same_history(place, tip) for place in places
    )


def _of_the_same_history(folder: Path, tip: Tip) -> bool:
    return not {*git_place.all_roots(folder)}.isdisjoint(tip.repository.roots)
