"""Whatever bytes a reader is given, it reads them or says in one clear error why not."""

from __future__ import annotations

import os

import pytest

from tests.fuzz.corpus import CORPUS, keep, seeds
from tests.fuzz.mutations import mutated
from tests.fuzz.outcomes import FINDS, Tried, tried, tried_confined
from tests.fuzz.targets import TARGETS, Target

MORE = int(os.environ.get("LPRPOLICY_FUZZ", "1"))
"""How many times as many mutations as usual; about 60 take a minute a target."""
targets = pytest.mark.parametrize("target", TARGETS.values(), ids=lambda one: one.name)


def outcomes(target: Target, inputs: list[bytes]) -> list[Tried]:
    if target.confined:
        return tried_confined(target, inputs)
    return [tried(target, raw) for raw in inputs]


def finds(target: Target, named: dict[str, bytes]) -> list[str]:
    """What is neither read nor refused, each with its place and the file that it is kept in."""
    told = zip(named.items(), outcomes(target, list(named.values())), strict=True)
    return [
        f"{name}: {one.outcome}: {one.place}, kept as {keep(target, raw)}\n{one.says}"
        for (name, raw), one in told
        if one.outcome in FINDS
    ]


@targets
def test_every_file_of_the_corpus_is_read_or_refused(target: Target) -> None:
    files = seeds(target)
    assert files, "a target begins with nothing"
    assert "\n".join(finds(target, files)) == ""


@targets
def test_what_is_nearly_a_file_of_the_corpus_is_read_or_refused(target: Target) -> None:
    files = list(seeds(target).values())
    made = {
        f"mutation {number}": mutated(files, f"{target.name} {number}")
        for number in range(target.mutations * MORE)
    }
    assert "\n".join(finds(target, made)) == ""


def test_every_folder_of_the_corpus_has_its_target() -> None:
    assert {folder.name for folder in CORPUS.iterdir()} <= set(TARGETS)
