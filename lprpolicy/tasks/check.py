"""What a check comes to: whether it is allowed, and its report in every look that was asked for.

The same files by the same law give the same bytes, so an outcome is kept, and a run that was made
before loads no model: an editor or a hook may ask on every save.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING, Any, Final

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
    from lprpolicy.repository.revisions import Side


NO_BASE: Final = (
    "No base (--base REV): what a change takes away is not judged; every entry counts as reviewed."
)

Appearance = tuple[Format, Style]
"""A format, and what its text depends on besides the report."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether the decision is to allow, and a text for each look, in their order."""

    allowed: bool
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """What a change is judged against. Where that is nothing, the report may have to say so."""

    base: Side | None = None
    says_none: bool = False

    def key(self) -> object:
        """What an outcome rests on of it."""
        if self.base is None:
            return self.says_none
        tree = self.base.tree
        faults = [astuple(fault) for fault in tree.faults]
        return self.base.name, self.base.commit, content(tree.files), faults


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
    """Judge the tree and write the report; with a cache, unless that was done before.

    `lists` says whether the user's imported lists count.
    """
    if cache is None:
        return _made(
            tree, options, looks, lists=lists, changed=changed, cache=None, against=against
        )
    name = f"outcome-{_key(tree, options, looks, lists=lists, changed=changed, against=against)}"
    known = _parsed(cache.get(name), len(looks))
    if known is None:
        known = _made(
            tree, options, looks, lists=lists, changed=changed, cache=cache, against=against
        )
        cache.put(name, json.dumps({"allowed": known.allowed, "texts": known.texts}).encode())
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
    against: Against,
) -> str:
    """The key of everything that an outcome rests on."""
    selected = None if tree.selected is None else sorted(tree.selected)
    differs = None if changed is None else (changed.base, sorted(changed.agencies), changed.shared)
    return key(
        program(),
        options,
        looks,
        differs,
        against.key(),
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
    against: Against,
) -> CheckResult:
    tree.wanted()  # while the next line takes its time
    from lprpolicy.evaluate.report import check

    store = open_lists() if lists else None
    base = against.base
    report = check(tree, options, lists=store, changed=changed, cache=cache, base=base)
    if against.says_none:
        report = replace(report, basis=NO_BASE)
    return told(report, looks)


def told(report: Report, looks: Sequence[Appearance]) -> CheckResult:
    """A report in every look that was asked for."""
    from lprpolicy.model.report import Decision

    texts = tuple(form.write(report, style) for form, style in looks)
    return CheckResult(report.decision is Decision.ALLOW, texts)


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
        found = CheckResult(said["allowed"], tuple(said["texts"])) if said else None
    except (ValueError, LookupError, TypeError):
        return None
    if found is None or type(found.allowed) is not bool or len(found.texts) != looks:
        return None
    return found if all(isinstance(text, str) for text in found.texts) else None
