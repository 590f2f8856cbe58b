"""Rules that are not in force: a bill or a motion, as files laid over the law of a day.

Whose rule it is, its folder says: a state's (`us-ct/name.yaml`), a town's
(`us-ct/the-town/rules/name.yaml`), or that of a folder with a `pack.yaml` of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from lprpolicy.errors import PackError, UsageError
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.layout import AGENCY
from lprpolicy.model.rule import About, Pack
from lprpolicy.model.words import Layer
from lprpolicy.repository.law import PACKS, Law, load

_HINT: Final = (
    "put a state's rule into a folder named like us-ct, a town's into us-ct/the-town/rules, or a "
    "pack.yaml beside it"
)


def read_proposed(files: Mapping[str, bytes], law: Law) -> tuple[Obligation, ...]:
    """Read proposed rules by the paths of their files; a PackError says what is wrong with one."""
    packs = {_folder(path): path for path in files if path.endswith("/pack.yaml")}
    tree: dict[str, bytes] = {}
    shown: dict[str, str] = {}
    made: dict[str, Pack] = {}
    for path, raw in sorted(files.items()):
        folder = _folder(path)
        name = PurePosixPath(path).name
        if folder in packs:
            pack = PurePosixPath(folder).name
        else:
            pack = _pack_of(path, law)
            made[pack] = law.packs.get(pack) or _town(pack)
        tree[f"{PACKS}/{pack}/{name}"] = raw
        shown[f"{pack}/{name.removesuffix('.yaml')}"] = path
    return _read(tree, shown, made)


def _read(
    tree: dict[str, bytes], shown: Mapping[str, str], made: Mapping[str, Pack]
) -> tuple[Obligation, ...]:
    try:
        found = load(tree, packs=made)
        every = (*found.obligations, *found.on_searches)
    except PackError as error:
        message = error.message
        for identifier, path in shown.items():
            message = message.replace(f"{PACKS}/{identifier}.yaml", path)
        raise PackError(
            message, hint="a proposed rule that does not load decides nothing"
        ) from None
    return tuple(replace(rule, source=shown[rule.id]) for rule in every)


def _folder(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


def _pack_of(path: str, law: Law) -> str:
    """The pack that a file's folder names."""
    parts = PurePosixPath(path).parent.parts
    if parts and parts[-1] == "rules":
        town = "/".join(parts[-3:-1])
        if AGENCY.fullmatch(f"{town}/"):
            return town
    for length in (2, 1):
        named = "/".join(parts[-length:])
        if named in law.packs:
            return named
    raise UsageError(f"{path}: nothing says whose rule this is", hint=_HINT)


def _town(agency: str) -> Pack:
    return Pack.model_validate(
        {
            "schema": "lprpolicy/pack/v1",
            "name": agency,
            "layer": Layer.TOWN,
            "authority": agency,
            "agencies": [agency],
        }
    )


def laid_over(law: Law, rules: Iterable[Obligation]) -> Law:
    """The law with these rules: one of the same id takes the place of the old one."""
    new = {rule.id: rule for rule in rules}
    packs = {rule.id.rpartition("/")[0]: rule.pack for rule in new.values()}
    asked = [rule for rule in new.values() if rule.asks is not About.SEARCH]
    kept = [rule for rule in law.obligations if rule.id not in new]
    return replace(
        law,
        packs={**packs, **law.packs},
        obligations=tuple(sorted((*kept, *asked), key=lambda rule: rule.id)),
        on_searches=tuple(rule for rule in law.on_searches if rule.id not in new)
        + tuple(rule for rule in new.values() if rule.asks is About.SEARCH),
    )
