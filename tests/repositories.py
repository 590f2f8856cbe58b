"""Small policy repositories in memory and on disk, with what a test changes in sight."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from lprpolicy.evaluate.report import Options, check
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Report
from lprpolicy.repository.layout import folder

ROOT = Path(__file__).resolve().parents[1]
POLICIES = ROOT / "policies"
TODAY = dt.date(2026, 11, 22)
WESTPORT = "us-ct/westport-pd/policy.yaml"
NORWALK = "us-ct/norwalk-pd"


def drafts() -> Tree:
    """The drafts of this repository, as a tree that a test can change."""
    tree = folder((POLICIES,))
    return Tree(dict(tree.files))


def changed(path: str, before: str, after: str, tree: Tree | None = None) -> Tree:
    """The drafts with one passage of one file replaced."""
    tree = tree or drafts()
    text = tree.files[path].decode()
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path}"
    return tree.over(path, text.replace(before, after).encode())


def judged(tree: Tree, day: dt.date = TODAY, **options: bool) -> Report:
    return check(tree, Options(day, today=max(day, TODAY), **options))


def blocking(report: Report) -> list[tuple[str, str, str]]:
    """What refuses: rule, place and sentence."""
    return [
        (finding.rule.id, str(finding.spot.location), finding.spot.message)
        for finding in report.findings
        if finding.blocks(strict=report.strict)
    ]
