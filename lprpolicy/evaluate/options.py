"""How to judge. It is a module of its own so that a cached run loads no model."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleFilter:
    """Rules to show, by id; `us-ct/` is all that begin so. Without `select` it is every rule."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, rule: str) -> bool:
        chosen = not self.select or any(is_or_begins(rule, one) for one in self.select)
        return chosen and not any(is_or_begins(rule, one) for one in self.ignore)


def is_or_begins(rule: str, name: str) -> bool:
    """Whether a rule's id is the name, or begins with it where that ends with a slash."""
    return rule.startswith(name) if name.endswith("/") else rule == name


@dataclass(frozen=True, slots=True)
class Options:
    """How to judge. None means the repository's own setting."""

    as_of: dt.date
    strict: bool | None = None
    waivers: bool = True
    today: dt.date | None = None
    """The day by the clock, where it is not the day whose law is applied."""
    chosen: RuleFilter = RuleFilter()
    """The rules that the report shows. All of them decide."""
