"""Every dataclass of the package is one that starts quickly: it compiles its methods late."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "lprpolicy"


def test_every_dataclass_compiles_its_methods_late() -> None:
    standard = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "dataclasses"
        if any(one.name == "dataclass" for one in node.names)
    ]
    assert standard == ["model/dataclass.py"]
