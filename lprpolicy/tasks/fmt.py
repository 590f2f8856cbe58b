"""Put the files of a repository into their standard form: only blanks between things move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from lprpolicy.host.files.tree import Tree
from lprpolicy.host.outputs import write_together
from lprpolicy.read.tidy import tidy
from lprpolicy.read.yaml import read


@dataclass(frozen=True, slots=True)
class Formatted:
    """What became, or would become, of one file. `after` is None where it is left alone."""

    file: str
    before: str
    after: str | None

    @property
    def differs(self) -> bool:
        return self.after is not None and self.after != self.before

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        after = self.before if self.after is None else self.after
        lines = unified_diff(
            self.before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            f"a/{self.file}",
            f"b/{self.file}",
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def format_files(tree: Tree) -> list[Formatted]:
    """Format every file that was asked about, and write nothing."""
    chosen = sorted(tree.files if tree.selected is None else tree.selected)
    yaml = (path for path in chosen if path.endswith((".yaml", ".yml")))
    return [one(tree.display_path(path), tree.files[path]) for path in yaml]


def one(file: str, raw: bytes) -> Formatted:
    """Format one file."""
    document = read(file, raw)
    return Formatted(file, document.text, tidy(document))


def write(found: Sequence[Formatted]) -> list[str]:
    """Write the files that differ, all or none; return their names."""
    files = [(Path(one.file), one.after) for one in found if one.differs and one.after is not None]
    write_together(files)
    return [path.as_posix() for path, _ in files]
