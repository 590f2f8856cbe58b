"""Words that must not come back where an American reads: messages, pages, rules, docs, schemas.

What is not listed is for whoever reads the text. Each entry gives the way to write it instead.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
NEVER = {
    r"(?<![\w-])licen[c]e": "license",
    r"(?<![\w-])colour": "color",
    r"(?<![/\w-])neighbour(?!s\.yaml)": "neighbor",
    r"(?<![\w-])offence(?!-type)": "offense",
    r"\borganis(?=ation|e)": "organization",
    r"\bbehaviour": "behavior",
    r"\bprogramme\b": "program",
    r"\bcancelled\b": "canceled",
    r"\bfavour": "favor",
    r"\brecognised?\b": "recognize",
    r"\bjudgement\b": "judgment",
    rf"\b\d{{1,2}} (?:{MONTH}) \d{{4}}\b": "January 1, 2027",
    r"(?<![-/\w])[Yy]early (?:report|audit|review|list)\b": "annual report",
    r"(?<![\w-])anew\b": "again",
    r"\bmend(?:s|ed)?\b": "fix",
    r"\bleave in writing\b": "written permission",
    r"\bleave that a judge\b": "a judge's written permission",
    r"another reader's account": "a secondary source",
    r"a paper from one, tells the police": "Reads held under a warrant or court order",
    r"names nobody who looked at": "no one has certified that … were checked",
    r"none of the files that are judged here": "not part of the policy repository",
    r"\bLaw of: ": "Law in effect on",
    r"\b(?:from|to) not said\b": "not specified",
    r"Rules that bind:": "Required rules:",
    r", in force (?:since|from)\b": "in effect since",
    r"\b[Nn]obody can (?:tell|say)\b": "not enough information",
    r"\b[Ss]ays nothing of\b": "does not specify",
    r"\badvises\b": "is recommended",
    r"\bcounted as widening\b": "treated as broader",
    r"\bmay widen: ": "treated as broader: ",
}
ANY = re.compile("|".join(NEVER))
KEYS = re.compile(r"`[^`\n]*`|https?://\S+|--colou?r\b")
"""What a reader cannot choose: code in a sentence, addresses, options."""
NOT_OURS = ("lprpolicy/directory/national/", "lprpolicy/identify/", "lprpolicy/audit/headers.py")
"""Names and headings as other people print them, and the words that are looked for in them."""


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """What people read of a file, by line: of Python its texts, without docstrings and comments.

    The docstring of a command is its help, so it counts.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        if ANY.search(text):  # most files are clean, and long
            yield from enumerate(text.splitlines(), start=1)
        return
    tree = ast.parse(text)
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and not (path.parent.name == "cli" and getattr(node, "decorator_list", None))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        words = node.value if isinstance(node, ast.Constant) else None
        if isinstance(words, str) and id(node) not in documentation:
            yield node.lineno, words


def read_by_people() -> list[Path]:
    kinds = {".py", ".yaml", ".md", ".html", ".json", ".txt", ".css", ".js"}
    folders = ("lprpolicy", "docs", "schemas", "tests/snapshots")
    found = [
        path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in kinds
    ]
    found += [*ROOT.glob("*.md"), ROOT / "policies" / "README.md"]
    shown = [path for path in found if path.name != "CHANGELOG.md" and path.is_file()]
    return [
        path for path in sorted(shown) if not path.relative_to(ROOT).as_posix().startswith(NOT_OURS)
    ]


def misspelled(text: str) -> Iterator[tuple[str, str]]:
    if not ANY.search(text):
        return
    kept = KEYS.sub(" ", text)
    for pattern, instead in NEVER.items():
        if re.search(pattern, kept):
            yield pattern, instead


def test_no_word_came_back() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: write {instead!r}: {text.strip()[:80]}"
        for path in read_by_people()
        for line, text in prose(path)
        for _, instead in misspelled(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("the colour of the van", "color"),
        ("on 27 November 2026 it", "January 1, 2027"),
        ("A yearly report appears", "annual report"),
        ("judged anew", "again"),
        ("keeps reads: from 14 days to not said", "not specified"),
    ],
)
def test_each_word_is_seen(text: str, instead: str) -> None:
    assert [way for _, way in misspelled(text)] == [instead]


@pytest.mark.parametrize(
    "text",
    [
        "fields: [vehicle-colour, offence-type]",
        "lprpolicy check --colour always",
        "the method `recognises` of a format",
        "rules: [yearly-audit]",
        "January 1, 2027",
    ],
)
def test_keys_and_addresses_keep_their_names(text: str) -> None:
    assert list(misspelled(text)) == []


def test_the_help_of_a_command_is_read(tmp_path: Path) -> None:
    text = '@click.command("x")\ndef command() -> int:\n    """Say what nobody can tell."""\n'
    (tmp_path / "cli").mkdir()
    file = tmp_path / "cli" / "x.py"
    file.write_text(text)
    assert any(list(misspelled(words)) for _, words in prose(file))
