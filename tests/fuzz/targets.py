"""The one registry of fuzz targets: each takes bytes to a reader, and on to what uses its answer.

Nothing here is loaded until a target runs, so that a fuzzer can watch each module as it loads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from tests.fuzz import documents, exports, logs, repositories

TREES: Final = 60
"""Mutations of a file that is judged with its repository, which takes about 20 ms."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader under test.

    `mutations` is how many a run of the tests makes: about a second of work. `confined` says that
    the product reads such files in a process of its own, whose limits are then part of the answer.
    `seeds` are files of this repository that serve as they are, beside those in `corpus/`.
    """

    name: str
    run: Callable[[bytes], None]
    mutations: int = 300
    confined: bool = False
    seeds: tuple[str, ...] = ()


def _export(name: str, **more: object) -> Target:
    return Target(name, partial(exports.export, name), **more)  # type: ignore[arg-type]  # fields


def _judged(name: str, place: str, *seeds: str, mutations: int = TREES) -> Target:
    run = partial(repositories.judge_with, place)
    return Target(name, run, mutations=mutations, seeds=(f"policies/{place}", *seeds))


_TOWN: Final = "us-ct/westport-pd"
TARGETS: Final = {
    target.name: target
    for target in (
        Target("yaml", documents.yaml, seeds=("tests/hostile/**/*.yaml",)),
        Target("words", documents.words),
        Target("names", documents.names),
        Target("plan", documents.plan),
        Target("statement", documents.statement),
        Target("verified", documents.verified),
        Target("csv", exports.table),
        _export("flock-sharednetworks"),
        _export("flock-portal"),
        _export("flock-requests"),
        _export("neutral"),
        Target("xlsx", exports.workbook, mutations=150, confined=True),
        _export("learn", mutations=60, confined=True),
        Target("list-fbi-lee", partial(exports.agencies, "fbi-lee")),
        Target("list-ice-287g", partial(exports.agencies, "ice-287g")),
        Target("list-neutral", partial(exports.agencies, "neutral")),
        Target("search-log", logs.audited, mutations=60),
        Target("groups", logs.audited, mutations=60),
        Target("sample", logs.judged_sample),
        Target("decisions", logs.decisions),
        Target("baseline", logs.baseline),
        _judged("policy", f"{_TOWN}/policy.yaml", "policies/us-ct/*/policy.yaml"),
        _judged("rule", f"{_TOWN}/rules/no-demographic-fields.yaml", "policies/us-ct/*/rules/*"),
        _judged("waivers", f"{_TOWN}/waivers.yaml", "policies/us-ct/*/waivers.yaml"),
        _judged("directory", "directory/us-ct.yaml", mutations=20),
        _judged("settings", "lprpolicy.yaml"),
    )
}
