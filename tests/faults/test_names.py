"""Names that are no UTF-8: a finding at the file or folder, in a form that can be printed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from lprpolicy.host.outside import printable
from tests.faults.commands import COMMANDS, run_all
from tests.program import Subject
from tests.rounds import AGENCY, commit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
FORMATS = ("text", "compact", "json", "sarif", "github", "junit", "markdown")
FILE, FOLDER = rf"policies/{AGENCY}/\xff\xfe.yaml", r"policies/us-ct/\xff-pd"


@pytest.fixture
def town(town: Path) -> Path:
    policies = os.fsencode(town / "policies")
    (Path(os.fsdecode(policies + b"/us-ct/\xff-pd"))).mkdir()
    for name in (b"/us-ct/\xff-pd/policy.yaml", f"/{AGENCY}/".encode() + b"\xff\xfe.yaml"):
        Path(os.fsdecode(policies + name)).write_text("schema: none\n", encoding="utf-8")
    return town


def test_every_format_names_them_and_refuses(town: Path) -> None:
    cases = [Subject(("check", "policies", "--format", name)) for name in FORMATS]
    for name, done in zip(FORMATS, run_all(town, cases), strict=True):
        assert (done.code, done.err) == (1, ""), name
        assert "not UTF-8 text" in done.out, name
        assert "\\udc" not in done.out, name
        if name == "json":
            assert json.dumps(FILE) in done.out
            assert json.dumps(FOLDER) in done.out


def test_in_git_they_are_findings_too(town: Path) -> None:
    commit(town, "odd names")
    words = ("diff", "HEAD~1", "HEAD", "--in", "policies", "--format", "json")
    done = run_all(town, [Subject(words)])[0]
    assert done.code == 1
    assert json.dumps(FILE) in done.out
    usual = [Subject(COMMANDS[name]) for name in ("history", "publish", "render")]
    assert [(one.code, one.err) for one in run_all(town, usual)] == [(0, "")] * 3


def test_as_an_argument_they_are_read_or_named(town: Path) -> None:
    wrong = "\udcff"
    for words in (("who", wrong), ("history", wrong), ("check", "policies", "--base", wrong)):
        done = run_all(town, [Subject(words)])[0]
        assert done.code == 2
        assert r"\xff is not UTF-8 text" in done.err
    lost = run_all(town, [Subject(("check", wrong))])[0]
    assert lost.code == 2
    assert r"\udcff" in lost.err
    written = run_all(town, [Subject(("render", AGENCY, "policies", "--out", f"{wrong}.txt"))])[0]
    assert written.code == 0
    assert Path(os.fsdecode(os.fsencode(town) + b"/\xff.txt")).exists()


def test_a_printed_name_is_no_other_name() -> None:
    names = ("a\udcff", r"a\xff" + "\udcff", "a\udcfe", "a")
    assert len({printable(name) for name in names}) == len(names)
