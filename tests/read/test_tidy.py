"""The standard form of a file: blanks move, and nothing else does."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lprpolicy.read.tidy import tidy as tidy_document
from lprpolicy.read.yaml import read
from tests.repositories import drafts

UNTIDY = """
# head
a:
# of a
   b:   1   \t
   c:
   - x: 1
     z: >
         hello

         world
   - x: 2  # why


   # the end of c
d: [1,
  2]
e:
    -
      f: 'it''s'
# the end
"""
TIDY = """# head
a:
# of a
  b:   1
  c:
    - x: 1
      z: >
          hello

          world
    - x: 2  # why

    # the end of c
d: [1,
  2]
e:
  -
    f: 'it''s'
# the end
"""


def tidy(text: str) -> str | None:
    return tidy_document(read("a.yaml", text.encode()))


def test_levels_are_two_blanks_and_nothing_trails() -> None:
    assert tidy(UNTIDY.replace("\t", "")) == TIDY


def test_the_drafts_are_in_their_standard_form() -> None:
    for path, raw in drafts().files.items():
        assert tidy_document(read(path, raw)) == raw.decode(), path


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "\ta: 1\n", ""])
def test_a_file_with_faults_is_left_alone(text: str) -> None:
    assert tidy(text) is None


@pytest.mark.parametrize("text", ["k:\n     f\n   c\n", "- \n     f\n  text\n"])
def test_a_text_that_would_say_something_else_is_left_alone(text: str) -> None:
    """Its lines go on a word that begins on the line below the key, each in a column of its own."""
    assert read("a.yaml", text.encode()).data is not None
    assert tidy(text) is None


WORDS = st.sampled_from(["to", "it's", "a: b", "# c", "x  y", "line\n\n\nline\n", " lead"])
DATA = st.recursive(
    st.one_of(st.integers(0, 99), st.booleans(), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b", "key", "grants"]), inner, min_size=1),
    ),
    max_leaves=12,
)


def written(data: object, dice: st.DataObject, column: int = 0) -> list[str]:
    """Write data as YAML with blanks and comments wherever they may be."""
    lines: list[str] = []
    items = data.items() if isinstance(data, dict) else enumerate(data)  # type: ignore[arg-type]
    for key, value in items:
        lines += [""] * dice.draw(st.integers(0, 2))
        if dice.draw(st.booleans()):
            lines.append(" " * dice.draw(st.integers(0, 4)) + "# said")
        begin = " " * column + (f"{key}:" if isinstance(data, dict) else "-")
        if isinstance(value, dict | list):
            deeper = dice.draw(st.integers(1, 4))
            least = 0 if isinstance(data, dict) and isinstance(value, list) else 1
            inner = written(value, dice, column + max(least, deeper - 1))
            lines += [begin, *inner]
        elif isinstance(value, str) and value.endswith("\n"):
            lines += [f"{begin} |", *(f"{' ' * column}   {one}" for one in value.splitlines())]
        else:
            lines.append(f"{begin} {json.dumps(value)}" + " " * dice.draw(st.integers(0, 2)))
    return lines


@given(st.dictionaries(st.sampled_from(["a", "b", "key"]), DATA, min_size=1), st.data())
def test_any_file_keeps_its_data_words_and_comments(
    data: dict[str, object], dice: st.DataObject
) -> None:
    text = "\n".join(written(data, dice)) + "\n"
    document = read("a.yaml", text.encode())
    if document.faults:  # such as a comment that a text over several lines takes in
        return
    made = tidy_document(document)
    assert made is not None, text
    assert json.dumps(read("a.yaml", made.encode()).data) == json.dumps(document.data)
    assert made.split() == text.split()
    assert tidy_document(read("a.yaml", made.encode())) == made
