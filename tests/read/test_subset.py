"""The subset of YAML that is read: what each kind of text means, or that it is refused.

The kinds are those of the public YAML test suite; every text here is our own. What is read means
what the standard says; what is refused may be YAML, but not all readers agree on it.
"""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

from lprpolicy.read.blocks import Memory
from lprpolicy.read.events import FASTEST, Source
from lprpolicy.read.python_events import PythonEvents
from lprpolicy.read.yaml import read

MEANS: Final[dict[str, list[tuple[str, Any]]]] = {
    "mappings": [
        ("kept: 14\nshared: no one\n", {"kept": 14, "shared": "no one"}),
        ("a:\n  b:\n    c: d\n", {"a": {"b": {"c": "d"}}}),
        ("a:\nb: 1\n", {"a": None, "b": 1}),
        ("a : 1\n", {"a": 1}),
        ("a:   1\n", {"a": 1}),
        ("'a b': 1\n\"c: d\": 2\n", {"a b": 1, "c: d": 2}),
        ("a#b: c#d\n", {"a#b": "c#d"}),
        ("a: b:c\n", {"a": "b:c"}),
        (":a: 1\n-b: 2\n?c: 3\n", {":a": 1, "-b": 2, "?c": 3}),
        ("? a\n: 1\n? b\n: 2\n", {"a": 1, "b": 2}),
        ("? a\n", {"a": None}),
        ("{a: 1}\n", {"a": 1}),
    ],
    "lists": [
        ("- a\n- 2\n- true\n", ["a", 2, True]),
        ("a:\n- b\n- c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
        ("- - a\n  - b\n- - c\n", [["a", "b"], ["c"]]),
        ("- a: 1\n  b: 2\n-\n  c: 3\n", [{"a": 1, "b": 2}, {"c": 3}]),
        ("-\n- \n- a\n", [None, None, "a"]),
        ("- -a\n- a-\n- --b\n", ["-a", "a-", "--b"]),
        ("- - - a\n", [[["a"]]]),
    ],
    "brackets": [
        ("[]\n", []),
        ("a: {}\nb: []\n", {"a": {}, "b": []}),
        ("[a, b, ]\n", ["a", "b"]),
        ("{a: 1, b: [c, {d: e}]}\n", {"a": 1, "b": ["c", {"d": "e"}]}),
        ("[a, [b, c]]\n", ["a", ["b", "c"]]),
        ("a: [b,\n  c]\n", {"a": ["b", "c"]}),
        ("a: [\n  b,   # first\n  c\n ]\n", {"a": ["b", "c"]}),
        ("[\na,\nb\n]\n", ["a", "b"]),
        ("{\n'a': 1,\n'b': 2\n}\n", {"a": 1, "b": 2}),
        ("[a: 1, b]\n", [{"a": 1}, "b"]),
        ("{a, b: 1}\n", {"a": None, "b": 1}),
        ('{"a":1}\n', {"a": 1}),
        ("[a b, c\n d]\n", ["a b", "c d"]),
        ("[what?, a?b, is it ? yes]\n", ["what?", "a?b", "is it ? yes"]),
        ("[https://law.example/a?b=c#d]\n", ["https://law.example/a?b=c#d"]),
        ("- [a,\n  b]\n- {c: d}\n", [["a", "b"], {"c": "d"}]),
    ],
    "words without quotes": [
        ("a b\n", "a b"),
        ("a: b c\n  d\n", {"a": "b c d"}),
        ("a: b\n\n  c\n", {"a": "b\nc"}),
        ("a: b\n\n\n  c\n", {"a": "b\n\nc"}),
        ("a: it's 'so' \"said\"\n", {"a": "it's 'so' \"said\""}),
        ("a: b # comment\n", {"a": "b"}),
        ("a: b#no comment\n", {"a": "b#no comment"}),
        ("a: b & c * d ! e % f @ g\n", {"a": "b & c * d ! e % f @ g"}),
        ("a: b[c]\n", {"a": "b[c]"}),
        ("a: ::b\n", {"a": "::b"}),
        ("---\na: b\n", {"a": "b"}),
        ("a: b\n...\n", {"a": "b"}),
        ("a: ...b\n", {"a": "...b"}),
    ],
    "quotes": [
        ("a: 'it''s'\n", {"a": "it's"}),
        ("a: ''\nb: \"\"\n", {"a": "", "b": ""}),
        ("''''\n", "'"),
        ('a: "b\\nc\\t\\"\\\\\\/\\x41\\u00e9"\n', {"a": 'b\nc\t"\\/A\u00e9'}),
        ("a: 'b\\n'\n", {"a": "b\\n"}),
        ("a: 'b\n  c'\n", {"a": "b c"}),
        ("a: 'b\n\n  c'\n", {"a": "b\nc"}),
        ('a: "b\\\n  c"\n', {"a": "bc"}),
        ('a: "b \\\n  c"\n', {"a": "b c"}),
        ('a: "b\\\n\n  c"\n', {"a": "b\nc"}),
        ('a: "b\n  \\ c"\n', {"a": "b  c"}),
        ("a: '  b  '\n", {"a": "  b  "}),
        ("a: '# no comment'\n", {"a": "# no comment"}),
        ("- 'a\n  b'\n", ["a b"]),
        ('"a\nb"\n', "a b"),
        ('a: "\\U0001F600"\n', {"a": "\U0001f600"}),
    ],
    "blocks of text": [
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("a: |-\n  b\n  c\n", {"a": "b\nc"}),
        ("a: |+\n  b\n\nc: d\n", {"a": "b\n\n", "c": "d"}),
        ("a: >\n  b\n  c\n\n  d\n", {"a": "b c\nd\n"}),
        ("a: >-\n  b\n    c\n  d\n", {"a": "b\n  c\nd"}),
        ("a: >\n  b\n\n    c\n\n  d\n", {"a": "b\n\n  c\n\nd\n"}),
        ("a: |2\n    b\n  c\n", {"a": "  b\nc\n"}),
        ("a: |1-\n  b\n", {"a": " b"}),
        ("a: |\n\n  b\n", {"a": "\nb\n"}),
        ("a: |\n  b\n   \nc: d\n", {"a": "b\n \n", "c": "d"}),
        ("a: |  # why\n  b # text\n", {"a": "b # text\n"}),
        ("a: |\nb: 1\n", {"a": "", "b": 1}),
        ("- |\n a\n- >\n b\n", ["a\n", "b\n"]),
        ("a: |\n  'b': [c\n", {"a": "'b': [c\n"}),
        ("a: |\n  b", {"a": "b\n"}),
        ("a: >\n  b\n  c", {"a": "b c\n"}),
        ("a: |-\n  b", {"a": "b"}),
        ("a: |+\n  b", {"a": "b\n"}),
        ("a: |\n  b\n\n\n", {"a": "b\n"}),
    ],
    "comments and lines": [
        ("# a\n\nb: 1  # c\n\n  # d\n# e\n", {"b": 1}),
        ("a:\n  # b\n  c: d\n", {"a": {"c": "d"}}),
        ("a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ("a: 1\rb: 2\r", {"a": 1, "b": 2}),
        ("\ufeffa: 1\n", {"a": 1}),
        ("a: 1", {"a": 1}),
    ],
    "types": [
        ("[0, -7, 1.50, 21]\n", [0, -7, 1.5, 21]),
        ("[true, false, null]\n", [True, False, None]),
        ("['1', \"true\", 'null']\n", ["1", "true", "null"]),
        ("[2026-10-01, 21 days, v1.0]\n", ["2026-10-01", "21 days", "v1.0"]),
    ],
}

REFUSED: Final[dict[str, list[tuple[str, str]]]] = {
    "yaml/reserved-character": [
        ("{ ?foo: bar }\n", "a word to the standard, a key sign to libyaml"),
        ("[?x]\n", "the same in a list"),
        ("[? a : b]\n", "a key sign in a list"),
        ("{? a : b}\n", "a key sign in a mapping"),
        ("[a, ?, c]\n", "a key sign alone"),
        ("[-]\n", "a hyphen alone"),
        ("- [-, -]\n", "hyphens alone"),
        ("a: @b\n", "an at sign"),
        ("a: `b`\n", "a backtick"),
    ],
    "yaml/after-value": [
        ("[a, b]#c\n", "a comment that touches a bracket"),
        ("[a,#b\n]\n", "a comment that touches a comma"),
        ("a: 'b'#c\n", "a comment that touches a quote"),
        ("a: 'b' c\n", "words after quotes"),
        ("[a]b\n", "words after brackets"),
    ],
    "yaml/indentation": [
        ("a: [b,\nc]\n", "brackets left of their block"),
        ("a: [b\n]\n", "a closing bracket left of its block"),
        ("a:\n  - {b: c,\n  d: e}\n", "brackets at the hyphen of their entry"),
        ('a: "b\nc"\n', "quotes left of their block"),
        ("a:\n  b: 'c\n  d'\n", "quotes at their key"),
        ("a:\n   b: 1\n  c: 2\n", "a key between two columns"),
        ("- a\n - b\n", "a hyphen that goes on with a word"),
    ],
    "yaml/block-text": [
        ("- |+\n   ", "blanks at the very end"),
        ("a: |\n  b\n   ", "blanks after the last line"),
        ("a: >\n \n  \n   \n # b\n", "blank lines deeper than what follows"),
        ("a: |\n    \n  b\n", "a blank line deeper than the text"),
        ("a: |#b\n  c\n", "a comment that touches the sign"),
        ("a: | b\n", "words after the sign"),
        ("a: |0\n  b\n", "no indentation"),
    ],
    "yaml/anchor": [("a: &b c\n", "an anchor"), ("&a b: c\n", "an anchor on a key")],
    "yaml/alias": [("a: *b\n", "an alias")],
    "yaml/tag": [
        ("a: !!str b\n", "a tag"),
        ("[!!str, a]\n", "a tag before a comma"),
        ("- !!str, a\n", "a comma in a tag"),
        ("!%\n", "half an escape in a tag"),
        ("a: !<b> c\n", "a tag written out"),
    ],
    "yaml/tab": [("a:\tb\n", "after a colon"), ("\ta: b\n", "in front"), ("a: b\t# c\n", "behind")],
    "yaml/key-not-text": [("1: a\n", "a number"), ("[a]: b\n", "a list"), ("{: a}\n", "nothing")],
    "yaml/duplicate-key": [("a: 1\na: 2\n", "twice"), ("{a: 1, 'a': 2}\n", "in brackets")],
    "yaml/second-document": [("a\n---\nb\n", "two documents"), ("a\n...\nb\n", "after an end")],
    "yaml/directive": [("%YAML 1.2\n---\na\n", "at the top"), ("a: 1\n%TAG ! b\n", "below")],
    "yaml/colon": [("a: b: c\n", "two in a line")],
    "yaml/bracket": [("a: [b\n", "open"), ("a: [b]]\n", "closed only"), ("[a}\n", "mixed")],
    "yaml/comma": [("[a, , b]\n", "two"), ("['a' 'b']\n", "none")],
    "yaml/unclosed-quote": [("a: 'b\n", "single"), ('a: "b\n', "double"), ("'a\n---\n'", "cut")],
    "yaml/escape": [('"\\q"', "unknown"), ('"\\x4"', "short"), ('"\\ud83d\\ude00"', "halves")],
    "yaml/missing-colon": [("a: 1\nb\n", "a word alone"), ("a: 1\n[\n", "a bracket alone")],
    "yaml/quote-this": [("a: 0x1F\n", "a number"), ("a: No\n", "a boolean"), ("[=]\n", "a sign")],
    "yaml/merge-key": [("<<: a\n", "a merge key")],
}

SOURCES: Final = pytest.mark.parametrize("source", [FASTEST, PythonEvents], ids=["c", "python"])
READ: Final = [
    pytest.param(*case, id=f"{kind}-{n}") for kind in MEANS for n, case in enumerate(MEANS[kind])
]
NOT_READ: Final = [
    pytest.param(text, code, id=f"{code}: {why}")
    for code, cases in REFUSED.items()
    for text, why in cases
]


@SOURCES
@pytest.mark.parametrize(("text", "data"), READ)
def test_a_text_means_what_the_standard_says(text: str, data: Any, source: Source) -> None:
    document = read("p.yaml", text.encode(), source=source, memory=Memory())
    assert document.faults == ()
    assert json.dumps(document.data) == json.dumps(data)


@SOURCES
@pytest.mark.parametrize(("text", "code"), NOT_READ)
def test_a_text_that_readers_take_otherwise_is_refused(
    text: str, code: str, source: Source
) -> None:
    document = read("p.yaml", text.encode(), source=source, memory=Memory())
    assert code in {fault.code for fault in document.faults}
