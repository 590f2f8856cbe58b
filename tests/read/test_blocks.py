"""A block that was read before is not read again, and nobody can tell."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.read.blocks import MOST_KEPT, Memory, cut
from lprpolicy.read.python_events import PythonEvents
from lprpolicy.read.yaml import Document, read
from tests.hostile_corpus import CASES, bytes_of
from tests.limits import examples
from tests.read.drafts import DRAFTS, FOLDER, SLUG, told

WESTPORT = (FOLDER / "policies" / "us-ct" / "westport-pd" / "policy.yaml").read_text("utf-8")


def put_together(document: Document) -> bool:
    return bool(document._blocks)


def same_with_memory(texts: list[str], *, source: Any = None) -> None:
    """Read files one after the other, twice, and each as one; and compare."""
    options = {"source": source} if source else {}
    memory = Memory()
    for text in texts * 2:
        raw = text.encode()
        remembering = read("p.yaml", raw, memory=memory, **options)
        as_one = read("p.yaml", raw, memory=Memory(), **options)
        assert not put_together(as_one)
        assert told(remembering) == told(as_one)


def versions(*texts: str) -> list[Document]:
    memory = Memory()
    return [read("p.yaml", text.encode(), memory=memory) for text in texts]


# What is remembered


def test_of_a_changed_file_only_the_changed_block_is_read() -> None:
    first, second, third = versions(*[f"a: [x]\nb: {n}\nc: [z]\n" for n in range(3)])
    assert [put_together(one) for one in (first, second, third)] == [False, False, True]
    assert third.data == {"a": ["x"], "b": 2, "c": ["z"]}
    assert third.data["a"] is second.data["a"]


def test_a_block_keeps_its_places_where_it_is_moved() -> None:
    block = "sharing:\n  grants:\n    - to: us/ice\n"
    *_, document = versions(block, block, f"# Long words.\nbefore: 1\n{block}")
    assert put_together(document)
    span = document.span(Pointer.parse("/sharing/grants/0/to"))
    assert (span.start.line, span.start.column, span.end.column) == (5, 11, 17)
    assert document.span(ROOT).start.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: 2\na: 1\n",
        "a: 1\n...\nb: 2\n",
        "a: 1\n---\nb: 2\n",
        "%YAML 1.2\na: 1\nb: 2\n",
        "x\na: 1\nb: 2\n",
        "{a: 1}\nb: 2\n",
        "? x\na: 1\nb: 2\n",
        " a: 1\nb: 2\n",
        'c: "\na: 1\nb: 2\n"\n',
        "c: [\na: 1\nb: 2\n]\n",
        "a: 1\r\nb: 2\r\n",
        "a: 1\nb: 2\n- c\n",
        "a: 1\nb: *a\n",
        "a: 1\nb: 2\n\x00\n",
    ],
)
def test_known_blocks_make_no_odd_file_plainer(text: str) -> None:
    same_with_memory(["a: 1\nb: 2\n", "a: 1\n...\n", text])


def test_much_is_forgotten_and_little_is_always_kept() -> None:
    memory = Memory()
    for number in range(3 * MOST_KEPT // 1_000):
        text = f"same: 1\nother: {'x' * 1_000}{number}\n".encode()
        read("p.yaml", text, memory=memory)
        kept = sum(len(block) for block in memory._known)
        assert kept < MOST_KEPT + 2_000


# What holds for every file


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_a_draft_is_the_same_read_in_blocks_or_as_one(path: Path) -> None:
    same_with_memory([path.read_text("utf-8")])


@pytest.mark.parametrize("case", [c for c in CASES if not c.get("slow")], ids=SLUG)
def test_a_hostile_file_is_the_same_read_in_blocks_or_as_one(case: dict[str, Any]) -> None:
    memory, raw = Memory(), bytes_of(case)
    for around in (b"", b"good: [1]\n", b""):
        for whole in (around + raw, raw + b"\n" + around):
            remembering = read("p.yaml", whole, memory=memory)
            assert told(remembering) == told(read("p.yaml", whole, memory=Memory()))


SIGNS = " \n\n\n#:-?|>\"'[]{},&*!%\u00e9\u00a0\t\r"
PARTS = st.one_of(
    st.sampled_from(SIGNS),
    st.sampled_from(
        ["  ", "    ", "x", "yes", "1", "\n- ", "\n  - ", "\n...", "\n---", "\n  w: 1"]
    ),
    st.sampled_from(["|\n", "|+\n\n", ">-\n  x", ": ", "{a: 1}", "[1, 2]", "'x'", '"\n', "<<: 1"]),
)
BLOCKS = st.tuples(
    st.sampled_from(["a:", "b: ", "c: x", "d:\n  ", "e: |\n  x", "f: [", 'g: "', "on: "]),
    st.lists(PARTS, max_size=5).map("".join),
    st.sampled_from(["\n", "\n", "\n", "\n\n", "\n# c\n", "\n  \n", ""]),
).map("".join)
HEADS = st.sampled_from(["", "", "# words\n", "\n", "  # x\n\n", "---\n", "\ufeff", "- "])


@given(st.lists(BLOCKS, min_size=1, max_size=4), st.data())
@example(["a: 1\n...\n", "b: 2\n"], None)
def test_files_of_the_same_blocks_are_read_as_if_they_had_none(
    blocks: list[str], data: Any
) -> None:
    files = [*blocks, "".join(blocks), "".join(reversed(blocks))]
    if data is not None:
        chosen = st.lists(st.sampled_from(blocks), max_size=4).map("".join)
        files += [data.draw(HEADS) + data.draw(chosen) for _ in range(3)]
    same_with_memory(files)


@given(st.lists(BLOCKS, min_size=1, max_size=3))
def test_without_libyaml_blocks_are_the_same_too(blocks: list[str]) -> None:
    same_with_memory([*blocks, "".join(blocks)], source=PythonEvents)


def mutated(text: str, chance: random.Random) -> str:
    """A text with a cut, a swap of lines, or a sign where it does not belong."""
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            lines[one], lines[other] = lines[other], lines[one]
        case 1:
            lines[one] = chance.choice(["", " ", "  "]) + lines[one].lstrip()
        case 2:
            del lines[one]
        case _:
            at = chance.randrange(len(lines[one]) + 1)
            sign = chance.choice([*"\"'[]{}|>#-:,?&*!\n ", ": ", "- ", "\n\n", "\n...\n", "\n  "])
            lines[one] = lines[one][:at] + sign + lines[one][at:]
    return "\n".join(lines)


@settings(max_examples=examples(20), deadline=None)
@given(st.randoms(use_true_random=False))
def test_versions_of_a_policy_are_the_same_read_in_blocks_or_as_one(chance: random.Random) -> None:
    texts = [WESTPORT]
    for _ in range(4):
        texts.append(mutated(chance.choice(texts), chance))
    assert len(cut(WESTPORT)) > 5
    same_with_memory(texts)
