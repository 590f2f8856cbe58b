"""Files that a user names one by one, outside of any repository: a bill, a motion."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.host.user_files import read_user_file

_PACK: Final = "pack.yaml"


def yaml_files(named: Iterable[Path]) -> dict[str, bytes]:
    """Read each file, and each YAML file right in a folder, by its path.

    A `pack.yaml` beside a file that was named is read too: it says whose rules they are.
    """
    found: dict[str, bytes] = {}
    for path in named:
        if path.is_dir():
            inside = sorted(path.glob("*.yaml"))
            if not inside:
                raise UsageError(
                    f"{path} holds no YAML file", hint="a rule is a file like reads.yaml"
                )
        else:
            beside = path.parent / _PACK
            inside = [path, *([beside] if beside.is_file() else [])]
        for file in inside:
            whole = file if file.parent.name else file.absolute()
            found[whole.as_posix()] = read_user_file(file, error=UsageError)
    return found
