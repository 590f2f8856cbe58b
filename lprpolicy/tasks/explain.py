"""Explain a rule, or who a text on a vendor's list is and why it is refused where it stands."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.explain import entry_says
from lprpolicy.identify.explain import explain as steps_of
from lprpolicy.identify.index import Index
from lprpolicy.model.places import Pointer
from lprpolicy.model.report import Finding, Spot
from lprpolicy.model.verdicts import Answer
from lprpolicy.read.yaml import read
from lprpolicy.repository.directories import federal
from lprpolicy.repository.known_lists import known_lists
from lprpolicy.repository.repository import open_shared
from lprpolicy.tasks.rules import describe
from lprpolicy.write.escape import visible

_ID: Final = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+")
"""The form of a rule's id, and of an agency's."""


def explain(asked: str, tree: Tree | None, day: dt.date, *, lists: bool) -> str:
    """Explain a rule by its id, or a text; `tree` is the repository that it may stand in."""
    known = known_lists(imported=lists)
    index = open_shared(tree, known).index if tree is not None else Index.of(federal(), lists=known)
    if _ID.fullmatch(asked) and index.agency(asked) is None:
        rules = () if tree is None or tree.root is None else (tree.root,)
        return describe(asked, rules, day)
    return "".join(f"{line}\n" for line in _lines(asked, index, tree, day, lists=lists))


def _lines(
    asked: str, index: Index, tree: Tree | None, day: dt.date, *, lists: bool
) -> Iterator[str]:
    entry = index.agency(asked)
    if entry is not None:
        yield from map(visible, entry_says(index, entry))
    else:
        yield f"{visible(asked)}:"
        for number, step in enumerate(steps_of(index, asked), 1):
            yield f"  {number}. {visible(step)}"
    if tree is None:
        return
    found = list(_against(asked, tree, day, lists=lists))
    if not found:
        yield "no policy here has a finding about it"
    for finding, spot in found:
        undecided = "not enough information: " if finding.answer is Answer.UNDECIDED else ""
        yield ""
        yield f"{spot.location}: {finding.rule.id}: {undecided}{visible(spot.message)}"
        if finding.rule.provision is not None:
            yield f"  law: {finding.rule.provision.citation}"
        yield f"  why: {finding.rule.says}"
        yield f"  fix: {finding.rule.remedy}"


def _against(
    asked: str, tree: Tree, day: dt.date, *, lists: bool
) -> Iterator[tuple[Finding, Spot]]:
    """What a check finds at every grant to this id or text."""
    report = check(tree, Options(as_of=day, today=day), lists=known_lists(imported=lists))
    data: dict[str, Any] = {}
    for finding in report.findings:
        for spot in (finding.spot, *finding.also):
            file = spot.location.file
            path = file.removeprefix(tree.prefix)
            if file not in data and path in tree.files:
                data[file] = read(path, tree.files[path]).data
            if asked.casefold() in _names_of_grant(data.get(file), spot.pointer):
                yield finding, spot


def _names_of_grant(here: Any, pointer: Pointer) -> set[str]:
    """Return the id and the texts of the grant that a place is in, in small letters."""
    found: set[str] = set()
    for step in pointer.parts:
        try:
            here = here[step]
        except (LookupError, TypeError):
            break
        if isinstance(here, dict) and "to" in here:
            to = here["to"]
            texts = (to.get("named") if isinstance(to, dict) else to, here.get("listed_as"))
            found.update(text.casefold() for text in texts if isinstance(text, str))
    return found
