"""What a check comes to: whether it is allowed, and its report in every look that was asked for.

The same files by the same law give the same bytes, so an outcome is kept, and a run that was made
before loads no model: an editor or a hook may ask on every save.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from lprpolicy.evaluate.keys import content, key, program
from lprpolicy.evaluate.options import Options
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.stamps import file_state
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.user_folders import of_lists
from lprpolicy.model.layout import is_state
from lprpolicy.write import Format, Style

if TYPE_CHECKING:
    from lprpolicy.evaluate.changed import Differing
    from lprpolicy.model.report import Report
    from lprpolicy.repository.loaded_lists import Store


Appearance = tuple[Format, Style]
"""A format, and what its text depends on besides the report."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether the decision is to allow, and a text for each look, in their order."""

    allowed: bool
    texts: tuple[str, ...]
    papers: tuple[tuple[str, str | None], ...] = ()
    """The papers that it rests on by path, with the digest of each that is there."""

    def holds_in(self, tree: Tree) -> bool:
        """Whether the papers are still as they were; they are no part of the key."""
        return all(tree.papers(path) == digest for path, digest in self.papers)


def outcome(
    tree: Tree,
    options: Options,
    looks: Sequence[Appearance],
    *,
    lists: bool = True,
    changed: Differing | None = None,
    cache: Cache | None = None,
) -> CheckResult:
    """Judge the tree and write the report; with a cache, unless that was done before.

    `lists` says whether the user's imported lists count.
    """
    if cache is None:
        return _made(tree, options, looks, lists=lists, changed=changed, cache=None)
    name = f"outcome-{_key(tree, options, looks, lists=lists, changed=changed)}"
    known = _parsed(cache.get(name), len(looks))
    if known is None or not known.holds_in(tree):
        known = _made(tree, options, looks, lists=lists, changed=changed, cache=cache)
        kept = {"allowed": known.allowed, "texts": known.texts, "papers": known.papers}
        cache.put(name, json.dumps(kept).encode())
    return known


def ready(folders: Collection[str]) -> None:
    """Load now what a check needs that was not made before, in a repository of these folders."""
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
) -> str:
    """The key of everything that an outcome rests on."""
    selected = None if tree.selected is None else sorted(tree.selected)
    differs = None if changed is None else (changed.base, sorted(changed.agencies), changed.shared)
    return key(
        program(),
        options,
        looks,
        differs,
        file_state(of_lists() or "") if lists else None,
        (tree.prefix, selected, [astuple(fault) for fault in tree.faults]),
        content(tree.files),
    )


def _made(
    tree: Tree,
    options: Options,
    looks: Sequence[Appearance],
    *,
    lists: bool,
    changed: Differing | None,
    cache: Cache | None,
) -> CheckResult:
    tree.wanted()  # while the next line takes its time
    from lprpolicy.evaluate.report import check

    store = open_lists() if lists else None
    return told(check(tree, options, lists=store, changed=changed, cache=cache), looks)


def told(report: Report, looks: Sequence[Appearance]) -> CheckResult:
    """A report in every look that was asked for."""
    from lprpolicy.model.report import Decision

    texts = tuple(form.write(report, style) for form, style in looks)
    papers = tuple(paper for one in report.subjects for paper in one.asked_for)
    return CheckResult(report.decision is Decision.ALLOW, texts, papers)


def open_lists() -> Store | None:
    """The imported lists; most have none, and need not load what reads them."""
    path = of_lists()
    if path is None or not path.exists():
        return None
    from lprpolicy.repository.loaded_lists import Store

    return Store(path)


def _parsed(raw: bytes | None, looks: int) -> CheckResult | None:
    """The outcome that these bytes are; None where they are none."""
    try:
        said: Any = json.loads(raw) if raw is not None else None
        papers = tuple((path, digest) for path, digest in said["papers"]) if said else ()
        found = CheckResult(said["allowed"], tuple(said["texts"]), papers) if said else None
    except (ValueError, LookupError, TypeError):
        return None
    if found is None or type(found.allowed) is not bool or len(found.texts) != looks:
        return None
    return found if all(isinstance(text, str) for text in found.texts) else None
