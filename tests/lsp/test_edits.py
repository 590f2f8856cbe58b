"""Random edits through the protocol: after each the findings are those of `check`, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lsp.editor import Editor, session
from tests.lsp.places import DAY, as_places, checked
from tests.repositories import WESTPORT, drafts

TEXT = drafts().files[WESTPORT].decode()
LINES = TEXT.splitlines(keepends=True)
PIECES = (
    "",
    "  ",
    "- ",
    "x",
    ": ",
    "\t",
    "  - to: us/ice\n",
    "    - to: us-ct/norwalk-pd\n",
    "reads: 30 days",
    "null",
    "[",
    "}",
    "\N{OK HAND SIGN}",
    "\N{ZERO WIDTH SPACE}",
    '"',
    "#",
    "&a ",
    "status: adopted\n",
)
EDITS = st.lists(
    st.tuples(
        st.integers(0, len(LINES) - 1),
        st.integers(0, 30),
        st.integers(0, 12),
        st.sampled_from(PIECES),
    ),
    min_size=1,
    max_size=6,
)
"""A line, a column, how many characters go, and what comes in their place."""


def edited(text: str, edit: tuple[int, int, int, str]) -> str:
    line, column, gone, piece = edit
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[:line])) + column
    return text[:start] + piece + text[start + gone :]


@settings(
    max_examples=3,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(EDITS)
def test_after_every_edit_the_findings_are_those_of_check(
    town: Path, capsys: pytest.CaptureFixture[str], edits: list[tuple[int, int, int, str]]
) -> None:
    file = town / WESTPORT

    async def acts(editor: Editor) -> None:
        text, uri = TEXT, editor.open(file)
        for version, edit in enumerate(edits, 2):
            text = edited(text, edit)
            editor.change(uri, version, text)
            found = await editor.diagnostics(uri, version)
            assert as_places(found, text) == checked(town, file, text, capsys), (edit, text)

    session(DAY, acts)
