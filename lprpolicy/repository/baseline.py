"""Read and write a baseline: of the folder, or of the revision that stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from lprpolicy.errors import ConfigError, UsageError
from lprpolicy.host import git
from lprpolicy.host.files.found import LARGEST
from lprpolicy.host.outside import exists, reason, remedy, resolve
from lprpolicy.write.escape import json_text

if TYPE_CHECKING:
    from lprpolicy.model.baseline import Baseline
    from lprpolicy.repository.revisions import Side

_AGAIN = "lprpolicy check --write-baseline FILE --until DATE writes one; nothing edits it"


@dataclass(frozen=True, slots=True)
class GivenBaseline:
    """A baseline file as it was given: its bytes, None where the revision that stands has none.

    `revision` is where it was read, None for the folder. `altered` says that the folder has
    another one than that revision, whose bytes are `here`.
    """

    file: str
    raw: bytes | None
    revision: str | None = None
    altered: bool = False
    here: bytes | None = None

    def read(self) -> Baseline | None:
        return None if self.raw is None else parse(self.file, self.raw)


def take_baseline(file: Path, base: Side | None, root: Path | None) -> GivenBaseline:
    """Take a baseline from the folder; with a base, from that, so that no change brings its own."""
    here = _bytes(file) if exists(file) else None
    if base is None:
        if here is None:
            raise ConfigError(f"--baseline: {file}: there is no such file", hint=_AGAIN)
        return GivenBaseline(str(file), here)
    stood = _at(base, file, root)
    if stood is None and here is None:
        raise ConfigError(
            f"--baseline: {file}: there is no such file, here or in {base.name}", hint=_AGAIN
        )
    return GivenBaseline(str(file), stood, base.name, altered=stood != here, here=here)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(
            f"--baseline: {file}: cannot be read: {reason(error)}", hint=remedy(error)
        ) from error
    if len(raw) > LARGEST:
        raise ConfigError(f"--baseline: {file}: is larger than {LARGEST:,} bytes")
    return raw


def _at(base: Side, file: Path, root: Path | None) -> bytes | None:
    """The file as the base has it, at the same path in git."""
    if base.commit is None or root is None:
        return None
    top = resolve(git.top(root))
    whole = resolve(file)
    if not whole.is_relative_to(top):
        raise UsageError(
            f"--baseline: {file}: this file is not in the git repository {top}",
            hint="with --base the baseline is read from the base, so keep it in the repository",
        )
    path = PurePosixPath(whole.relative_to(top).as_posix())
    for mode, name, size, found in git.listing(top, base.commit, str(path)):
        if found == str(path) and mode.startswith("100") and size <= LARGEST:
            return git.blobs(top, (name,))[name]
    return None


def parse(file: str, raw: bytes) -> Baseline:
    """Read a baseline, as strictly as a policy; a ConfigError names the line."""
    from lprpolicy.model.baseline import LONGEST_DAYS, Baseline
    from lprpolicy.read.schema import shape
    from lprpolicy.read.yaml import read

    document = read(file, raw)
    if document.faults:
        first = document.faults[0]
        where = f"{file}:{first.span.start.line}:{first.span.start.column}"
        raise ConfigError(f"--baseline: {where}: {first.message}", hint=_AGAIN)
    made, misfits = shape(document.data, Baseline)
    if made is None:
        verdict = misfits[0].verdict
        raise ConfigError(
            f"--baseline: {document.locate(verdict.at, key=verdict.key)}: {verdict.message}",
            hint=_AGAIN,
        )
    if not 0 <= (made.until - made.written).days <= LONGEST_DAYS:
        raise ConfigError(
            f"--baseline: {file}: counts from {made.written} until {made.until}; the most is "
            f"{LONGEST_DAYS} days",
            hint=_AGAIN,
        )
    return made


def text(baseline: Baseline) -> str:
    return json_text(baseline.model_dump(mode="json", by_alias=True, exclude_none=True))
