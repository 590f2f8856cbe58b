"""The same five rules in other tools, and how to read what each of them found.

A peer is given a folder of policies and nothing else: none of them can look a recipient up, so
their rule on federal immigration agencies lists the ids that the corpus uses.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parent / ".cache"
VENV = CACHE / "venv" / "bin"
SITE = CACHE / f"venv/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
NODE = CACHE / "npm" / "node_modules"

Found = dict[str, set[str]]
"""For each rule the towns that break it."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: what it is run with, and how to read its standard output.

    `program` is the file that is there once it is installed. `most` is the largest number of files
    that it is asked to look at, for tools that take minutes.
    """

    name: str
    version: str
    program: Path
    command: Callable[[Path], list[str | Path]]
    found: Callable[[str], Found]
    says: str
    most: int = 5000

    @property
    def installed(self) -> bool:
        return self.program.exists()


def town(path: str) -> str:
    """The town whose file this is, in either layout."""
    at = Path(path)
    return at.parent.name if at.name == "policy.yaml" else at.stem


def listed(output: str) -> Found:
    """What our own lines around an engine say: a file, then the rules that it breaks."""
    found: Found = {}
    for line in output.splitlines():
        path, _, rules = line.partition(": ")
        for rule in rules.split():
            found.setdefault(rule, set()).add(town(path))
    return found


def peers() -> list[Peer]:
    """Every peer: native programs, libraries under Python, and interpreted programs."""
    from bench.peers import (
        alint,
        cel_rust,
        cfn_guard,
        check_jsonschema,
        checkov,
        opa,
        rego,
        spectral,
    )

    programs = [cfn_guard.PEER, alint.PEER, cel_rust.CELQ]
    libraries = [opa.PEER, cel_rust.LIBRARY, rego.PEER]
    return [*programs, *libraries, spectral.PEER, check_jsonschema.PEER, checkov.PEER]
