"""Which words of the vocabulary rules ask about, and which ones nobody asks about.

What nobody asks about is a gap: a policy could say anything there and pass. A word is written
with its family, as `retention/toll` or `purposes/commercial-use`. A pack says under `not_asked`
which words its law leaves open, and why; the other words are asked about by `gaps`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.rule import Pack, Version
from lprpolicy.model.words import (
    WIDER,
    Binding,
    Field,
    HotListFile,
    Onward,
    Purpose,
    RecordClass,
    Release,
    Switch,
)

FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "retention": tuple(map(str, RecordClass)),
    "purposes": tuple(map(str, Purpose)),
    "fields": tuple(map(str, Field)),
    "lookups": tuple(map(str, Switch)),
    "onward": tuple(str(one) for one in Onward if one is not Onward.FORBIDDEN),
    "release": tuple(str(one) for one in Release if one is not Release.NOBODY),
    "hot_lists": tuple(map(str, HotListFile)),
}
WORDS: Final = frozenset(f"{family}/{word}" for family, held in FAMILIES.items() for word in held)
_KNOWN_LISTS: Final = frozenset({"amber-alert", "ncic", "ncmec"})
"""Hot lists of the whole country; those of a state are in the rules of its pack."""
_Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules that bind an agency ask about on a day.

    `speaks` says whether the state has any rule; where it has none, no word is a gap in it.
    """

    speaks: bool
    open: frozenset[str]
    """Words that no required rule asks about and that no pack leaves open."""
    open_in: Mapping[str, frozenset[str]]
    """The same by family, without its name."""
    bars_immigration: bool
    hot_lists: frozenset[str]
    """Hot lists that somebody has looked into."""

    @classmethod
    def by(cls, rules: Iterable[Obligation], packs: Iterable[Pack], day: dt.date) -> Asked:
        """By the rules that bind an agency, and by the packs of its state."""
        required = [rule for rule in rules if rule.rule.binding is Binding.MUST]
        of_state = [rule for rule in required if rule.pack.state is not None]
        open_ = WORDS - words_of(required) - left_open(packs).keys()
        return cls(
            speaks=any(rule.on(day) is not None for rule in of_state),
            open=open_,
            open_in={
                family: frozenset(one for one in held if f"{family}/{one}" in open_)
                for family, held in FAMILIES.items()
            },
            bars_immigration=Purpose.CIVIL_IMMIGRATION_ENFORCEMENT
            in _forbidden_purposes(required, day),
            hot_lists=_KNOWN_LISTS | _lists(rules),
        )


def words_of(rules: Iterable[Obligation]) -> frozenset[str]:
    """The words that rules ask about on any day. A disputed reading decides nothing."""
    found = (
        _WORDS[rule.rule.check](version.params)
        for rule in rules
        if rule.rule.check in _WORDS
        for version in rule.rule.versions
        if version.contested is None
    )
    return frozenset(chain.from_iterable(found))


def left_open(packs: Iterable[Pack]) -> dict[str, str]:
    """The words that packs leave open, with the reason; a family's name stands for all of it."""
    found: dict[str, str] = {}
    for pack in packs:
        for word, why in pack.not_asked.items():
            whole = FAMILIES.get(word)
            found |= {word: why} if whole is None else {f"{word}/{one}": why for one in whole}
    return found


def _forbidden_purposes(rules: Iterable[Obligation], day: dt.date) -> frozenset[Purpose]:
    """The purposes that rules forbid on a day, by name or by what they allow alone."""
    found: set[Purpose] = set()
    for rule in rules:
        version = _on(rule, day)
        if version is None:
            continue
        if rule.rule.check == "purposes-prohibited":
            found |= {Purpose(one) for one in version.params["forbid"]}
        elif rule.rule.check == "purposes-within":
            found |= {one for one in Purpose if one not in version.params["allow"]}
    return frozenset(found | {narrow for narrow, wide in WIDER.items() if wide in found})


def _on(rule: Obligation, day: dt.date) -> Version | None:
    """What a rule says on a day, where lawyers do not dispute it."""
    found = (one for one in rule.rule.versions if one.in_force(day) and one.contested is None)
    return next(found, None)


def _lists(rules: Iterable[Obligation]) -> frozenset[str]:
    """The hot lists that rules name."""
    keys = {"hot-lists-within": "allow", "hot-list-excludes": "lists"}
    return frozenset(
        name
        for rule in rules
        if rule.pack.state is not None and rule.rule.check in keys
        for version in rule.rule.versions
        for name in version.params.get(keys[rule.rule.check]) or ()
    )


def _some(family: str, key: str) -> Callable[[_Params], Iterator[str]]:
    """The words that stand in one parameter."""
    return lambda params: (f"{family}/{one}" for one in params[key])


def _every(family: str) -> Callable[[_Params], Iterator[str]]:
    """All words of a family: a rule that allows some refuses the others."""
    return lambda _: (f"{family}/{one}" for one in FAMILIES[family])


def _record(params: _Params) -> Iterator[str]:
    yield f"retention/{params['record']}"


_WORDS: Final[Mapping[str, Callable[[_Params], Iterator[str]]]] = {
    "retention-at-most": _record,
    "retention-at-least": _record,
    "purposes-within": _every("purposes"),
    "purposes-prohibited": _some("purposes", "forbid"),
    "fields-within": _every("fields"),
    "fields-prohibited": _some("fields", "forbid"),
    "lookups-off": _some("lookups", "switches"),
    "onward-sharing": _every("onward"),
    "hot-lists-within": _every("hot_lists"),
    "hot-list-excludes": _some("hot_lists", "exclude"),
}
