"""Compute SHA-256 of each thing that a plan depends on, apart, to tell which one changed."""

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
    """Digest the agency's own rules and waivers, and the settings of the repository."""
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
    return _together([*own, *_package("directory"), *_package("directory", "*.tsv")])


def of_law() -> str:
    """Digest every pack, and the version of the program that judges by them."""
    return _together([("version", __version__.encode()), *_package("packs")])


@lru_cache(maxsize=4)
def _package(folder: str, named: str = "*.yaml") -> tuple[tuple[str, bytes], ...]:
    return tuple(files_below(folder, named))


def _together(named: Iterable[tuple[str, bytes]]) -> str:
    """Digest many files: by names and digests of each, so that none runs into the next."""
    listed = sorted((name, sha256(raw)) for name, raw in named)
    return canonical(listed)


def canonical(data: object) -> str:
    """Digest data, as JSON with sorted keys, no spaces and no escapes."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass"))
