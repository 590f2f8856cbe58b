"""A log of millions of searches: our whole audit against engines that only group it.

    python -m bench.install
    python -m bench.many_searches [MILLIONS]

The log has blocks of a million rows as `bench.searches` makes them, each with ids of its own. Our audit
is the whole program: it asks ten rules, two of them a town's own, and writes its report and its groups.
The others group by the same texts and read nothing in them; ripgrep looks for one pattern. All run in
turn, so compare processor seconds of one run, and take those of another machine for others.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Taken, run_once
from bench.peers import CACHE
from bench.searches import make

BLOCK = 1_000_000
AGENCY = "us-ca/elm-police-department"
GROUPERS = Path(__file__).parent / "groupers.py"
PATTERN = r"\b(ICE|HSI|ERO)\b|immigration"
POLICY = f"""schema: lprpolicy/policy/v1
agency: {AGENCY}
status: proposed
effective: 2025-01-01
retention: {{reads: 30 days}}
"""
RULE = """schema: lprpolicy/rule/v1
title: A rule of the town
says: A rule of the town.
binding: must
remedy: Ask why.
check: {check}
versions:
  - from: 2025-01-01
    provision: {{citation: Town rule, url: "https://town.example/rules", verified: text}}
{params}
examples: []
"""
TOWN_RULES = {
    "networks": ("searches-networks-at-most", "    most: 500"),
    "case": ("searches-case-number", ""),
}
"""With the rules of the state and the questions that are asked of every log there are ten."""
OURS, PLAIN = "lprpolicy audit --engine duckdb", "DuckDB, each row once, grouped"


def main(millions: int) -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("LPRPOLICY_BENCH")) as folder:
        log = Path(folder) / "log.csv"
        _make_large(log, millions)
        town = _make_town(Path(folder) / "town")
        size = log.stat().st_size
        print(f"{millions},000,000 rows, {size / 1e6:,.0f} MB", flush=True)
        taken = {}
        for name, command in _commands(log, town):
            taken[name] = found = run_once(command, dict(os.environ))
            print(_line(name, found), flush=True)
    _check(taken)
    print(f"{OURS} : {PLAIN} = {taken[OURS].cpu / taken[PLAIN].cpu:.2f} in CPU")


def _line(name: str, taken: Taken) -> str:
    return f"| {name} | {taken.cpu:.1f} | {taken.wall:.0f} | {taken.memory:,.0f} |"


def _check(taken: dict[str, Taken]) -> None:
    """Refuse figures of an audit that asked too little, or of an engine that grouped nothing."""
    asked = json.loads(taken[OURS].printed)["rules"]
    if len(asked) < 10:
        raise SystemExit(f"{len(asked)} rules were asked, not ten: nothing was measured")
    if empty := [name for name, one in taken.items() if not one.printed.strip()]:
        raise SystemExit(f"nothing came from {', '.join(empty)}: nothing was measured")


def _make_large(path: Path, millions: int) -> None:
    """Write a block so many times; the ids of each begin with its number."""
    make(path, BLOCK)
    header, _, rest = path.read_bytes().partition(b"\r\n")
    block = b"\r\n" + rest[:-2]
    with path.open("wb") as file:
        file.write(header)
        for number in range(millions):
            file.write(block.replace(b"\r\n0000000", b"\r\n%07x" % number))
        file.write(b"\r\n")


def _make_town(folder: Path) -> Path:
    home = folder / AGENCY
    (home / "rules").mkdir(parents=True)
    (home / "policy.yaml").write_text(POLICY)
    for name, (check, params) in TOWN_RULES.items():
        (home / "rules" / f"{name}.yaml").write_text(RULE.format(check=check, params=params))
    return folder


def _commands(log: Path, town: Path) -> Iterator[tuple[str, list[str | Path]]]:
    program = Path(sys.executable).parent / "lprpolicy"
    asked = ["--agency", AGENCY, "--network", "--repository", town, "--format", "json"]
    ours = [program, "audit", log, *asked, "--as-of", "2026-11-22", "--engine", "duckdb"]
    yield OURS, [*ours, "--groups", town.parent / "one.json"]
    yield f"{OURS} --memory 300MB", [*ours, "--memory", "300MB"]
    yield PLAIN, [sys.executable, GROUPERS, "duckdb-once", log]
    yield "DuckDB, every row, grouped", [sys.executable, GROUPERS, "duckdb", log]
    polars = CACHE / "venv" / "bin" / "python"
    if polars.exists():
        yield "Polars, each row once, grouped", [polars, GROUPERS, "polars", log]
    if rg := shutil.which("rg"):
        yield "ripgrep, one pattern", [rg, "--count", PATTERN, log]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
