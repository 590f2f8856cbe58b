"""Completion at every place of a policy, however it is written and however unfinished."""

from __future__ import annotations

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lprpolicy.lsp.cursor import Context, context
from lprpolicy.lsp.format_at import FormatAt
from lprpolicy.read.yaml import read
from tests.repositories import WESTPORT, drafts

TEXT = drafts().files[WESTPORT].decode()
LINES = TEXT.splitlines()


def at(text: str) -> Context:
    """The context at the mark `@`."""
    before, _, after = text.partition("@")
    lines = (before + after).splitlines()
    return context(lines, before.count("\n"), len(before.rpartition("\n")[2]))


@pytest.mark.parametrize(
    ("text", "path", "key", "typed"),
    [
        ("sta@", (), None, "sta"),
        ("status: @", (), "status", ""),
        ("retention: {@", ("retention",), None, ""),
        ("retention: {reads: 14 days, @", ("retention",), None, ""),
        ("retention: {reads: @", ("retention",), "reads", ""),
        ("retention: {hits: {until: case@}}", ("retention", "hits"), "until", "case"),
        ("retention: {hits: {until: x}, @}", ("retention",), None, ""),
        ("purposes: {allowed: [stolen@", ("purposes",), "allowed", "stolen"),
        ("purposes:\n  allowed: [stolen-vehicle, mis@", ("purposes",), "allowed", "mis"),
        ("sharing:\n  grants:\n    - {to: us@", ("sharing", "grants", "[]"), "to", "us"),
        (
            "sharing:\n  grants:\n    - to: {named: 'a, {b', @",
            ("sharing", "grants", "[]", "to"),
            None,
            "",
        ),
        (
            "sharing:\n  grants:\n    - to: us/ice\n      basis: {@",
            ("sharing", "grants", "[]", "basis"),
            None,
            "",
        ),
        ("sharing:\n  grants: [{to: us/ice, @", ("sharing", "grants", "[]"), None, ""),
        ("systems:\n- id: a\n  vendor: @", ("systems", "[]"), "vendor", ""),
        ("a: {}, }]@", (), "a", ", }]"),
    ],
)
def test_the_keys_around_a_place(
    text: str, path: tuple[str, ...], key: str | None, typed: str
) -> None:
    assert at(text) == Context(path, key, typed)


def test_at_the_end_of_every_line_of_a_policy_its_own_value_is_among_the_words() -> None:
    """Wherever a closed word stands, it is one of those that are offered there."""
    seen = 0
    data = read(WESTPORT, TEXT.encode())
    assert data.data is not None
    for number, line in enumerate(LINES):
        body = line.split(" #")[0].rstrip()
        word = body.rpartition(" ")[2]
        there = context(LINES, number, len(body) - len(word))
        offered = FormatAt.of("policy", (*there.path, *([there.key] if there.key else ()))).words
        if word in offered:
            seen += 1
        else:
            assert not offered or word.endswith((":", "]", "}")) or word[:1].isdigit(), line
    assert seen > 20


@settings(max_examples=300, deadline=None)
@example("a: {b: [", 0, 8)
@given(
    st.text(st.sampled_from("ab:{}[],- \n\"'#\N{OK HAND SIGN}\t"), max_size=40),
    st.integers(0, 6),
    st.integers(0, 20),
)
def test_any_text_has_a_context_at_any_place(text: str, line: int, column: int) -> None:
    there = context(text.splitlines(), line, column)
    assert all(isinstance(step, str) for step in there.path)
    FormatAt.of("policy", there.path)
