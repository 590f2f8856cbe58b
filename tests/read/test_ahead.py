"""A file that another process read is as if it had been read here."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.read.ahead import hand_over, learn, look_up
from lprpolicy.read.blocks import Memory
from lprpolicy.read.yaml import read
from tests.hostile_corpus import CASES, bytes_of
from tests.read.drafts import DRAFTS, SLUG
from tests.read.drafts import told as said

WORDS = st.sampled_from(
    ["a", "b:", "- ", "\n", "  ", "{", "}", "[x]", "2", "'q'", "|", "#", "é", "\t", "true", "b: "]
)


def same(raw: bytes) -> None:
    """Read, handed over and taken, or read where it is not handed over."""
    here = read("p.yaml", raw, memory=Memory())
    learn(bytearray(hand_over([read("elsewhere.yaml", raw, memory=Memory())])))
    there = read("p.yaml", raw, memory=Memory())
    assert said(there) == said(here)
    assert there.file == "p.yaml"
    assert look_up("p.yaml", here.text) is None


@given(st.lists(WORDS).map("".join))
def test_any_text_means_the_same(text: str) -> None:
    same(text.encode())


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_draft_means_the_same(file: Path) -> None:
    same(file.read_bytes())


@pytest.mark.parametrize("case", CASES, ids=SLUG)
def test_whatever_is_hostile_is_as_hostile(case: dict[str, str]) -> None:
    same(bytes_of(case))


def test_only_what_has_no_fault_is_handed_over() -> None:
    files = {"good.yaml": b"a: 1\n", "twice.yaml": b"b: 1\nb: 2\n", "empty.yaml": b""}
    learn(hand_over(read(file, raw, memory=Memory()) for file, raw in files.items()))
    assert look_up("good.yaml", "a: 1\n") is not None
    assert look_up("twice.yaml", "b: 1\nb: 2\n") is None
    assert look_up("empty.yaml", "") is None


def test_what_was_handed_over_before_is_forgotten() -> None:
    """A process that stays would keep every version of a directory that nobody took."""
    for text in (b"a: 1\n", b"b: 1\n"):
        learn(hand_over([read("p.yaml", text, memory=Memory())]))
    assert look_up("p.yaml", "a: 1\n") is None
    assert look_up("p.yaml", "b: 1\n") is not None


def test_what_is_taken_is_gone() -> None:
    learn(hand_over([read("p.yaml", b"a: 1\n", memory=Memory())]))
    assert look_up("p.yaml", "a: 1\n") is not None
    assert look_up("p.yaml", "a: 1\n") is None
