"""A place is where it is, whatever was asked of the document before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.model.places import Pointer
from lprpolicy.read.yaml import read
from tests.repositories import POLICIES

TEXTS = (
    (POLICIES / "us-ct" / "westport-pd" / "policy.yaml").read_bytes(),
    b"a:\n  b:\n    - c: 1\n      d: {e: [2, 3]}\n    -\n  f: [[x], {g: }]\n",
)
STEPS = st.sampled_from([*"abcdefg", "sharing", "grants", "to", "basis", "none", 0, 1, 2, 40])
PLACES = st.tuples(st.lists(STEPS, max_size=5).map(tuple), st.booleans())
DEEP = st.tuples(
    st.tuples(
        st.sampled_from([("sharing", "grants"), ("a", "b"), ("a", "f"), ("systems", 0)]),
        st.lists(STEPS, max_size=3).map(tuple),
    ).map(lambda both: (*both[0], *both[1])),
    st.booleans(),
)


@given(st.sampled_from(TEXTS), st.lists(PLACES | DEEP, min_size=2, max_size=12))
def test_a_span_does_not_depend_on_what_was_asked_before(
    text: bytes, asked: list[tuple[tuple[str | int, ...], bool]]
) -> None:
    document = read("policy.yaml", text)
    for parts, key in asked:
        alone = read("policy.yaml", text).span(Pointer(parts), key=key)
        assert document.span(Pointer(parts), key=key) == alone
