"""Compare two sets of rules: packs, a town's own rules, or a bill in files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.strictness.compare import compare
from lprpolicy.evaluate.strictness.sides import RuleSet, side
from lprpolicy.host.files.named import yaml_files
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.strictness import Strictness
from lprpolicy.repository.law import Law, built_in
from lprpolicy.repository.proposed import laid_over, read_proposed
from lprpolicy.repository.repository import open_repository

_FEDERAL: Final = "us"
_TOWN: Final = re.compile(r"us-[a-z]{2}/[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where rules may come from: the law, a policy repository, and files laid over the second."""

    law: Law
    repository: Tree | None = None
    over: tuple[Path, ...] = ()


def compare_named(first: str, second: str, day: dt.date, sources: Sources) -> Strictness:
    """Compare the rules that two names mean on a day."""
    law = sources.law
    over = read_proposed(yaml_files(sources.over), law) if sources.over else ()
    one = _side_of(first, law, sources.repository, day)
    other = _side_of(second, law, sources.repository, day, over)
    for found in (one, other):
        if not found.rules:
            raise UsageError(
                f"{found.name} has no required rule in effect on {day}",
                hint="give another day with --as-of",
                consequence="nothing was compared",
            )
    return compare(one, other, day, beside=_for_everybody(law, day, one, other))


def _for_everybody(law: Law, day: dt.date, *sides: RuleSet) -> RuleSet | None:
    """The federal rules, unless they are what is compared."""
    if any(one.state is None for one in sides):
        return None
    return side(_FEDERAL, _rules(_FEDERAL, law, None), day)


def _side_of(
    name: str,
    law: Law,
    repository: Tree | None,
    day: dt.date,
    over: Sequence[Obligation] = (),
) -> RuleSet:
    rules = _rules(name, law, repository)
    shown = name
    if over:
        held = laid_over(Law({}, tuple(rules)), over)
        rules = [*held.obligations, *held.on_searches]
        shown = f"{name} with {', '.join(sorted({rule.source for rule in over}))}"
    return side(shown, rules, day)


def _rules(name: str, law: Law, repository: Tree | None) -> list[Obligation]:
    if name in law.packs:
        every = (*law.obligations, *law.on_searches)
        return [rule for rule in every if rule.id.rpartition("/")[0] == name]
    if name.endswith((".yaml", "/")) or Path(name).exists():
        return list(read_proposed(yaml_files((Path(name),)), law))
    if _TOWN.fullmatch(name):
        return list(_of_town(name, repository))
    raise UsageError(
        f"there is no pack, town or folder {name!r}",
        hint=f"the packs are {', '.join(sorted(law.packs))}; a town is written us-ct/the-town",
        consequence="nothing was compared",
    )


def _of_town(name: str, repository: Tree | None) -> Iterator[Obligation]:
    found = []
    if repository is not None:
        found = [
            rule for rule in open_repository(repository).rules if name in (rule.pack.agencies or ())
        ]
    if not found:
        raise UsageError(
            f"{name} has no rules of its own here",
            hint=f"name the policy repository with --repository; its rules are in {name}/rules",
            consequence="nothing was compared",
        )
    yield from found


def sources_of(repository: Tree | None, over: tuple[Path, ...]) -> Sources:
    """The built-in law, with what the user named."""
    return Sources(built_in(), repository, over)


def files_of(found: Strictness, into: Path) -> list[tuple[Path, str]]:
    """The files of the smallest policy; in two folders where the sides are of two states."""
    least = found.smallest
    if least is None or least.shown is None:
        return []
    shown = least.shown
    if shown.moved is None:
        return [(into / path, text) for path, text in shown.files.items()]
    sides = {"first": shown.moved, "second": shown.files}
    return [
        (into / one / path, text) for one, files in sides.items() for path, text in files.items()
    ]
