"""The reader: what it takes, what it refuses and where it says that things are."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lprpolicy.model.places import ROOT, START, Pointer
from lprpolicy.read.python_events import PythonEvents
from lprpolicy.read.yaml import FAULTS, Document, Fault, read
from tests.hostile_corpus import CASES, HOSTILE, bytes_of

OF_TEXT = [pytest.param(case, id=case["slug"]) for case in CASES if case["level"] == "text"]


def found(fault: Fault) -> dict[str, Any]:
    start, end = fault.span.start, fault.span.end
    return {
        "code": fault.code,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def of(text: str) -> Document:
    return read("policy.yaml", text.encode())


def codes(text: str) -> list[str]:
    return [fault.code for fault in of(text).faults]


def words(document: Document, pointer: str, *, key: bool = False) -> str:
    span = document.span(Pointer.parse(pointer), key=key)
    return document.text[span.start.index : span.end.index]


# What is refused


@pytest.mark.parametrize("case", OF_TEXT)
def test_a_hostile_file_gets_these_faults_at_these_places(case: dict[str, Any]) -> None:
    document = read("policy.yaml", bytes_of(case))
    assert [found(fault) for fault in document.faults] == case["findings"]


def test_every_file_of_the_corpus_is_in_its_index() -> None:
    files = {str(path.relative_to(HOSTILE).as_posix()) for path in HOSTILE.glob("*/*.yaml")}
    assert files == {case["file"] for case in CASES if "file" in case}


def test_every_slug_of_the_corpus_is_there_once() -> None:
    slugs = [case["slug"] for case in CASES]
    assert len(set(slugs)) == len(slugs)


def test_every_fault_that_can_be_named_has_a_case() -> None:
    met = {finding["code"] for case in CASES for finding in case["findings"]}
    assert set(FAULTS) - met == set()


@pytest.mark.parametrize("case", [c for c in OF_TEXT if not c.values[0].get("slow")])  # type: ignore[union-attr]
def test_a_message_goes_on_after_this_file_and_blames_nobody(case: dict[str, Any]) -> None:
    for fault in read("policy.yaml", bytes_of(case)).faults:
        assert re.match(r"[a-z]+ ", fault.message)
        assert not re.search(r"\b(should|please|invalid|error)\b", fault.message, re.IGNORECASE)
        assert len(fault.message) < 150
        assert fault.message.isprintable()
        assert fault.remedy.endswith(".")


def test_a_repeated_key_shows_where_it_was_first() -> None:
    (fault,) = of("reads: 14 days\nhits: 21 days\nreads: 10 years\n").faults
    assert fault.also is not None
    assert (fault.also.start.line, fault.also.end.column) == (1, 6)


def test_the_first_of_two_equal_keys_stays_in_the_data() -> None:
    assert of("a: 1\na: 2\n").data == {"a": 1}


def test_faults_sort_by_place_and_not_by_code() -> None:
    first, second = of("a: yes\nb: &x 1\n").faults
    assert (first.code, second.code) == ("yaml/quote-this", "yaml/anchor")
    assert sorted([second, first]) == [first, second]


def test_reading_on_after_a_doubtful_word_keeps_its_text() -> None:
    document = of("ori: 06E0200\nlookup: NO\nsigned: 2026-10-01 10:00:00\nnothing: ~\n")
    assert document.data == {
        "ori": "06E0200",
        "lookup": "NO",
        "signed": "2026-10-01 10:00:00",
        "nothing": "~",
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "null\n", "a: [", "%A\n", "\ufeff"])
def test_no_data_is_never_without_a_fault(text: str) -> None:
    document = of(text)
    assert document.data is None
    assert document.faults


def test_a_file_that_cannot_be_read_shows_its_beginning_for_every_place() -> None:
    span = of("a: [1").span(Pointer.parse("/a/0"))
    assert (span.start, span.end) == (START, START)


def test_a_line_of_text_in_another_encoding_can_still_be_shown() -> None:
    assert read("p.yaml", b"a: 1\nb: caf\xe9\n").line(2) == "b: caf\ufffd"


# What is read


def test_only_plain_numbers_true_false_and_null_are_not_text() -> None:
    text = "[21, -3, 0, 0.5, true, false, null, '21', 2026-10-01, 01-31, 21 days, None, nil]"
    assert of(text).data == [
        *(21, -3, 0, 0.5, True, False, None),
        *("21", "2026-10-01", "01-31", "21 days", "None", "nil"),
    ]


def test_text_in_quotes_is_never_doubtful() -> None:
    assert codes("['06E0200', \"NO\", '~', '<<', '0x1F', \"12:30\", '1_000']") == []


def test_the_key_on_needs_no_quotes_and_the_value_on_does() -> None:
    assert codes("on: 2026-10-01\n") == []
    assert codes("a: on\n") == ["yaml/quote-this"]


@pytest.mark.parametrize("word", ["x", "1"])
def test_an_entry_below_a_word_is_a_fault_however_often_it_is_read(word: str) -> None:
    for _ in range(3):
        assert codes(f"a: {word}\n\n  - b\n") == ["yaml/indentation"]


def test_a_list_or_a_word_at_the_top_is_for_the_format_to_judge() -> None:
    assert (of("[a]").data, of("word").data) == (["a"], "word")
    assert codes("[a]") == codes("word") == []


# Where things are


POLICY = """\
retention:          # by class
  reads: 14 days    # kept short
  hits:

sharing:
  grants:
    - to: "us-ct/norwalk-pd"
      data: [reads, images]   # two
    - to: us/ice
note: |
  One line.
  Another.

end: .
"""


def test_the_place_of_a_value_is_its_words() -> None:
    document = of(POLICY)
    assert words(document, "/retention/reads") == "14 days"
    assert words(document, "/sharing/grants/0/to") == '"us-ct/norwalk-pd"'
    assert words(document, "/sharing/grants/0/data") == "[reads, images]"
    assert words(document, "/sharing/grants/0/data/1") == "images"


def test_the_place_of_a_key_is_the_key() -> None:
    document = of(POLICY)
    assert words(document, "/retention", key=True) == "retention"
    assert words(document, "/sharing/grants/0/to", key=True) == "to"


def test_a_block_ends_with_its_content_and_not_with_the_comment_below() -> None:
    document = of(POLICY)
    assert words(document, "/retention") == "reads: 14 days    # kept short\n  hits:"
    assert words(document, "/sharing/grants/1") == "to: us/ice"
    assert words(document, "/note") == "|\n  One line.\n  Another."
    assert words(document, "") == POLICY.rstrip()


def test_a_value_that_is_left_out_is_the_empty_place_after_its_colon() -> None:
    span = of(POLICY).span(Pointer.parse("/retention/hits"))
    assert span.start == span.end
    assert (span.start.line, span.start.column) == (3, 8)


@pytest.mark.parametrize("pointer", ["/retention/hit", "/retention/reads/0", "/sharing/grants/2"])
def test_a_missing_key_is_shown_at_its_nearest_parent(pointer: str) -> None:
    document, missing = of(POLICY), Pointer.parse(pointer)
    assert document.span(missing) == document.span(missing.parent)
    assert document.span(missing, key=True) == document.span(missing.parent, key=True)


def test_a_key_of_digits_is_found_by_a_pointer_that_was_written_as_text() -> None:
    assert words(of('codes: {"21": days}'), "/codes/21") == "days"


def test_the_place_of_a_repeated_key_is_that_of_the_value_which_was_kept() -> None:
    assert words(of("a: {b: 1}\na: {b: 2}\nc: {d: 3}\n"), "/a/b") == "1"


def test_a_location_names_the_file_the_line_and_the_column() -> None:
    assert str(of(POLICY).locate(Pointer.parse("/sharing/grants/1/to"))) == "policy.yaml:9:11"


def test_a_line_is_shown_without_its_break() -> None:
    document = of("a: 1\r\nb: 2\rc: 3\n")
    assert [document.line(n) for n in range(6)] == ["", "a: 1", "b: 2", "c: 3", "", ""]


# What holds for every file


SEEN = st.characters(
    codec="utf-8",
    categories=("L", "N", "P", "S"),
    exclude_characters="\u115f\u1160\u2800\u3164\uffa0",
)
TEXT = st.text(st.one_of(SEEN, st.sampled_from(" \n#:-,[]{}&*!|>'\"%@`\\~")), max_size=12)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18) + 1, 10**18 - 1),
    st.integers(-(10**9), 10**9).map(lambda n: n / 100),
    TEXT,
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(TEXT.filter(lambda key: key == key.strip()), inner, max_size=4),
    ),
    max_leaves=12,
).filter(lambda data: data is not None)


def scalar(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "null" if value is None else json.dumps(value)


def written(value: Any, indent: int = 0) -> str:
    """Data as YAML: one entry a line, text in double quotes, and brackets where it is empty."""
    if not isinstance(value, (dict, list)) or not value:
        return (str(value) if isinstance(value, (dict, list)) else scalar(value)) + "\n"
    entries = value.items() if isinstance(value, dict) else [(None, item) for item in value]
    text = "\n" if indent else ""
    for key, item in entries:
        sign = "-" if key is None else f"{scalar(key)}:"
        text += f"{' ' * indent}{sign} {written(item, indent + 2)}"
    return text


def scalars(data: Any, at: Pointer = ROOT) -> list[tuple[Pointer, Any]]:
    if isinstance(data, dict):
        return [pair for key, value in data.items() for pair in scalars(value, at / key)]
    if isinstance(data, list):
        return [pair for n, value in enumerate(data) for pair in scalars(value, at / n)]
    return [(at, data)]


def same(left: Any, right: Any) -> bool:
    """Equal, and of the same types: 1 is not true."""
    return json.dumps(left) == json.dumps(right)


@given(DATA)
def test_what_is_written_in_the_subset_reads_back_equal(data: Any) -> None:
    document = of(written(data))
    assert document.faults == ()
    assert same(document.data, data)


@given(DATA)
def test_the_words_at_a_place_are_the_value(data: Any) -> None:
    document = of(written(data))
    for pointer, value in scalars(data):
        span = document.span(pointer)
        own = document.text[span.start.index : span.end.index]
        assert same(of(own).data, value)


@given(DATA)
def test_line_and_column_lead_to_the_same_character_as_the_index(data: Any) -> None:
    document = of(written(data))
    lines = document.text.split("\n")
    for pointer, _ in scalars(data):
        for key in (False, True):
            span = document.span(pointer, key=key)
            for mark in (span.start, span.end):
                before = sum(len(line) + 1 for line in lines[: mark.line - 1])
                assert before + mark.column - 1 == mark.index


@given(DATA)
def test_a_byte_order_mark_changes_neither_data_nor_places(data: Any) -> None:
    raw = written(data).encode()
    plain, marked = read("p.yaml", raw), read("p.yaml", b"\xef\xbb\xbf" + raw)
    assert same(marked.data, plain.data)
    for pointer, _ in scalars(data):
        assert marked.span(pointer) == plain.span(pointer)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@given(data=DATA)
def test_line_endings_change_neither_data_nor_lines_and_columns(ending: str, data: Any) -> None:
    text = written(data)
    plain, other = of(text), of(text.replace("\n", ending))
    assert same(other.data, plain.data)
    for pointer, _ in scalars(data):
        ours, theirs = other.span(pointer), plain.span(pointer)
        for mine, its in ((ours.start, theirs.start), (ours.end, theirs.end)):
            assert (mine.line, mine.column) == (its.line, its.column)


@given(DATA)
def test_without_libyaml_the_data_and_the_places_are_the_same(data: Any) -> None:
    raw = written(data).encode()
    fast, slow = read("p.yaml", raw), read("p.yaml", raw, source=PythonEvents)
    assert same(slow.data, fast.data)
    for pointer, _ in scalars(data):
        assert slow.span(pointer) == fast.span(pointer)


SIGNS = st.text(st.sampled_from("ab1: -?[]{},#&*!|>'\"%@\\\t\n\r\u00a0\u200b\u0085~<=.x0"))


@pytest.mark.parametrize("source", [None, PythonEvents], ids=["libyaml", "python"])
@given(raw=st.one_of(st.binary(), SIGNS.map(str.encode)))
@example(raw=b'a: "\\UFFFFFFFF"')
@example(raw=b"%YAML 9" + b"9" * 5000 + b".1\n---\n")
@example(raw=b"a\n...\n%TAG ! a\n%TAG ! a\n---\nb")
def test_no_bytes_are_too_much(raw: bytes, source: Any) -> None:
    document = read("p.yaml", raw, **({"source": source} if source else {}))
    assert document.faults or document.data is not None
    for fault in document.faults:
        assert fault.span.start <= fault.span.end
        assert fault.span.end.index <= len(document.text)
        assert fault.code in FAULTS
