"""Check a repository: the decision, and the report in every format that was asked for.

The same files by the same law give the same bytes, so the result is cached. A second run on the
same files loads no model: an editor or a hook may ask on every save.
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
"""A format, with the style of its text (color, width)."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether the decision is to allow, and the report in each format, in order."""

    allowed: bool
    texts: tuple[str, ...]


def outcome(
    tree: Tree,
    options: Options,
    looks: Sequence[Appearance],
    *,
    lists: bool = True,
    changed: Differing | None = None,
    cache: Cache | None = None,
) -> CheckResult:
    """Judge the tree and write the report, or take both from the cache if it has them.

    `lists` says whether the user's imported lists are used.
    """
    if cache is None:
        return _make(tree, options, looks, lists=lists, changed=changed, cache=None)
    name = f"outcome-{_key(tree, options, looks, lists=lists, changed=changed)}"
    known = _parse(cache.get(name), len(looks))
    if known is None:
        known = _make(tree, options, looks, lists=lists, changed=changed, cache=cache)
        cache.put(name, json.dumps({"allowed": known.allowed, "texts": known.texts}).encode())
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
) -> str:
    """Return the key of everything that a result depends on."""
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


def _make(
    tree: Tree,
    options: Options,
    looks: Sequence[Appearance],
    *,
    lists: bool,
    changed: Differing | None,
    cache: Cache | None,
) -> CheckResult:
    tree.want_contents()  # the other process sends them during the import below
    from lprpolicy.evaluate.report import check

    store = open_lists() if lists else None
    return write_report(check(tree, options, lists=store, changed=changed, cache=cache), looks)


def write_report(report: Report, looks: Sequence[Appearance]) -> CheckResult:
    """Write a report in every format that was asked for."""
    from lprpolicy.model.report import Decision

    texts = tuple(form.write(report, style) for form, style in looks)
    return CheckResult(report.decision is Decision.ALLOW, texts)


def open_lists() -> Store | None:
    """Open the imported lists. Most users have none, and do not load the code for them."""
    path = of_lists()
    if path is None or not path.exists():
        return None
    from lprpolicy.repository.loaded_lists import Store

    return Store(path)


def _parse(raw: bytes | None, looks: int) -> CheckResult | None:
    """Parse a cached result; None if the bytes are none."""
    try:
        said: Any = json.loads(raw) if raw is not None else None
        found = CheckResult(said["allowed"], tuple(said["texts"])) if said else None
    except (ValueError, LookupError, TypeError):
        return None
    if found is None or type(found.allowed) is not bool or len(found.texts) != looks:
        return None
    return found if all(isinstance(text, str) for text in found.texts) else None
