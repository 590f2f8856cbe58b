"""SHA-256 of everything that a plan rests on, each part apart, so that one can say what moved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache

from lprpolicy import __version__
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.package_data import files_below
from lprpolicy.model.layout import CONFIGS


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def of_policy(tree: Tree, agency: str) -> str:
    return sha256(tree.files.get(f"{agency}/policy.yaml", b""))


def of_town(tree: Tree, agency: str) -> str:
    """The agency's own rules and waivers, and what is set for the whole repository."""
    own = (
        (name, raw)
        for name, raw in tree.files.items()
        if name in CONFIGS
        or (
            (name.startswith(f"{agency}/") and name.endswith(".yaml"))
            and name != f"{agency}/policy.yaml"
        )
    )
    return _together(own)


def of_directory(tree: Tree) -> str:
    own = [(name, raw) for name, raw in tree.files.items() if name.startswith("directory/")]
    return _together([*own, *_package("directory")])


def of_law() -> str:
    """Every pack, and the version of what judges by them."""
    return _together([("version", __version__.encode()), *_package("packs")])


@lru_cache(maxsize=4)
def _package(folder: str) -> tuple[tuple[str, bytes], ...]:
    return tuple(files_below(folder))


def _together(named: Iterable[tuple[str, bytes]]) -> str:
    """One digest of many files: of their names and digests, so that no file runs into the next."""
    listed = sorted((name, sha256(raw)) for name, raw in named)
    return canonical(listed)


def canonical(data: object) -> str:
    """The digest of data: of its JSON with sorted keys, no blanks, and nothing escaped."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass"))
