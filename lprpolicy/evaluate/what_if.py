"""Judge a repository as if proposed rules were law on the day. Nothing here decides a merge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.host.files.tree import Tree
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.report import Report
from lprpolicy.model.what_if import ProposedRule, WhatIf
from lprpolicy.model.words import Layer
from lprpolicy.repository.law import Law
from lprpolicy.repository.proposed import laid_over

if TYPE_CHECKING:
    from lprpolicy.repository.known_lists import Known


def what_if(
    tree: Tree,
    options: Options,
    law: Law,
    rules: Sequence[Obligation],
    files: Mapping[str, bytes],
    lists: Known | None = None,
) -> WhatIf:
    """Judge twice, by the law of the day and by that with the rules laid over it.

    `files` are those that the rules were read from: a town's own rule is put among its others.
    """
    day = options.as_of
    begun = [rule for rule in rules if rule.on(day) is not None]
    later = tuple((rule.id, rule.versions[0].start) for rule in rules if rule not in begun)
    if not begun:
        raise UsageError(
            f"none of the proposed rules is in effect on {day}",
            hint=f"the first begins on {min(start for _, start in later)}: name that day with "
            "--as-of",
        )
    today = check(tree, options, law, lists=lists)
    of_towns = [rule for rule in begun if rule.pack.layer is Layer.TOWN]
    over = _with_towns_own(tree, of_towns, files)
    of_states = [rule for rule in begun if rule not in of_towns]
    then = check(over, options, laid_over(law, of_states), lists=lists)
    old = {rule.id for rule in law.obligations} | _own_ids(tree)
    return WhatIf(
        files=tuple(sorted({rule.source for rule in rules})),
        day=day,
        rules=tuple(_proposed_rules(begun, then, old)),
        later=later,
        judged=today.checked.agencies,
        refused_today=_refused_agencies(today),
        refused_then=_refused_agencies(then),
    )


def _proposed_rules(
    rules: Iterable[Obligation], then: Report, old: set[str]
) -> Iterator[ProposedRule]:
    for rule in sorted(rules, key=lambda rule: rule.id):
        dated = rule.on(then.as_of)
        assert dated is not None
        yield ProposedRule(
            id=rule.id,
            title=rule.rule.title,
            says=rule.rule.says,
            file=rule.source,
            binding=rule.rule.binding,
            since=dated.start,
            replaces=rule.id in old,
            findings=tuple(
                one for one in then.findings if one.rule.id == rule.id and one.waiver is None
            ),
        )


def _own_ids(tree: Tree) -> set[str]:
    return {
        path.replace("/rules/", "/").removesuffix(".yaml")
        for path in tree.files
        if "/rules/" in path
    }


def _with_towns_own(tree: Tree, rules: Iterable[Obligation], files: Mapping[str, bytes]) -> Tree:
    """Put proposed rules of towns where each town keeps its own."""
    for rule in rules:
        agency, _, name = rule.id.rpartition("/")
        if not any(path.startswith(f"{agency}/") for path in tree.files):
            raise UsageError(
                f"{rule.source} is a rule of {agency}, which has no policy here",
                hint="name the policy repository that the town is in",
            )
        tree = tree.over(f"{agency}/rules/{name}.yaml", files[rule.source])
    return tree


def _refused_agencies(report: Report) -> frozenset[str]:
    return frozenset(
        one.agency
        for one in report.findings
        if one.agency is not None and one.blocks(strict=report.strict)
    )
