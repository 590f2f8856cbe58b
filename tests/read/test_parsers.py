"""What a file means does not depend on the parser: libyaml, or Python where that is not there."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.read.blocks import Memory
from lprpolicy.read.events import FASTEST, Source
from lprpolicy.read.python_events import PythonEvents
from lprpolicy.read.yaml import (
    DEEPEST,
    MOST_CHARACTERS_IN_PYTHON,
    MOST_EVENTS_IN_PYTHON,
    Document,
    read,
)
from tests.hostile_corpus import CASES, bytes_of
from tests.repositories import drafts

QUICK = [pytest.param(case, id=case["slug"]) for case in CASES if not case.get("slow")]

PIECES = [
    *("a", "b: 1", "key", "x:", "no", "1.0", "~", "<<", "-a", "?a", ":a", "-", "?", ":", "::"),
    *("- ", "? ", ": ", ", ", "{", "}", "[", "]", "#", " #", "'", '"', "''", "\\", "`", "@"),
    *("|", ">", "|+\n", ">-\n", "|2\n", "|0", "\n", "\n", "\r\n", "\r", "\t", " ", "  ", "    "),
    *("&a ", "*a ", "!t ", "!!str ", "!<x> ", "!a!b ", "!%41", "%YAML 1.2\n", "---\n", "...\n"),
    *("\\x41", "\\x4", "\\ud800", "\\U00110000", "\\\n", "\u00a0", "\u200b", "\x85", "\U0001f600"),
]
SHORT = [raw for raw in map(bytes_of, (c.values[0] for c in QUICK)) if len(raw) < 2000]  # type: ignore[arg-type]
DRAFTS = [raw for path, raw in sorted(drafts().files.items()) if len(raw) < 8000]


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A file with some characters taken out, put in or repeated."""
    text = draw(st.sampled_from(seeds)).decode(errors="replace")
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        put = draw(st.one_of(st.sampled_from(PIECES), st.just(text[start:end] * 2)))
        text = text[:start] + put + text[end:]
    return text.encode()


def pointers(data: Any, at: Pointer = ROOT) -> list[Pointer]:
    below = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [at, *(found for step, value in below for found in pointers(value, at / step))]


def meaning(raw: bytes, source: Source) -> tuple[Any, ...]:
    document: Document = read("p.yaml", raw, source=source, memory=Memory())
    at = pointers(document.data) if document.data is not None else []
    spans = [(document.span(pointer), document.span(pointer, key=True)) for pointer in at]
    return json.dumps(document.data), document.faults, spans


def means_the_same(raw: bytes) -> None:
    assert meaning(raw, PythonEvents) == meaning(raw, FASTEST)


@pytest.mark.parametrize("case", QUICK)
def test_a_hostile_file_gets_the_same_faults_at_the_same_places(case: dict[str, Any]) -> None:
    means_the_same(bytes_of(case))


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join).map(str.encode))
@example(b"b: 1\n[")
@example(b"&a [\n...\n")
@example(b"!%")
@example(b'"a\\x\\: b"')
@example(b"[?: ]\nx")
@example(b"[\n%-- ,\n...\n]\n")
@example(b"!<\t> }")
@example(b"[!!str !!str -]")
def test_pieces_of_syntax_in_any_order_mean_the_same(raw: bytes) -> None:
    means_the_same(raw)


@given(st.text(st.sampled_from("ab1: -?[]{},#&*!|>'\"%@\\\t\n\r\u00a0~<=.x0`")).map(str.encode))
def test_signs_in_any_order_mean_the_same(raw: bytes) -> None:
    means_the_same(raw)


@given(mutated(SHORT))
def test_a_hostile_file_that_was_changed_means_the_same(raw: bytes) -> None:
    means_the_same(raw)


@given(mutated(DRAFTS))
def test_a_draft_that_was_damaged_means_the_same(raw: bytes) -> None:
    means_the_same(raw)


@pytest.mark.parametrize("source", [FASTEST, PythonEvents], ids=["libyaml", "python"])
@pytest.mark.parametrize("opened", ["[", "{", "[{", "'[', ["])
def test_brackets_are_too_deep_at_one_place_whatever_the_parser_bears(
    opened: str, source: Source
) -> None:
    text = "a: [" + opened * 1200
    (fault,) = read("p.yaml", text.encode(), source=source, memory=Memory()).faults
    brackets = [at for at, sign in enumerate(text) if sign in "[{" and text[at - 1] != "'"]
    assert fault.code == "yaml/too-deep"
    assert fault.span.start.index == brackets[DEEPEST - 1]


@pytest.mark.parametrize(
    "text",
    ["-\n" * MOST_EVENTS_IN_PYTHON, "#" * (MOST_CHARACTERS_IN_PYTHON + 1)],
    ids=["words", "characters"],
)
def test_what_takes_python_too_long_is_refused(text: str) -> None:
    document = read("p.yaml", text.encode(), source=PythonEvents, memory=Memory())
    (fault,) = document.faults
    assert fault.code == "yaml/too-large"
    assert "libyaml" in fault.message
    assert document.data is None
