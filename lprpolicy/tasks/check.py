"""Check a repository: the decision, and the report in every format that was asked for.

The same files by the same law give the same bytes, so the result is cached. A second run on the
same files loads no model: an editor or a hook may ask on every save.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from lprpolicy.evaluate.keys import content, key, program
from lprpolicy.evaluate.options import Options
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.papers import FolderPapers, one_look
from lprpolicy.host.files.stamps import file_state
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.user_folders import of_lists
from lprpolicy.model.layout import is_state
from lprpolicy.model.prose import amount
from lprpolicy.write import Format, Style

if TYPE_CHECKING:
    from lprpolicy.evaluate.changed import Differing
    from lprpolicy.model.report import Report
    from lprpolicy.repository.baseline import GivenBaseline
    from lprpolicy.repository.revisions import Side


NO_BASE: Final = (
    "without a base (--base REV): what a change takes away is not judged; every entry counts as "
    "reviewed."
)

Appearance = tuple[Format, Style]
"""A format, with the style of its text (color, width)."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether the decision is to allow, and the report in each format, in order."""

    allowed: bool
    texts: tuple[str, ...]
    papers: tuple[tuple[str, str | None], ...] = ()
    """The papers that it rests on by path, with the digest of each that is there.

    Where the folder is not there, nothing is kept: the key says which folders there are.
    """

    def holds_in(self, tree: Tree) -> bool:
        """Whether the papers are still as they were; they are no part of the key."""
        seen = one_look(tree.papers)
        return all(seen(path) == digest for path, digest in self.papers)


@dataclass(frozen=True, slots=True)
class Against:
    """What a change is judged against. Where that is nothing, the report may have to say so."""

    base: Side | None = None
    says_none: bool = False
    baseline: GivenBaseline | None = None

    def key(self) -> object:
        """What an outcome rests on of it."""
        if self.base is None:
            return self.says_none, self.baseline
        tree = self.base.tree
        faults = [astuple(fault) for fault in tree.faults]
        return self.base.name, self.base.commit, content(tree.files), faults, self.baseline


def outcome(
    tree: Tree,
    options: Options,
    looks: Sequence[Appearance],
    *,
    lists: bool = True,
    changed: Differing | None = None,
    cache: Cache | None = None,
    against: Against = Against(),
) -> CheckResult:
    """Judge the tree and write the report, or take both from the cache if it has them.

    `lists` says whether the user's imported lists are used; the shipped directory always is.
    """
    if cache is None:
        return _make(
            tree, options, looks, lists=lists, changed=changed, cache=None, against=against
        )
    name = f"outcome-{_key(tree, options, looks, lists=lists, changed=changed, against=against)}"
    known = _parse(cache.get(name), len(looks))
    if known is None or not known.holds_in(tree):
        known = _make(
            tree, options, looks, lists=lists, changed=changed, cache=cache, against=against
        )
        kept = {"allowed": known.allowed, "texts": known.texts, "papers": known.papers}
        cache.put(name, json.dumps(kept).encode())
    return known


def ready(folders: Collection[str]) -> None:
    """Import now what a check without a cached result needs, while other processes read files."""
    import lprpolicy.evaluate.report
    import lprpolicy.write.report.text  # noqa: F401
    from lprpolicy.repository.directories import federal
    from lprpolicy.repository.law import of_state

    federal()
    for folder in folders:
        if is_state(folder):
            of_state(folder)


def _key(
    tree: Tree,
    options: Options,
    looks: Sequence[Appearance],
    *,
    lists: bool,
    changed: Differing | None,
    against: Against,
) -> str:
    """Return the key of everything that a result depends on."""
    selected = None if tree.selected is None else sorted(tree.selected)
    folders = tree.papers.folders if isinstance(tree.papers, FolderPapers) else None
    differs = None if changed is None else (changed.base, sorted(changed.agencies), changed.shared)
    return key(
        program(),
        options,
        looks,
        differs,
        against.key(),
        file_state(of_lists() or "") if lists else None,
        (tree.prefix, selected, [astuple(fault) for fault in tree.faults]),
        None if folders is None else sorted(folders),
        content(tree.files),
    )


def _make(
    tree: Tree,
    options: Options,
    looks: Sequence[Appearance],
    *,
    lists: bool,
    changed: Differing | None,
    cache: Cache | None,
    against: Against,
) -> CheckResult:
    tree.want_contents()  # the other process sends them during the import below
    from lprpolicy.evaluate.report import check
    from lprpolicy.repository.known_lists import known_lists

    report = check(
        tree,
        options,
        lists=known_lists(imported=lists),
        changed=changed,
        cache=cache,
        base=against.base,
        baseline=against.baseline,
    )
    if against.says_none:
        report = without_base(report)
    # Thousands of towns rest on the papers of one shared folder.
    asked = dict.fromkeys(paper for one in report.subjects for paper in one.asked_for)
    papers: Iterable[tuple[str, str | None]] = asked
    if isinstance(tree.papers, FolderPapers):
        papers = (paper for paper in asked if tree.papers.has_folder_of(paper[0]))
    return replace(write_report(report, looks), papers=tuple(papers))


def without_base(report: Report) -> Report:
    """Let a report say first what it takes on the word of the files alone."""
    from lprpolicy.evaluate.claimed_papers import count_of_unopened

    says, many = NO_BASE, count_of_unopened(report)
    if many:
        documents = amount(many, "document")
        says = f"{says.removesuffix('.')}; so does every document at an address ({documents})."
    return replace(report, basis=says)


def write_report(report: Report, looks: Sequence[Appearance]) -> CheckResult:
    """Write a report in every format that was asked for."""
    from lprpolicy.model.report import Decision

    texts = tuple(form.write(report, style) for form, style in looks)
    return CheckResult(report.decision is Decision.ALLOW, texts)


def _parse(raw: bytes | None, looks: int) -> CheckResult | None:
    """Parse a cached result; None if the bytes are none."""
    try:
        said: Any = json.loads(raw) if raw is not None else None
        papers = tuple((path, digest) for path, digest in said["papers"]) if said else ()
        found = CheckResult(said["allowed"], tuple(said["texts"]), papers) if said else None
    except (ValueError, LookupError, TypeError):
        return None
    if found is None or type(found.allowed) is not bool or len(found.texts) != looks:
        return None
    return found if all(isinstance(text, str) for text in found.texts) else None
