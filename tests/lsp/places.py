"""The places of findings, as an editor shows them and as `check` reports them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from lprpolicy.cli.run import run

DAY = "2026-11-22"


def checked(town: Path, file: Path, text: str, capsys: pytest.CaptureFixture[str]) -> set[tuple]:
    """What `check` finds in a file with this text: rule, line, column, message."""
    saved = file.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    words = ["check", str(town), "--as-of", DAY, "--no-cache", "--format", "json"]
    run(words)
    file.write_text(saved, encoding="utf-8")
    report = json.loads(capsys.readouterr().out)
    return set(_places(report, file.relative_to(town).as_posix()))


def assert_fixed(town: Path, file: Path, before: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The grant to ICE that was typed and fixed is gone, and `check` finds what it found before."""
    removed = "  grants:\n    # removed us/ice: us-ct/no-federal-immigration-grants\n"
    after = file.read_text(encoding="utf-8")
    assert after == before.replace("  grants:\n", removed, 1)
    now, earlier = (checked(town, file, text, capsys) for text in (after, before))
    assert {rule for rule, *_ in now} == {rule for rule, *_ in earlier}


def _places(report: dict, file: str) -> Iterator[tuple]:
    for finding in report["findings"]:
        for spot in (finding, *finding.get("also", ())):
            location = spot["location"]
            if location["file"].endswith(file):
                start = location["start"]
                yield finding["rule"], start["line"], start["column"], spot["message"]


def as_places(found: list[types.Diagnostic], text: str) -> set[tuple]:
    """Diagnostics as `checked` gives its places; columns in characters."""
    lines = text.splitlines()
    made = set()
    for one in found:
        line = lines[one.range.start.line].encode("utf-16-le")
        column = len(line[: 2 * one.range.start.character].decode("utf-16-le")) + 1
        said = one.message.splitlines()[0].removeprefix("not enough information: ")
        made.add((one.code, one.range.start.line + 1, column, said))
    return made
