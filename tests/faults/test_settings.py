"""Settings and variables that make no sense are usage errors, and the error names them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.commands import AGENCY, run_all
from tests.program import Subject

USES = (("check", "policies"), ("render", AGENCY, "policies"))


@pytest.fixture
def town(town: Path) -> Path:
    for name in ("else/lprpolicy.yaml", "else/mine.yaml"):
        (town / name).parent.mkdir(exist_ok=True)
        (town / name).write_text("schema: lprpolicy/config/v1\n", encoding="utf-8")
    for name in ("folder/lprpolicy.yaml", "pipe", "loop", "link"):
        (town / name).mkdir(parents=True)
    (town / "loop" / "lprpolicy.yaml").symlink_to("lprpolicy.yaml")
    (town / "link" / "lprpolicy.yaml").symlink_to("../else/lprpolicy.yaml")
    os.mkfifo(town / "pipe" / "lprpolicy.yaml")
    return town


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("else/lprpolicy.yaml", "policies: this is not in the policy repository"),
        ("else/mine.yaml", "--config: else/mine.yaml: a configuration has another name"),
        ("folder/lprpolicy.yaml", "'folder/lprpolicy.yaml' is a directory"),
        ("pipe/lprpolicy.yaml", "--config: pipe/lprpolicy.yaml: this is no ordinary file"),
        ("loop/lprpolicy.yaml", "loop/lprpolicy.yaml: cannot be opened: Too many levels"),
        ("link/lprpolicy.yaml", "link/lprpolicy.yaml: cannot be read: is a symbolic link"),
        ("none/lprpolicy.yaml", "--config: none/lprpolicy.yaml: there is no such file"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_named(town: Path, config: str, says: str) -> None:
    for done in run_all(town, [Subject((*words, "--config", config)) for words in USES]):
        assert done.code == 2
        assert done.out == ""
        assert says in done.err


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("LPRPOLICY_AS_OF", "soon", "'soon' is not a day like 2026-10-01"),
        ("LPRPOLICY_CONFIG", "else", "'else' is a directory"),
        ("LPRPOLICY_CONFIG", "none/lprpolicy.yaml", "there is no such file"),
        ("LPRPOLICY_CONFIG", "else/lprpolicy.yaml", "is not in the policy repository"),
        ("LPRPOLICY_CACHE", "plan.json", "plan.json: this is no folder"),
        ("LPRPOLICY_CACHE", "loop/lprpolicy.yaml", "Too many levels of symbolic links"),
        ("LPRPOLICY_DATA", "plan.json/x", "Not a directory"),
    ],
)
def test_a_variable_without_sense_is_named(
    town: Path, variable: str, value: str, says: str
) -> None:
    done = run_all(town, [Subject(("check", "policies"), env={variable: value})])[0]
    assert done.code == 2
    assert variable in done.err
    assert says in done.err
