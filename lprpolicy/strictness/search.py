"""Look for values that one rule refuses and others accept, place by place, within a limit.

What is left once some places are chosen falls apart into parts that share no open place. Each part
is solved by itself, once for each choice that it depends on, so that rules which have nothing to do
with each other never multiply.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lprpolicy.model.form import AGENCY
from lprpolicy.strictness.values import ONE

LIMIT: Final = 200_000
"""After this many values for one rule, the answer is unknown."""
Chosen = Mapping[str, int]
"""The number of the value chosen at each place."""


@dataclass(slots=True)
class RuleQuestion:
    """One rule as a question about the values of the places that it reads; answers are kept."""

    name: str
    places: tuple[str, ...]
    ask: Callable[[Mapping[str, Any]], bool]
    domains: Mapping[str, Sequence[Any]]
    _known: dict[tuple[int, ...], bool] = field(default_factory=dict)

    def accepts(self, chosen: Chosen) -> bool:
        """Whether the rule has nothing against these values."""
        key = tuple(chosen[place] for place in self.places)
        if key not in self._known:
            self._known[key] = self.ask(
                {place: self.domains[place][chosen[place]] for place in self.places}
            )
        return self._known[key]


class TooManySteps(Exception):
    """The search was given up before it was over."""


@dataclass()
class Search:
    """The questions that must all accept, over the values of every place."""

    accept: Sequence[RuleQuestion]
    domains: Mapping[str, Sequence[Any]]
    limit: int = LIMIT
    _left: int = field(default=0, init=False)
    _parts: dict[object, dict[str, int] | None] = field(default_factory=dict, init=False)

    def find(self, by: RuleQuestion) -> Iterator[dict[str, int]]:
        """Yield choices for all places that one question refuses and all others accept.

        None at all means that there are none; TooManySteps, that the limit was reached first.
        """
        self._left = self.limit
        order = sorted({*by.places, *(self.domains.keys() & {AGENCY})}, key=_first)
        for chosen in self._assign(order, {}):
            if by.accepts(chosen):
                continue
            rest = self._complete(self._open(self.accept, chosen), chosen)
            if rest is not None:
                yield rest | chosen

    def _assign(self, order: Sequence[str], chosen: dict[str, int]) -> Iterator[dict[str, int]]:
        """Every choice for these places that no question on them alone refuses."""
        if not order:
            yield chosen
            return
        for number in self._possible(order[0], chosen):
            more = chosen | {order[0]: number}
            if self._fits(self.accept, more, order[0]):
                yield from self._assign(order[1:], more)

    def _complete(self, questions: Sequence[RuleQuestion], chosen: Chosen) -> dict[str, int] | None:
        """Choose all open places so that these questions accept; None if there is no way."""
        made: dict[str, int] = {}
        for part in _parts(questions, chosen):
            solved = self._solution(part, chosen)
            if solved is None:
                return None
            made |= solved
        return made

    def _solution(self, part: Sequence[RuleQuestion], chosen: Chosen) -> dict[str, int] | None:
        """Solve one part, whose open places are all tied together."""
        places = {place for one in part for place in one.places}
        rests_on = tuple(sorted((place, chosen[place]) for place in places if place in chosen))
        key = (tuple(sorted(one.name for one in part)), rests_on)
        if key not in self._parts:
            self._parts[key] = self._solve(part, places, dict(chosen))
        return self._parts[key]

    def _solve(
        self, part: Sequence[RuleQuestion], places: set[str], chosen: dict[str, int]
    ) -> dict[str, int] | None:
        place = min(
            (one for one in places if one not in chosen and not self._waits(one, places, chosen)),
            key=lambda one: (
                self._ways(one, chosen),
                -sum(one in question.places for question in part),
                one,
            ),
        )
        for number in self._possible(place, chosen):
            chosen[place] = number
            if self._fits(part, chosen, place):
                rest = self._complete(self._open(part, chosen), chosen)
                if rest is not None:
                    return rest | {place: number}
        return None

    @staticmethod
    def _waits(place: str, places: set[str], chosen: Chosen) -> bool:
        """Whether the list comes first in whose entry the place is."""
        parent = list_of(place)
        return parent in places and parent not in chosen

    def _ways(self, place: str, chosen: Chosen) -> int:
        """How many values may be chosen."""
        return 1 if self._is_left_out(place, chosen) else len(self.domains[place])

    def _is_left_out(self, place: str, chosen: Chosen) -> bool:
        parent = list_of(place)
        return parent in chosen and self.domains[parent][chosen[parent]] != ONE

    def _possible(self, place: str, chosen: Chosen) -> Iterable[int]:
        """What may be chosen: a field of an entry that is not there is left out."""
        values = self.domains[place]
        if self._is_left_out(place, chosen):
            yield values.index(None)
            return
        for number in range(len(values)):
            self._left -= 1
            if self._left < 0:
                raise TooManySteps
            yield number

    @staticmethod
    def _fits(questions: Iterable[RuleQuestion], chosen: Chosen, place: str) -> bool:
        """Whether each question that this place was the last one of accepts."""
        return all(
            one.accepts(chosen)
            for one in questions
            if place in one.places and all(other in chosen for other in one.places)
        )

    @staticmethod
    def _open(questions: Iterable[RuleQuestion], chosen: Chosen) -> list[RuleQuestion]:
        """The questions that ask about a place which is not chosen yet."""
        return [one for one in questions if any(place not in chosen for place in one.places)]


def list_of(place: str) -> str:
    """The list in whose entry a place is; empty for a place that is in none.

    >>> list_of("/systems/0/lookups/national"), list_of("/audit/every")
    ('/systems', '')
    """
    above, entry, _ = place.partition("/0/")
    return above if entry else ""


def _first(place: str) -> tuple[bool, bool, str]:
    """The agency first, so that one of another kind comes last; then lists before their entries."""
    return place != AGENCY, "/0/" in place, place


def _parts(questions: Sequence[RuleQuestion], chosen: Chosen) -> list[list[RuleQuestion]]:
    """Sort questions into parts that share no open place."""
    found: list[tuple[set[str], list[RuleQuestion]]] = []
    for one in questions:
        open_ = {place for place in one.places if place not in chosen}
        held = [one]
        for near in [part for part in found if part[0] & open_]:
            open_ |= near[0]
            held = [*near[1], *held]
            found.remove(near)
        found.append((open_, held))
    return [held for _, held in found]
