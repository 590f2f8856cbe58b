"""Draw docs/architecture.svg: the layers of the package, and who really imports whom.

    python docs/architecture.py

The layers come from the contract in pyproject.toml, the arrows from the import graph, so that the
picture cannot say what the code does not do. A test keeps it fresh.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final

import grimp

ROOT: Final = Path(__file__).resolve().parents[1]
PICTURE: Final = ROOT / "docs" / "architecture.svg"
WIDTH, BOX, HIGH, GAP = 1_000, 84, 40, 64
_STYLE: Final = (
    "text{font:13px system-ui,sans-serif;fill:#1b1b1b}"
    ".box{fill:#fff;stroke:#1f4e79;stroke-width:1.5}"
    ".line{stroke:#1f4e79;stroke-opacity:.28;fill:none}"
    ".what{font-size:11px;fill:#555}"
    "@media(prefers-color-scheme:dark){text{fill:#eee}.box{fill:#16212c;stroke:#8ab4d8}"
    ".line{stroke:#8ab4d8}.what{fill:#aaa}}"
)


def layers() -> list[list[str]]:
    """The layers of the contract, the edges first; `__main__` only calls the first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (
        one for one in contracts["tool"]["importlinter"]["contracts"] if one["type"] == "layers"
    )
    rows = [[name.strip() for name in row.split("|")] for row in contract["layers"]]
    return [row for row in rows if row != ["__main__"]]


def imports() -> set[tuple[str, str]]:
    """Which part of the package imports which other."""
    graph = grimp.build_graph("lprpolicy")
    part = {module: module.split(".")[1] for module in graph.modules if "." in module}
    return {
        (part[importer], part[imported])
        for importer in part
        for imported in graph.find_modules_directly_imported_by(importer)
        if imported in part and part[importer] != part[imported]
    }


def says(part: str) -> str:
    """The first sentence of a part's docstring."""
    path = ROOT / "lprpolicy" / part
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    doc = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return doc.split(".")[0].splitlines()[0] if doc else ""


def picture() -> str:
    """The picture as SVG."""
    rows = layers()
    at = {
        name: ((number + 0.5) * WIDTH / len(row), 24 + level * (HIGH + GAP))
        for level, row in enumerate(rows)
        for number, name in enumerate(row)
    }
    height = 24 + len(rows) * (HIGH + GAP)
    return "".join(f"{line}\n" for line in _lines(at, height))


def _lines(at: dict[str, tuple[float, float]], height: float) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        'aria-label="The layers of lprpolicy; each part imports only parts below it">'
    )
    yield f"<style>{_STYLE}</style>"
    for importer, imported in sorted(imports()):
        if importer in at and imported in at:
            (x, y), (to_x, to_y) = at[importer], at[imported]
            middle = (y + HIGH + to_y) / 2
            yield (
                f'<path class="line" d="M{x:.0f} {y + HIGH:.0f} C{x:.0f} {middle:.0f} '
                f'{to_x:.0f} {middle:.0f} {to_x:.0f} {to_y:.0f}"/>'
            )
    for name, (x, y) in at.items():
        yield f"<g><title>{escape(says(name))}</title>"
        yield (
            f'<rect class="box" x="{x - BOX / 2:.0f}" y="{y:.0f}" width="{BOX}" height="{HIGH}" '
            'rx="6"/>'
        )
        yield f'<text x="{x:.0f}" y="{y + 25:.0f}" text-anchor="middle">{name}</text></g>'
    yield "</svg>"


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
