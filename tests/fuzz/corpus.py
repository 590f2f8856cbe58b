"""The files that fuzzing begins with, and those that it has found."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from tests.fuzz.targets import Target

ROOT: Final = Path(__file__).resolve().parents[2]
CORPUS: Final = Path(__file__).parent / "corpus"
FOUND: Final = Path(__file__).parent / "found"
"""Finds wait here, out of sight of git, until somebody moves them to the corpus with their fix."""


def seeds(target: Target) -> dict[str, bytes]:
    """Every file that a target begins with, by its path in the project."""
    files = [*(CORPUS / target.name).glob("*")]
    for pattern in target.seeds:
        files += [file for file in ROOT.glob(pattern) if file.is_file()]
    return {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in sorted(set(files))}


def keep(target: Target, raw: bytes) -> Path:
    """Put a find where somebody looks for it."""
    folder = FOUND / target.name
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / hashlib.sha256(raw).hexdigest()[:12]
    file.write_bytes(raw)
    return file
