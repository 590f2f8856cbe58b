"""Run the examples of rules as tests, and find the parts of a rule that no example reaches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lprpolicy.checks import NEVER_VIOLATED, check_named
from lprpolicy.evaluate.change import comparison
from lprpolicy.evaluate.network import of_example
from lprpolicy.evaluate.paths import leads_of, make_wanted
from lprpolicy.evaluate.searches.example import ids_in, log_of
from lprpolicy.evaluate.searches.judged import rules_judged
from lprpolicy.evaluate.subjects import subject
from lprpolicy.identify.entries import Own
from lprpolicy.identify.index import Index
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.directory import Agency, Directory, Membership, Source
from lprpolicy.model.network import Lead
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import About, Example, Rule
from lprpolicy.model.subject import Paths
from lprpolicy.model.verdicts import Answer
from lprpolicy.model.words import AgencyKind, Program
from lprpolicy.read.schema import Misfit, shape
from lprpolicy.repository.directories import federal
from lprpolicy.repository.law import bind

EXAMPLE_AGENCY: Final = re.compile(
    r"(us(?:-[a-z]{2})?)/example-(unclassified|[a-z-]+?)(-on-287g-list|-off-287g-list)?"
)
"""Ids of agencies that exist in examples only. The id itself gives kind and state."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example whose outcome is not the one that it states."""

    rule: str
    example: str
    number: int
    expected: tuple[str, ...]
    found: tuple[str, ...]


def run(obligation: Obligation) -> Iterator[Failure]:
    """Run every example of a rule and give the failures; none means success."""
    for number, example in enumerate(obligation.rule.examples):
        found = outcome(obligation, example)
        if sorted(example.finds) != sorted(found):
            yield Failure(obligation.id, example.name, number, example.finds, found)


def outcome(obligation: Obligation, example: Example) -> tuple[str, ...]:
    """Return what a rule finds in an example, in the notation of `finds`."""
    return tuple(find for find, _ in _finds(obligation, example))


def _finds(obligation: Obligation, example: Example) -> tuple[tuple[str, str], ...]:
    """Give what a rule finds in an example: answer and place, and the sentence."""
    policy, misfits = example_policy(obligation, example)
    if policy is None:
        return tuple((f"{m.code} {m.verdict.at}", m.verdict.message) for m in misfits)
    before = None
    if example.base is not None:
        before, misfits = example_policy(obligation, example, example.base)
        if before is None:
            return tuple((f"{m.code} {m.verdict.at}", m.verdict.message) for m in misfits)
    dated = obligation.on(example.as_of)
    seen = _ids_in(policy, example) | (_ids_in(before, example) if before else frozenset())
    index = example_index(seen)
    if obligation.asks is About.SEARCH:
        return _in_a_log(obligation, example, policy, index)
    asked = subject(policy, index, example.as_of, _paths(policy, example, index))
    if dated is None or not obligation.binds(asked.agency):
        return ()
    if obligation.asks is About.CHANGE:
        compared = comparison(before, policy, index, index, example.as_of)
        found = dated.decide(compared)
        return tuple((f"{one.answer} {one.at}", one.message) for one in found)
    return tuple((f"{found.answer} {found.at}", found.message) for found in dated.decide(asked))


def _in_a_log(
    obligation: Obligation, example: Example, policy: Policy, index: Index
) -> tuple[tuple[str, str], ...]:
    """Give what a rule on searches finds: answer, column, how many, and the sentence."""
    log = log_of(example, policy, index)
    return tuple(
        (f"{one.answer} {one.at} {one.searches.searches if one.searches else 0}", one.message)
        for found in rules_judged(log, [obligation])
        for one in found.verdicts
    )


def example_policy(
    obligation: Obligation, example: Example, blocks: dict[str, Any] | None = None
) -> tuple[Policy | None, tuple[Misfit, ...]]:
    """Complete an example's blocks to a policy of an agency that the rule's pack binds."""
    pack = obligation.pack
    first = pack.agencies[0] if pack.agencies else None
    agency = example.agency or first or f"{pack.state or 'us-ct'}/example-municipal-police"
    frame = {"schema": "lprpolicy/policy/v1", "agency": agency, "status": "adopted"}
    return shape(frame | (example.policy if blocks is None else blocks), Policy)


def coverage_gaps(obligation: Obligation) -> Iterator[str]:
    """Give a line for each part of a rule that no example reaches.

    Each version needs an example that is met, one that is violated and one that is undecided; the
    rule needs one on the day before it begins. An example reaches a parameter if its outcome
    changes when the parameter is left out.
    """
    examples = obligation.rule.examples
    outcomes = {example.name: outcome(obligation, example) for example in examples}
    first = obligation.versions[0]
    for dated in obligation.versions:
        within = [e for e in examples if dated.in_force(e.as_of)]
        answers = {find.split()[0] for e in within for find in outcomes[e.name]}
        if not any(not outcomes[e.name] for e in within):
            yield f"the version from {dated.start}: met"
        if Answer.VIOLATION not in answers and _violable(obligation.rule):
            yield f"the version from {dated.start}: violation"
        if Answer.UNDECIDED not in answers:
            yield f"the version from {dated.start}: undecided"
    if not any((first.start - e.as_of).days == 1 for e in examples):
        yield f"the day before {first.start}"
    yield from _unreached_parameters(obligation)


def _violable(rule: Rule) -> bool:
    """Whether a policy can state a violation: one that is unpublished does not say that it is."""
    if rule.check in NEVER_VIOLATED:
        return False
    return not (rule.check == "disclosure" and _only_missing(rule))


def _only_missing(rule: Rule) -> bool:
    published = {item for version in rule.versions for item in version.params.get("publishes", ())}
    return published <= {"policy", "annual-report"}


def _unreached_parameters(obligation: Obligation) -> Iterator[str]:
    examples = obligation.rule.examples
    found = [_finds(obligation, example) for example in examples]
    for number, version in enumerate(obligation.rule.versions):
        params = check_named(obligation.rule.check).params
        for path, mutated in _without_one(version.params):
            if shape(mutated, params)[0] is None:
                continue
            changed = _with_params(obligation, number, mutated)
            if [_finds(changed, example) for example in examples] == found:
                yield f"the version from {version.from_}: {path}"


def _without_one(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Give each copy of the data that lacks one key or list entry, with the path of that."""
    steps: Iterable[Any] = (
        data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ()
    )
    for step in steps:
        where = f"{path}/{step}"
        inner = data[step]
        if isinstance(data, dict):
            yield where, {key: value for key, value in data.items() if key != step}
        else:
            said = f"{where} ({inner})" if isinstance(inner, str) else where
            yield said, data[:step] + data[step + 1 :]
        for below, changed in _without_one(inner, where):
            copy = dict(data) if isinstance(data, dict) else list(data)
            copy[step] = changed
            yield below, copy


def _with_params(obligation: Obligation, number: int, params: dict[str, Any]) -> Obligation:
    rule = obligation.rule
    version = rule.versions[number]
    frame = {key: getattr(version, key) for key in ("provision",)} | {"from": version.from_}
    if version.until is not None:
        frame["until"] = version.until
    changed = type(version).model_validate(frame | params)
    versions = (*rule.versions[:number], changed, *rule.versions[number + 1 :])
    bound, _ = bind(
        obligation.id, rule.model_copy(update={"versions": versions}), obligation.pack, ""
    )
    assert bound is not None
    return bound


def _ids_in(policy: Policy, example: Example) -> frozenset[str]:
    grants = (policy.sharing.grants if policy.sharing else None) or ()
    ids = {policy.agency, *ids_in(example)} | {
        grant.to for grant in grants if isinstance(grant.to, str)
    }
    for other in example.others:
        ids |= {other.agency, *other.passes_on_to, *(other.grants or ())}
    return frozenset(i for i in ids if EXAMPLE_AGENCY.fullmatch(i))


def _paths(policy: Policy, example: Example, index: Index) -> Paths:
    """Follow the network of an example: its policy, and what the example says of others."""

    def follow(
        kinds: frozenset[AgencyKind], ids: frozenset[str], max_hops: int | None
    ) -> tuple[Lead, ...]:
        known = of_example(policy, example.others, index)
        return leads_of(known, policy.agency, make_wanted(index, kinds, ids), max_hops)

    return follow


@lru_cache(maxsize=512)
def example_index(mentioned: frozenset[str]) -> Index:
    entries = tuple(_example_agency(identifier) for identifier in sorted(mentioned))
    made = Directory.model_construct(
        format="lprpolicy/directory/v1",
        title="examples",
        source=_SOURCE,
        agencies=entries,
        patterns=(),
    )
    return Index.of(federal(), lists=Own.of(made))


def _example_agency(identifier: str) -> Agency:
    found = EXAMPLE_AGENCY.fullmatch(identifier)
    assert found is not None
    state, kind, listed = found.groups()
    memberships = (
        (Membership(program=Program.ICE_287G, member=listed == "-on-287g-list", source=_SOURCE),)
        if listed
        else ()
    )
    known: dict[str, Any] = {} if kind == "unclassified" else {"kind": AgencyKind(kind)}
    if state != "us":
        known["state"] = state
    return Agency(
        id=identifier,
        name=identifier.partition("/")[2].replace("-", " "),
        programs=memberships,
        **known,
    )


_SOURCE: Final = Source.model_validate({"title": "example", "on": "2020-01-01"})
