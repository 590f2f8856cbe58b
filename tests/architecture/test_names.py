"""One word for one thing: a class of the package has a name that no other class of it has."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "lprpolicy"


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
