"""Edits of the drafts, and the drafts judged against themselves before an edit."""

from __future__ import annotations

from collections.abc import Callable

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Report
from lprpolicy.repository.revisions import Side
from tests.repositories import TODAY, WESTPORT, drafts

AGENCY = "us-ct/westport-pd"
RULE = f"{AGENCY}/rules/no-demographic-fields.yaml"
VOTE_RULE = f"{AGENCY}/rules/widening-needs-a-vote.yaml"
WAIVERS = f"{AGENCY}/waivers.yaml"
CONFIG = "lprpolicy.yaml"
FOUND = f"{AGENCY}/no-demographic-fields"
DERBY = """    - to: us-ct/derby-pd
      system: plate-reads
      data: [reads]
      mode: standing
      purposes: [stolen-vehicle]
"""
SMALLVILLE = (
    "{id: us-ct/smallville-pd, name: Smallville Police Department, kind: municipal-police, "
    "state: us-ct}"
)
Files = dict[str, bytes]
Edit = Callable[[Files], None]


def with_faces(files: Files) -> None:
    """What Westport's own rule forbids."""
    text = files[WESTPORT].decode()
    assert text.count("  fields: [plate,") == 1
    files[WESTPORT] = text.replace("  fields: [plate,", "  fields: [plate, face,").encode()


PAPERS = {"minutes/b.md": "5" * 64}
"""The minutes that both sides of these tests hold."""


def against(*edits: Edit, base: Edit | None = None, strict: bool | None = None) -> Report:
    """The drafts with edits, judged against the drafts, or against those with another edit."""
    before = dict(drafts().files)
    if base is not None:
        base(before)
    after = dict(before)
    for edit in edits:
        edit(after)
    side = Side("main", Tree(before, papers=PAPERS.get), "0" * 40)
    return check(Tree(after, papers=PAPERS.get), Options(TODAY, strict=strict), base=side)


def rules(report: Report) -> set[str]:
    return {one.rule.id for one in report.findings if one.blocks(strict=report.strict)}


def put(path: str, before: str, after: str) -> Edit:
    def edit(files: Files) -> None:
        text = files[path].decode()
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times"
        files[path] = text.replace(before, after).encode()

    return edit


def gone(path: str) -> Edit:
    def edit(files: Files) -> None:
        del files[path]

    return edit


def new(path: str, text: str) -> Edit:
    def edit(files: Files) -> None:
        files[path] = text.encode()

    return edit


def moved(path: str, to: str) -> Edit:
    def edit(files: Files) -> None:
        files[to] = files.pop(path)

    return edit


def other(path: str) -> Edit:
    """Name a file as none of ours."""
    return new(CONFIG, f"schema: lprpolicy/config/v1\nother_files: [{{path: {path}, why: old}}]\n")


def both(*edits: Edit) -> Edit:
    def edit(files: Files) -> None:
        for one in edits:
            one(files)

    return edit


def vote_file(file: str, was: str, becomes: str, day: str, agency: str = AGENCY) -> str:
    """The votes of an agency, or of nobody, with one about a file."""
    of = f"agency: {agency}\n" if agency.startswith("us-") else ""
    vote = (
        f"{{file: {file}, was: {was!r}, becomes: {becomes}, by: Town Meeting, on: {day}, "
        "record: minutes/b.md}"
    )
    return f"schema: lprpolicy/votes/v1\n{of}votes:\n  - {vote}\n"


def enter(files: Files, text: str) -> None:
    """Give the directory one more entry, in a file of its own."""
    files["directory/zz.yaml"] = (
        "schema: lprpolicy/directory/v1\ntitle: More\nsource: {title: me, on: 2026-11-20}\n"
        f"agencies: [{text}]\n"
    ).encode()


def grant_to(to: str) -> Edit:
    """One more grant of Westport's."""
    grant = DERBY.replace("us-ct/derby-pd", to)
    return put(WESTPORT, "    - to: us-ct/norwalk-pd\n", f"{grant}    - to: us-ct/norwalk-pd\n")
