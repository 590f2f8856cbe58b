"""One word for one thing, and each thing in its place: names, and what tests import."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
PACKAGE = TESTS.parent / "lprpolicy"
PARTICIPLE = re.compile(
    r"_*(?:[a-z]+(?:ed|en|ing)|begun|between|bound|brought|built|done|drawn|due|felt|found|gone|got"
    r"|heard|held|kept|known|led|left|lost|made|meant|met|paid|said|sent|shown|sold|sought|spent"
    r"|stood|taught|thought|told|understood|won)"
)
NOUNS_AND_VERBS = {
    "ending",
    "feed",
    "finding",
    "heading",
    "listen",
    "listing",
    "mapping",
    "nothing",
    "open",
    "ruling",
    "setting",
    "sharing",
    "shorten",
    "spelling",
    "standing",
    "token",
    "wording",
}
"""Names of functions that end as participles do, and are none."""


def test_no_class_has_the_name_of_another() -> None:
    places = defaultdict(list)
    for path, node in nodes(PACKAGE):
        if isinstance(node, ast.ClassDef):
            places[node.name.lstrip("_")].append(path)
    # Each check calls what a rule tells it by the same name, and is asked by its module.
    assert {
        name: files for name, files in places.items() if len(files) > 1 and name != "Params"
    } == {}


def test_a_function_is_a_verb_or_a_noun_and_no_bare_participle() -> None:
    names = {
        (path, node.name)
        for path, node in nodes(PACKAGE)
        if isinstance(node, ast.FunctionDef)
        and PARTICIPLE.fullmatch(node.name)
        and not any("property" in ast.unparse(one) for one in node.decorator_list)
    }
    assert {one for one in names if one[1].lstrip("_") not in NOUNS_AND_VERBS} == set()


def test_no_test_file_imports_from_another() -> None:
    found = set()
    for path, node in nodes(TESTS):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        elif isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        for name in names:
            file = TESTS.parent.joinpath(*name.split(".")).with_suffix(".py")
            if file.name.startswith("test_") and TESTS in file.parents and file.is_file():
                found.add((path, name))
    assert found == set()


def nodes(folder: Path) -> Iterator[tuple[str, ast.AST]]:
    """Yield every part of the code below a folder, with the path of its file."""
    for path in sorted(folder.rglob("*.py")):
        for node in parts(path):
            yield path.relative_to(folder).as_posix(), node


@cache
def parts(path: Path) -> tuple[ast.AST, ...]:
    kinds = (ast.ClassDef, ast.FunctionDef, ast.Import, ast.ImportFrom)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tuple(node for node in ast.walk(tree) if isinstance(node, kinds))


def test_a_limit_says_what_it_limits() -> None:
    """A reader of "So many rows" has to read it twice; "rows that are held at once" says it."""
    files = {path.name for path in PACKAGE.rglob("*.py") if '"""So many' in path.read_text("utf-8")}
    assert files == set()
