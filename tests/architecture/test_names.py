"""One word for one thing, and each thing in its place: names of classes, imports of tests."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
PACKAGE = TESTS.parent / "lprpolicy"


def test_no_class_has_the_name_of_another() -> None:
    places = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path.relative_to(PACKAGE).as_posix())
    # Each check calls what a rule tells it by the same name, and is asked by its module.
    assert {
        name: files for name, files in places.items() if len(files) > 1 and name != "Params"
    } == {}


def test_no_test_file_imports_from_another() -> None:
    found = set()
    for path in sorted(TESTS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
            elif isinstance(node, ast.Import):
                names = [one.name for one in node.names]
            for name in names:
                file = TESTS.parent.joinpath(*name.split(".")).with_suffix(".py")
                if file.name.startswith("test_") and TESTS in file.parents and file.is_file():
                    found.add(f"{path.relative_to(TESTS).as_posix()} imports {name}")
    assert found == set()
