"""Standard streams that are closed or full: a verdict that nobody can read is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.commands import COMMANDS, IGNORED, run_all
from tests.program import Subject

linux = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
CLOSED = (
    "error: standard output is closed\n"
    "hint: leave it open, or write the report to a file\n"
    "what was printed is not whole\n"
)
FULL = (
    "error: standard output cannot be written: No space left on device\n"
    "hint: make room there, or write to a file elsewhere\n"
    "what was printed is not whole\n"
)


def _env(words: tuple[str, ...]) -> dict[str, str | None]:
    return dict(IGNORED) if words[0] == "gate" else {}


def test_no_command_decides_where_standard_output_is_closed(town: Path) -> None:
    done = run_all(
        town, [Subject(words, closed=(1,), env=_env(words)) for words in COMMANDS.values()]
    )
    assert {
        name: (one.code, one.err) for name, one in zip(COMMANDS, done, strict=True)
    } == dict.fromkeys(COMMANDS, (2, CLOSED))


@linux
def test_no_command_decides_where_standard_output_is_full(town: Path) -> None:
    done = run_all(
        town, [Subject(words, full=(1,), env=_env(words)) for words in COMMANDS.values()]
    )
    assert {
        name: (one.code, one.err) for name, one in zip(COMMANDS, done, strict=True)
    } == dict.fromkeys(COMMANDS, (2, FULL))


def test_a_report_that_goes_to_a_file_needs_no_standard_output(town: Path) -> None:
    words = ("check", "policies", "--format", "json=report.json")
    closed = (1,), (0, 1), (1, 2), (0, 1, 2)
    done = run_all(town, [Subject(words, closed=numbers) for numbers in closed])
    assert [(one.code, one.err) for one in done] == [(0, "")] * len(closed)
    assert (town / "report.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("closed", [(0,), (2,), (0, 2)])
def test_other_closed_streams_change_no_answer(town: Path, closed: tuple[int, ...]) -> None:
    usual, same = run_all(
        town, [Subject(COMMANDS["check"]), Subject(COMMANDS["check"], closed=closed)]
    )
    assert same == usual


@pytest.mark.parametrize("closed", [(0, 1), (1, 2), (0, 1, 2)])
def test_with_standard_output_closed_it_is_never_allowed(
    town: Path, closed: tuple[int, ...]
) -> None:
    assert run_all(town, [Subject(COMMANDS["check"], closed=closed)])[0].code == 2


def test_standard_input_that_is_closed_is_named_where_it_is_needed(town: Path) -> None:
    words = ("check", "-", "--stdin-filename", "policies/us-ct/westport-pd/policy.yaml")
    for done in run_all(town, [Subject(("who", "-"), closed=(0,)), Subject(words, closed=(0,))]):
        assert done.code == 2
        assert done.err.startswith("error: standard input is closed\n")


@linux
def test_a_refusal_whose_reason_cannot_be_told_is_no_refusal(town: Path) -> None:
    words = ("import", "not-there.csv", "--agency", "us-ct/derby-pd")
    usual, untold = run_all(town, [Subject(words), Subject(words, full=(2,))])
    assert (usual.code, untold.code) == (1, 2)


@linux
def test_standard_error_that_nobody_writes_to_may_be_full(town: Path) -> None:
    assert run_all(town, [Subject(COMMANDS["check"], full=(2,))])[0].code == 0


def test_an_encoding_that_knows_few_characters_ends_in_codes(town: Path) -> None:
    env = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "TERM": None, "HOME": None}
    words = ("who", "P\u00f4lice \U0001f693")
    done = run_all(town, [Subject(words, env={**env, "PYTHONUTF8": "0"})])[0]
    assert done.code == 0
    assert done.err == ""
