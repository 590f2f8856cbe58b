"""What a check comes to: whether it is allowed, and its report in every look that was asked for.

The same files by the same law give the same bytes, so an outcome is kept, and a run that was made
before loads no model: an editor or a hook may ask on every save.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from lprpolicy.tasks.cache import Cache
from lprpolicy.tasks.keys import content, file_state, key, program
from lprpolicy.tasks.options import Options
from lprpolicy.tasks.places import of_lists
from lprpolicy.tasks.trees import Tree, is_state

if TYPE_CHECKING:
    from lprpolicy.model.report import Report
    from lprpolicy.tasks.changed import Changed
    from lprpolicy.tasks.store import Store


@dataclass(frozen=True, slots=True)
class Look:
    """A format, and what its text depends on besides the report."""

    format: str
    colour: bool = False
    width: int = 100
    show_all: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether the decision is to allow, and a text for each look, in their order."""

    allowed: bool
    texts: tuple[str, ...]


def outcome(
    tree: Tree,
    options: Options,
    looks: Sequence[Look],
    *,
    lists: bool = True,
    changed: Changed | None = None,
    cache: Cache | None = None,
) -> Outcome:
    """Judge the tree and write the report; with a cache, unless that was done before.

    `lists` says whether the user's imported lists count.
    """
    if cache is None:
        return _made(tree, options, looks, lists=lists, changed=changed, cache=None)
    name = f"outcome-{_key(tree, options, looks, lists=lists, changed=changed)}"
    known = _parsed(cache.get(name), len(looks))
    if known is None:
        known = _made(tree, options, looks, lists=lists, changed=changed, cache=cache)
        cache.put(name, json.dumps({"allowed": known.allowed, "texts": known.texts}).encode())
    return known


def ready(folders: Collection[str]) -> None:
    """Load now what a check needs that was not made before, in a repository of these folders."""
    import lprpolicy.tasks.check
    import lprpolicy.write.text  # noqa: F401
    from lprpolicy.tasks.directories import federal
    from lprpolicy.tasks.law import of_state

    federal()
    for folder in folders:
        if is_state(folder):
            of_state(folder)


def _key(
    tree: Tree,
    options: Options,
    looks: Sequence[Look],
    *,
    lists: bool,
    changed: Changed | None,
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
    looks: Sequence[Look],
    *,
    lists: bool,
    changed: Changed | None,
    cache: Cache | None,
) -> Outcome:
    tree.wanted()  # while the next line takes its time
    from lprpolicy.tasks.check import check

    store = open_lists() if lists else None
    return told(check(tree, options, lists=store, changed=changed, cache=cache), looks)


def told(report: Report, looks: Sequence[Look]) -> Outcome:
    """A report in every look that was asked for."""
    from lprpolicy.model.report import Decision
    from lprpolicy.write import FORMATS

    texts = (
        FORMATS[look.format].write(
            report, colour=look.colour, width=look.width, show_all=look.show_all
        )
        for look in looks
    )
    return Outcome(report.decision is Decision.ALLOW, tuple(texts))


def open_lists() -> Store | None:
    """The imported lists; most have none, and need not load what reads them."""
    path = of_lists()
    if path is None or not path.exists():
        return None
    from lprpolicy.tasks.store import Store

    return Store(path)


def _parsed(raw: bytes | None, looks: int) -> Outcome | None:
    """The outcome that these bytes are; None where they are none."""
    try:
        said: Any = json.loads(raw) if raw is not None else None
        found = Outcome(said["allowed"], tuple(said["texts"])) if said else None
    except (ValueError, LookupError, TypeError):
        return None
    if found is None or type(found.allowed) is not bool or len(found.texts) != looks:
        return None
    return found if all(isinstance(text, str) for text in found.texts) else None
