"""The code of methods and of patterns is kept, and believed only as a compiled module would be."""

from __future__ import annotations

import builtins
import contextlib
import dataclasses
import marshal
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, make_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.cli.run import run
from lprpolicy.host import kept_code
from lprpolicy.host.cache import Cache
from lprpolicy.host.kept_code import compiled_once
from lprpolicy.repository.sorted_lines import SortedLines


@pytest.fixture(autouse=True)
def nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each run of a test reads the folder, as a new process does."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    kept_code._read.cache_clear()
    yield
    kept_code._read.cache_clear()


def make() -> Any:
    @dataclass(frozen=True, slots=True, order=True)
    class Span:
        start: int
        end: int = 3

    return Span


def start_again(folder: Path) -> tuple[Any, list[str]]:
    """Make the class as a new process does; return it and the texts that were compiled for it."""
    kept_code._read.cache_clear()
    texts: list[str] = []

    def compiling(text: str, *rest: Any) -> Any:
        texts.append(text)
        return builtins.compile(text, *rest)

    vars(kept_code)["compile"] = compiling
    try:
        with compiled_once("check", folder):
            return make(), texts
    finally:
        del vars(kept_code)["compile"]


def test_the_methods_of_a_class_are_compiled_at_the_first_start_alone(tmp_path: Path) -> None:
    _, first = start_again(tmp_path)
    span, second = start_again(tmp_path)
    assert len(first) > 5
    assert second == []
    assert repr(span(1)) == repr(make()(1))
    assert span(1, 2) == span(1, 2) < span(1)
    assert len({span(1), span(1, 3)}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        span(1).start = 2


@given(
    st.lists(st.from_regex(r"[a-z]{1,8}_", fullmatch=True), min_size=1, max_size=6, unique=True),
    st.booleans(),
    st.booleans(),
)
def test_code_that_was_kept_is_the_code_of_its_text(
    names: list[str], frozen: bool, order: bool
) -> None:
    used: dict[str, Any] = {}
    with compiled_once("check", Path("/nonexistent")):
        run = vars(dataclasses)["exec"]

        def noting(text: str, *spaces: Any) -> None:
            used[text] = None
            run(text, *spaces)

        vars(dataclasses)["exec"] = noting
        make_dataclass("Made", names, frozen=frozen, order=order)
    kept = kept_code._read(Path("/nonexistent"), kept_code._name("check"))
    assert used
    for text in used:
        assert marshal.loads(marshal.dumps(kept[text])) == compile(text, "<string>", "exec")


def test_a_pattern_is_parsed_at_the_first_start_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = r"(?P<day>\d+)( [a-z\u0130]+)?"
    own = re.compile(pattern, re.IGNORECASE)
    parsed: list[object] = []
    parse = kept_code._parser.parse
    monkeypatch.setattr(
        kept_code._parser, "parse", lambda *given: parsed.append(given) or parse(*given)
    )
    for _ in range(2):
        kept_code._read.cache_clear()
        re.purge()
        with compiled_once("check", tmp_path):
            kept = re.compile(pattern, re.IGNORECASE)
        assert kept is not own
        assert kept == own  # of the same text, flags and code
        assert (kept.groups, kept.groupindex) == (own.groups, own.groupindex)
        assert len(parsed) == 1


def test_a_pattern_of_bytes_may_hold_what_a_user_wrote_and_is_not_kept(tmp_path: Path) -> None:
    with compiled_once("check", tmp_path):
        lines = SortedLines(b"x\tnorwalk pd\n").with_words("norwalk", column=1)
        assert list(lines) == ["x\tnorwalk pd"]
    assert list(tmp_path.iterdir()) == []


def test_what_others_could_write_and_what_is_damaged_is_compiled_again(tmp_path: Path) -> None:
    _, texts = start_again(tmp_path)
    (one,) = tmp_path.iterdir()
    whole = one.read_bytes()
    for spoil in (lambda: one.chmod(0o660), lambda: one.write_bytes(whole[:-1] + b"?")):
        spoil()
        span, again = start_again(tmp_path)
        assert again == texts
        assert span(1).end == 3
    assert one.read_bytes() == whole
    assert start_again(tmp_path)[1] == []


def test_another_python_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, texts = start_again(tmp_path)
    monkeypatch.setattr(sys, "version", "3.99.0 (made up)")
    assert start_again(tmp_path)[1] == texts
    assert len(list(tmp_path.iterdir())) == 2


def test_nothing_is_written_where_python_writes_no_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    span, texts = start_again(tmp_path)
    assert texts
    assert span(1).start == 1
    assert list(tmp_path.iterdir()) == []


def test_too_many_texts_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).put(
        kept_code._name("check"),
        marshal.dumps({f"x = {n}": compile("", "", "exec") for n in range(9)}),
    )
    monkeypatch.setattr(kept_code, "MOST", 9)
    _, texts = start_again(tmp_path)
    kept_code._read.cache_clear()
    assert set(kept_code._read(tmp_path, kept_code._name("check"))) == set(texts)


def test_dataclasses_and_patterns_are_as_they_were_afterwards(tmp_path: Path) -> None:
    compiling = re._compiler.compile  # type: ignore[attr-defined]
    with (
        pytest.raises(ValueError, match="stop"),
        compiled_once("check", tmp_path),
        compiled_once("check", tmp_path),
    ):
        raise ValueError("stop")
    assert "exec" not in vars(dataclasses)
    assert re._compiler.compile is compiling  # type: ignore[attr-defined]


def test_where_re_is_built_otherwise_patterns_are_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_code, "_parser", None)
    with compiled_once("check", tmp_path):
        span, found = make(), re.compile("[a-z]+ left to re").fullmatch("patterns left to re")
    assert repr(span(1)).endswith("Span(start=1, end=3)")
    assert found


def test_ctrl_c_while_code_is_kept_stops_the_run_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextlib.contextmanager
    def stopped(_: str) -> Iterator[None]:
        yield
        raise KeyboardInterrupt

    monkeypatch.setattr(kept_code, "compiled_once", stopped)
    assert run(("schema", "show", "policy")) == 130
    assert "nothing was decided" in capsys.readouterr().err
