"""Answers of checks, remembered by the blocks of the policy that each answer rests on.

A check is a pure function of its subject. While it runs, this module notes which blocks it reads.
A later policy with the same objects in those places gets the same answer without another run: the
reader makes one object of equal blocks. Towns copy blocks of a model policy, and two versions of
one policy differ in few blocks, so most answers repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from lprpolicy.model.policy import Policy
from lprpolicy.model.subject import Subject

Said = TypeVar("Said")
Ask = Callable[[Subject, set[str] | None], tuple[Said, ...]]
"""Judges a subject. Where a set is given, it also notes there what it looked at."""

MOST_KEPT: Final = 1_000
"""At this many answers for one set of blocks, all are dropped; those in use soon come back."""
MOST_WAYS: Final = 4
IN_VAIN: Final = 100
"""After this many misses in a row, a check stops remembering: its answers never repeat."""
_OWN: Final = frozenset({"agency", "grants", "paths"})
"""Facts of one agency alone: an answer that rests on one cannot serve another agency."""
_NOTED: Final = _OWN | {"purposes"}
_ALWAYS: Final = frozenset({"day", "policy.status"})
"""Part of every key. `attrgetter` returns a tuple only for two or more names."""

_Answer = tuple[tuple[Said, ...], tuple[Any, ...]]
"""An answer and the blocks it rests on. Keeping the blocks keeps their ids from being reused."""


class _SeenAnswers(Generic[Said]):
    """The answers that rest on certain blocks."""

    __slots__ = ("known", "look", "names")

    def __init__(self, names: Set[str]) -> None:
        self.names = names
        self.look: Callable[[Subject], tuple[Any, ...]] = attrgetter(*sorted(names | _ALWAYS))
        self.known: dict[tuple[int, ...], _Answer[Said]] = {}

    def keep(self, subject: Subject, said: tuple[Said, ...]) -> None:
        if len(self.known) == MOST_KEPT:
            self.known.clear()
        rests_on = self.look(subject)
        self.known[tuple(map(id, rests_on))] = said, rests_on


class Answers(Generic[Said]):
    """The answers of one check, or of several that are asked together."""

    __slots__ = ("_ask", "_in_vain", "_ways", "looked_at_own")

    def __init__(self, ask: Ask[Said]) -> None:
        self._ask = ask
        self._ways: list[_SeenAnswers[Said]] = []
        self._in_vain = 0
        self.looked_at_own = False
        """Whether an answer ever rested on a fact of one agency alone."""

    def of(self, subject: Subject, seen: set[str] | None = None) -> tuple[Said, ...]:
        """Judge a subject, or remember the answer; what it rests on goes into `seen`."""
        if self._in_vain > IN_VAIN:
            return self._ask(subject, seen)
        for way in self._ways:
            answer = way.known.get(tuple(map(id, way.look(subject))))
            if answer is not None:
                self._in_vain = 0
                if seen is not None:
                    seen |= way.names
                return answer[0]
        self._in_vain += 1
        looked_at: set[str] = set()
        said = self._ask(subject, looked_at)
        self._remember(subject, said, looked_at)
        if seen is not None:
            seen |= looked_at
        return said

    def _remember(self, subject: Subject, said: tuple[Said, ...], looked_at: set[str]) -> None:
        if not looked_at.isdisjoint(_OWN):
            self.looked_at_own = True
            return
        way = next((way for way in self._ways if way.names == looked_at), None)
        if way is None and len(self._ways) < MOST_WAYS:
            way = _SeenAnswers(looked_at)
            self._ways.append(way)
        if way is not None:
            way.keep(subject, said)


class Watched(Subject):
    """A subject that notes what a check reads of it, such as `policy.retention` or `grants`."""

    def __init__(self, subject: Subject, seen: set[str]) -> None:
        policy: Any = _Blocks(subject.policy, seen)  # it is asked like a policy
        super().__init__(policy, subject.agency, subject.grants, subject.day, subject.paths)
        self.__dict__.update(_subject=subject, _seen=seen)

    def __getattribute__(self, name: str) -> Any:
        if name in _NOTED:
            super().__getattribute__("_seen").add(name)
            return getattr(super().__getattribute__("_subject"), name)
        return super().__getattribute__(name)

    def as_written(self, blocks: Set[str]) -> dict[str, Any]:
        self.__dict__["_seen"].update(map(_of_policy, blocks))
        written: dict[str, Any] = self.__dict__["_subject"].as_written(blocks)
        return written


class _Blocks:
    """A policy that notes which of its blocks a check reads."""

    __slots__ = ("_policy", "_seen")

    def __init__(self, policy: Policy, seen: set[str]) -> None:
        self._policy, self._seen = policy, seen

    def __getattr__(self, name: str) -> Any:
        self._seen.add(_of_policy(name))
        return getattr(self._policy, name)


def _of_policy(block: str) -> str:
    return f"policy.{block}"
