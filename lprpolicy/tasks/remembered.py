"""Judgements of earlier runs, so that an agency whose files are the same is not judged again.

They are kept as data and read by their types; what does not read as a judgement is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pydantic import TypeAdapter, ValidationError

from lprpolicy.model.report import Note, RuleInfo, Subject
from lprpolicy.tasks.cache import Cache
from lprpolicy.tasks.findings import Ungrouped
from lprpolicy.tasks.folders import owner
from lprpolicy.tasks.judgement import Court, Judgement
from lprpolicy.tasks.keys import content, file_state, key, program
from lprpolicy.tasks.lists_used import Named
from lprpolicy.tasks.store import Store
from lprpolicy.tasks.workers import Work

_Rules = tuple[RuleInfo, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A judgement."""

    agency: str
    findings: tuple[Ungrouped, ...]
    coming: tuple[Ungrouped, ...]
    notes: tuple[Note, ...]
    docket: int
    """Which of the book's lists of rules it was made by."""
    named: tuple[Named, ...]
    file: str | None
    """The policy's file, where it was judged."""
    asked: bool
    network: str | None
    """Of which network it is true, where it rests on that."""


@dataclass(slots=True)
class _Book:
    """Judgements by the keys of what they rest on; each rule, and each list of rules, once."""

    rules: list[RuleInfo] = field(default_factory=list)
    dockets: list[tuple[int, ...]] = field(default_factory=list)
    kept: dict[str, _Kept] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _written() -> TypeAdapter[_Book]:
    from lprpolicy.model.network import Step  # noqa: F401 - a finding has some, seldom

    return TypeAdapter(_Book)


class Remembered:
    """What is remembered of the agencies of a run, and what will be."""

    def __init__(
        self, cache: Cache, court: Court, work: Sequence[Work], lists: Store | None
    ) -> None:
        tree, options = court.tree, court.options
        shared = {path: raw for path, raw in tree.files.items() if owner(path) is None}
        state = file_state(lists.path) if lists is not None else None
        rests_on = (program(), options.as_of, options.waivers, tree.prefix, state, content(shared))
        self._cache = cache
        self._file = f"judged-{key(*rests_on)}"
        self._court = court
        self._keys = {one: f"{content(court.files[one[0]])}-{one[1]:d}" for one in work}
        self._kept, self._dockets = self._read()

    @cached_property
    def _network(self) -> str:
        return content(self._court.tree.files)

    def judgement(self, work: Work) -> Judgement | None:
        """The judgement of the very same files by the very same rules, if there was one."""
        kept = self._kept.get(self._keys[work])
        if kept is None or (kept.network is not None and kept.network != self._network):
            return None
        rules, ids = self._dockets[kept.docket]
        return Judgement(
            kept.agency,
            list(kept.findings),
            list(kept.coming),
            list(kept.notes),
            rules,
            frozenset(kept.named),
            Subject(kept.agency, kept.file, ids) if kept.file else None,
            kept.asked,
            kept.network is not None,
        )

    def keep(self, work: Iterable[Work], found: Iterable[Judgement]) -> None:
        """Remember the judgements of this run, and no others, for the next one."""
        book = _Book()
        rules: dict[str, int] = {}
        dockets: dict[tuple[int, ...], int] = {}
        for one, made in zip(work, found, strict=True):
            for rule in made.rules:
                if rule.id not in rules:
                    rules[rule.id] = len(book.rules)
                    book.rules.append(rule)
            docket = tuple(rules[rule.id] for rule in made.rules)
            if docket not in dockets:
                dockets[docket] = len(book.dockets)
                book.dockets.append(docket)
            book.kept[self._keys[one]] = _Kept(
                made.agency,
                tuple(made.findings),
                tuple(made.coming),
                tuple(made.notes),
                dockets[docket],
                tuple(sorted(made.named, key=str)),
                made.subject.file if made.subject else None,
                made.asked,
                self._network if made.follows else None,
            )
        self._cache.put(self._file, _written().dump_json(book, by_alias=True, exclude_unset=True))

    def _read(self) -> tuple[dict[str, _Kept], list[tuple[_Rules, tuple[str, ...]]]]:
        """What is kept, and each list of rules with their ids; nothing where that is not whole."""
        raw = self._cache.get(self._file)
        if raw is None:
            return {}, []
        try:
            book = _written().validate_json(raw)
        except ValidationError:
            return {}, []
        numbers = range(len(book.rules))
        if any(number not in numbers for docket in book.dockets for number in docket) or any(
            kept.docket not in range(len(book.dockets)) for kept in book.kept.values()
        ):
            return {}, []
        dockets = [tuple(book.rules[number] for number in docket) for docket in book.dockets]
        return book.kept, [(rules, tuple(rule.id for rule in rules)) for rules in dockets]
