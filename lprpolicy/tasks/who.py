"""Identify the names on a vendor's list, as far as the directories can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lprpolicy.identify.entries import Entries
from lprpolicy.identify.explain import explain
from lprpolicy.repository.directories import near
from lprpolicy.write.identity.facts import Identified


def who(
    names: Iterable[str], directories: tuple[Path, ...], *, lists: Entries | None, explained: bool
) -> Iterator[Identified]:
    """Look up each name in these directories, or in those of the policy repository here."""
    index = near(directories, Path(), lists=lists)
    for raw in names:
        identity = index.identify(raw, similar=True)
        yield Identified(identity, tuple(explain(index, raw)) if explained else ())
