"""A policy that shows a no: judged as a whole, made as small as it goes, and written as files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from lprpolicy.evaluate.strictness.apart import may_need_two
from lprpolicy.evaluate.strictness.files import check_files, refused_by, repository
from lprpolicy.evaluate.strictness.ready import Comparing
from lprpolicy.evaluate.strictness.sides import SideRule, on_policies
from lprpolicy.evaluate.strictness.world import World, exchange_places, judge_by, plain
from lprpolicy.model.form import AGENCY
from lprpolicy.model.strictness import Counterexample
from lprpolicy.model.words import AgencyKind
from lprpolicy.strictness.search import list_of
from lprpolicy.strictness.values import ONE

_TRIES: Final = 40
_NICER: Final = 12
"""After this many policies the search for one that lprpolicy's own rules allow gives up."""


class NotConfirmed(Exception):
    """A search found what the judge does not confirm, so nobody can tell."""


Example = tuple[Counterexample | None, tuple[str, ...]]


def find_example(rule: SideRule, ready: Comparing) -> Example:
    """The smallest policy that one rule refuses and the other side does not, judged as a whole.

    Without one, the rules on which it failed whenever the search had found something.
    """
    stopped: dict[str, None] = {}
    best: Counterexample | None = None
    for number, chosen in enumerate(islice(ready.choices(rule.id), _TRIES)):
        wrong = _refusals(chosen, rule, ready)
        if wrong:
            stopped |= dict.fromkeys(wrong)
            continue
        made = _counterexample(_smaller(chosen, rule, ready), rule, ready)
        wrong = _by_check(made, rule, ready)
        if wrong:
            stopped |= dict.fromkeys(wrong)
            continue
        if best is None or len(made.also) < len(best.also):
            best = made
        if not best.also or number >= _NICER:
            break
    return best, tuple(stopped)


def _refusals(chosen: Mapping[str, Any], rule: SideRule, ready: Comparing) -> list[str]:
    """The rules that keep a policy from being a counterexample, by the real judge."""
    here, there = World(ready.home, ready.home), World(ready.away, ready.home)
    asked, moved = here.subject(chosen), there.subject(chosen)
    if asked is None or moved is None:
        return ["the format of policies"]
    refused = [one.entry.info.id for one in judge_by(on_policies(ready.second), asked)]
    if refused:
        return refused
    only = replace(ready.first, rules=(rule,))
    return [] if any(judge_by(only, moved)) else [rule.id]


def _by_check(made: Counterexample, rule: SideRule, ready: Comparing) -> list[str]:
    """The rules that keep it from being one once it is a file beside a directory, for `check`.

    An agency whose kind no official list bears out is bound by more rules than its kind is.
    """
    second = {one.id for one in ready.second.rules}
    wrong = [one for one in made.also if one in second]
    return wrong if rule.id in made.refused_by else [*wrong, rule.id]


def _smaller(chosen: dict[str, Any], rule: SideRule, ready: Comparing) -> dict[str, Any]:
    """Leave out, one after another, the places without which it is still a counterexample."""
    for place in sorted(chosen, key=lambda one: (-one.count("/"), one)):
        fewer = {key: value for key, value in chosen.items() if key != place}
        if chosen[place] == ONE and any(list_of(key) == place for key in fewer):
            fewer = {key: value for key, value in fewer.items() if list_of(key) != place}
        if chosen[place] is None or not _refusals(fewer, rule, ready):
            chosen = fewer
    return chosen


def least_example(rule: SideRule, ready: Comparing) -> Counterexample | None:
    """The first policy that the judge confirms, without files; None where there is certainly none.

    Where the search finds policies and the judge confirms none of them, that is NotConfirmed.
    """
    for held in _judgments(rule, ready):
        return _in_short(held, plain(held, ready.home), rule, ready)
    return None


def whole_example(rule: SideRule, ready: Comparing) -> tuple[Counterexample, bool] | None:
    """The same with its files, and whether `check` confirms it too.

    `check` takes nobody's word for a kind that lets an agency out of the law, so an example of such
    an agency is not confirmed. One like that is given only where there is no other.
    """
    first: Counterexample | None = None
    for held in _judgments(rule, ready):
        made = _counterexample(held, rule, ready)
        if not _by_check(made, rule, ready):
            return made, True
        first = first or made
    return (first, False) if first is not None else None


def _judgments(rule: SideRule, ready: Comparing) -> Iterator[dict[str, Any]]:
    """What is found and confirmed by the judge, made small."""
    tried = confirmed = False
    for chosen in islice(ready.choices(rule.id), _TRIES):
        tried = True
        if not _refusals(chosen, rule, ready):
            confirmed = True
            yield _smaller(chosen, rule, ready)
    if not confirmed and (tried or may_need_two(rule, ready)):
        raise NotConfirmed


def _counterexample(chosen: Mapping[str, Any], rule: SideRule, ready: Comparing) -> Counterexample:
    data = plain(chosen, ready.home)
    files = repository(data, ready.home)
    everybody = ready.beside.rules if ready.beside is not None else ()
    held = on_policies(replace(ready.second, rules=(*ready.second.rules, *everybody)))
    also = refused_by(check_files(files, held, ready.home))
    moved = exchange_places(data, ready.home, ready.away) if ready.home != ready.away else data
    there = files if ready.home == ready.away else repository(moved, ready.away)
    refused = refused_by(check_files(there, on_policies(ready.first), ready.away))
    short = _in_short(chosen, data, rule, ready)
    moved_files = None if there is files else there
    return replace(short, files=files, moved=moved_files, refused_by=refused, also=also)


def _in_short(
    chosen: Mapping[str, Any], data: Mapping[str, Any], rule: SideRule, ready: Comparing
) -> Counterexample:
    """What a policy says, and where it is silent, at the places that the rule reads."""
    said = {place: value for place, value in chosen.items() if value is not None}
    own = [place for place in ready.refuse[rule.id].places if list_of(place) not in said]
    shows = {place: _at(data, place) for place in own if place in said}
    if said.get(AGENCY) not in (None, AgencyKind.MUNICIPAL_POLICE):
        shows[AGENCY] = data["agency"]  # it passes for whose policy it is
    silent = tuple(place for place in own if place not in said and place != AGENCY)
    shows |= {place: [_entry(place, said, ready, rule)] for place in own if said.get(place) == ONE}
    return Counterexample({}, None, (), (), shows, silent)


def _entry(place: str, said: Mapping[str, Any], ready: Comparing, rule: SideRule) -> dict[str, Any]:
    """What the one entry of a list says at the places that the rule reads; of a grant, to whom."""
    read = {*ready.refuse[rule.id].places, "/sharing/grants/0/to"}
    fields = {one: what for one, what in said.items() if list_of(one) == place and one in read}
    data = plain({place: ONE} | fields, ready.home)
    (entry,) = _at(data, place)
    held = {one.removeprefix(f"{place}/0/").partition("/")[0] for one in fields}
    return {key: value for key, value in entry.items() if key in held or key in ("to", "list")}


def _at(data: Any, place: str) -> Any:
    for step in place.strip("/").split("/"):
        data = data[step]
    return data
