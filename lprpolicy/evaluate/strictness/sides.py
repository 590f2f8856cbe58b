"""One side of a comparison: some rules, and where the agency is that they bind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from lprpolicy.checks import check_named
from lprpolicy.errors import UsageError
from lprpolicy.judge.obligation import Dated, Obligation
from lprpolicy.model.form import (
    AGENCY,
    GRANTS,
    SYSTEM,
    SYSTEMS,
    ChoiceForm,
    DayForm,
    Form,
)
from lprpolicy.model.rule import About, Applies
from lprpolicy.model.words import AgencyKind, Binding, ReaderProgram
from lprpolicy.model.written import Written
from lprpolicy.read.schema import shape
from lprpolicy.strictness.values import sorts

MAKES_APPLY: Final = (f"{SYSTEM}/readers/", f"{SYSTEM}/contract/signed")
"""The places of a system by which a rule applies or does not."""


@dataclass(frozen=True)
class SideRule:
    """A rule in force on the day, with its parameters read and the form of what it asks."""

    obligation: Obligation
    dated: Dated
    params: Written
    forms: tuple[Form, ...] | None
    """None where nobody wrote down what the check reads: then it cannot be compared."""

    @property
    def id(self) -> str:
        return self.obligation.id

    @property
    def takes_two(self) -> bool:
        """Whether two systems may break it that no one system shows.

        One may make it apply and another break it. A system with the readers and first day of the
        one, and all else of the other, then does both, unless the check reads those two as well.
        """
        applies = self.obligation.rule.applies
        if applies is None or (applies.mounts is None and applies.contracts_from is None):
            return False
        check = check_named(self.obligation.rule.check)
        own = check.form(self.params) if check.form is not None else ()
        return any(form.at.startswith(MAKES_APPLY) for form in own)

    @cached_property
    def asks(self) -> tuple[object, ...]:
        """What it asks, apart from its words: two rules with the same always refuse the same."""
        rule = self.obligation.rule
        return rule.check, self.params.model_dump_json(), rule.applies

    @cached_property
    def named(self) -> tuple[frozenset[str], ...]:
        """Every list of words in its parameters, as a set."""
        return tuple(_lists(self.params.model_dump(mode="json")))


def _lists(data: object) -> Iterator[frozenset[str]]:
    if isinstance(data, dict):
        for inner in data.values():
            yield from _lists(inner)
    elif isinstance(data, list):
        words = frozenset(one for one in data if isinstance(one, str))
        if words:
            yield words
        for inner in data:
            yield from _lists(inner)


@dataclass(frozen=True)
class RuleSet:
    """Rules that are compared as a whole: a pack, a town's own rules, or a bill."""

    name: str
    rules: tuple[SideRule, ...]
    state: str | None
    agency: str | None = None
    """The only agency that they bind, if it is one."""
    kinds: tuple[AgencyKind, ...] = ()
    """One kind of agency of each sort that its rules tell apart."""


def side(
    name: str, obligations: Iterable[Obligation], day: dt.date, *, recommended: bool = False
) -> RuleSet:
    """Make a side of rules in force on a day, required ones unless recommendations count too.

    Disputed law decides nothing, so it is left out.
    """
    obligations = list(obligations)
    kinds = applied_kinds(obligations)
    made = []
    for rule in obligations:
        dated = rule.on(day)
        counts = recommended or rule.rule.binding is Binding.MUST
        if dated is None or dated.contested is not None or not counts:
            continue
        made.append(side_rule(rule, dated, kinds))
    packs = [rule.pack for rule in obligations]
    states = {pack.state or _state_of(pack.agencies) for pack in packs} - {None}
    agencies = {one for pack in packs for one in pack.agencies or ()}
    if len(states) > 1 or len(agencies) > 1:
        raise UsageError(f"{name} binds agencies of several places, so it is no one side")
    return RuleSet(
        name,
        tuple(made),
        next(iter(states), None),
        next(iter(agencies), None),
        kinds,
    )


def _state_of(agencies: tuple[str, ...] | None) -> str | None:
    return agencies[0].partition("/")[0] if agencies else None


def side_rule(rule: Obligation, dated: Dated, kinds: tuple[AgencyKind, ...]) -> SideRule:
    """Make one rule ready, in the version of a day."""
    check = check_named(rule.rule.check)
    version = next(one for one in rule.rule.versions if one.from_ == dated.start)
    params, _ = shape(version.params, check.params)
    assert params is not None  # the rule was bound with these
    forms = check.form(params) if check.form is not None else None
    if forms is not None:
        forms = (*forms, *_of_applies(rule.rule.applies, kinds))
    return SideRule(rule, dated, params, forms)


def applied_kinds(rules: Iterable[Obligation]) -> tuple[AgencyKind, ...]:
    """One kind of agency of each sort that the rules tell apart by whom they bind."""
    applies = [rule.rule.applies for rule in rules if rule.rule.applies is not None]
    sets = [frozenset(one.kinds or one.not_kinds or ()) for one in applies]
    first = AgencyKind.MUNICIPAL_POLICE
    return tuple(sorts([first, *(one for one in AgencyKind if one is not first)], sets, bool))


def _of_applies(applies: Applies | None, kinds: tuple[AgencyKind, ...]) -> tuple[Form, ...]:
    """The places that decide whether a rule binds a policy."""
    if applies is None:
        return ()
    found: list[Form] = []
    if applies.kinds is not None or applies.not_kinds is not None:
        found.append(ChoiceForm(AGENCY, tuple(map(str, kinds))))
    if applies.mounts is not None:
        found += [SYSTEMS, *(ChoiceForm(f"{SYSTEM}/readers/{m}", (0, 1)) for m in applies.mounts)]
    if applies.roads is not None:
        roads = (one.replace("-", "_") for one in applies.roads)
        found += [SYSTEMS, *(ChoiceForm(f"{SYSTEM}/readers/{road}", (0, 1)) for road in roads)]
    if applies.programs is not None:
        found += [SYSTEMS, ChoiceForm(f"{SYSTEM}/program", tuple(map(str, ReaderProgram)))]
    if applies.contracts_from is not None:
        found += [SYSTEMS, DayForm(f"{SYSTEM}/contract/signed", (applies.contracts_from,))]
    if SYSTEMS in found:
        found.append(GRANTS)  # beside a grant, no system at all is no answer
    return tuple(found)


def on_policies(side: RuleSet) -> RuleSet:
    """The same side without rules that ask about changes or about searches."""
    kept = tuple(one for one in side.rules if one.obligation.asks is About.POLICY)
    return replace(side, rules=kept)
