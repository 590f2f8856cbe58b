"""Judgements of earlier runs, so that an agency whose files are the same is not judged again.

They are kept as data and read by their types; what does not read as a judgement is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from pydantic import TypeAdapter, ValidationError

from lprpolicy.evaluate.judgment import Judgment, Session, clean
from lprpolicy.evaluate.keys import content, digests, key, program
from lprpolicy.evaluate.lists_used import Named
from lprpolicy.evaluate.workers import Work
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.stamps import file_state
from lprpolicy.model.layout import owner
from lprpolicy.model.report import Note, RuleInfo
from lprpolicy.repository.findings import Ungrouped
from lprpolicy.repository.loaded_lists import Store

_Rules = tuple[RuleInfo, ...]


@dataclass(frozen=True, slots=True)
class _KeptJudgment:
    """A judgement that there is something to say of."""

    agency: str
    findings: tuple[Ungrouped, ...]
    coming: tuple[Ungrouped, ...]
    notes: tuple[Note, ...]
    in_force: int
    """Which of the book's lists of rules it was made by."""
    named: tuple[Named, ...]
    file: str | None
    """The policy's file, where it was judged."""
    asked: bool
    network: str | None
    """Of which network it is true, where it rests on that."""


@dataclass(slots=True)
class _Book:
    """Judgements by what they rest on; each rule, and each list of rules, once.

    Of a policy that keeps every rule nothing more is known than by which list of rules. `shared` is
    what is wrong with the files that all agencies share.
    """

    shared: tuple[Ungrouped, ...] = ()
    rules: list[RuleInfo] = field(default_factory=list)
    in_forces: list[tuple[int, ...]] = field(default_factory=list)
    clean: dict[str, int] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)
    """Ids of entries of the repository's own directory that some judgement rests on."""
    rests_on: dict[str, tuple[int, ...]] = field(default_factory=dict)
    kept: dict[str, _KeptJudgment] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _written() -> TypeAdapter[_Book]:
    from lprpolicy.model.network import PathStep  # noqa: F401 - a finding has some, seldom

    return TypeAdapter(_Book)


def ready() -> None:
    """Make now what reading or writing a book takes."""
    _written()


class Remembered:
    """What is remembered of the agencies of a run, and what will be."""

    def __init__(
        self, cache: Cache, session: Session, work: Sequence[Work], lists: Store | None
    ) -> None:
        tree, options = session.tree, session.options
        known = digests(tree.files)
        shared = [(path, known[path]) for path in tree.files if owner(path) is None]
        state = file_state(lists.path) if lists is not None else None
        faults = [astuple(fault) for fault in tree.faults]
        rests_on = (program(), options.as_of, options.waivers, tree.prefix, state, shared, faults)
        self._cache = cache
        self._file = f"judged-{key(*rests_on)}"
        self._court = session
        self._keys = {one: _key(one, session.files[one[0]], known) for one in work}
        self._book, self._in_force = self._read()

    @property
    def shared(self) -> tuple[Ungrouped, ...] | None:
        """What was found in the files that all agencies share; None where nothing is known."""
        return self._book.shared if self._in_force else None

    @cached_property
    def _network(self) -> str:
        return content(self._court.tree.files)

    def judgment(self, work: Work) -> Judgment | None:
        """The judgement of the very same files by the very same rules, if there was one."""
        name = self._keys[work]
        in_force = self._book.clean.get(name)
        rests_on = frozenset(self._book.entries[at] for at in self._book.rests_on.get(name, ()))
        if in_force is not None:
            file = self._court.tree.shown(f"{work[0]}/policy.yaml")
            return clean(work[0], file, self._in_force[in_force], rests_on)
        kept = self._book.kept.get(name)
        if kept is None or (kept.network is not None and kept.network != self._network):
            return None
        return Judgment(
            kept.agency,
            list(kept.findings),
            list(kept.coming),
            list(kept.notes),
            self._in_force[kept.in_force],
            frozenset(kept.named),
            kept.file,
            kept.asked,
            kept.network is not None,
            rests_on,
        )

    def keep(self, work: Iterable[Work], found: Iterable[Judgment]) -> None:
        """Remember the judgements of this run, and no others, for the next one."""
        book, in_forces = _Book(self._court.shared.findings), _RuleLists()
        numbers: dict[str, int] = {}
        for one, made in zip(work, found, strict=True):
            if made.rests_on:
                said = (numbers.setdefault(id_, len(numbers)) for id_ in sorted(made.rests_on))
                book.rests_on[self._keys[one]] = tuple(said)
            in_force = in_forces.number(made.rules)
            if made.clean:
                book.clean[self._keys[one]] = in_force
            else:
                network = self._network if made.follows else None
                book.kept[self._keys[one]] = _kept(made, in_force, network)
        book.rules, book.in_forces = in_forces.rules, in_forces.in_forces
        book.entries = list(numbers)
        self._cache.put(self._file, _written().dump_json(book, by_alias=True, exclude_unset=True))

    def _read(self) -> tuple[_Book, list[_Rules]]:
        """What is kept, and each list of rules; nothing where that is not whole."""
        raw = self._cache.get(self._file)
        if raw is None:
            return _Book(), []
        try:
            book = _written().validate_json(raw)
        except ValidationError:
            return _Book(), []
        rules = dict(enumerate(book.rules))
        said = {*book.clean.values(), *(kept.in_force for kept in book.kept.values())}
        if not (
            rules.keys() >= {*chain(*book.in_forces)}
            and said <= {*range(len(book.in_forces))}
            and {*chain(*book.rests_on.values())} <= {*range(len(book.entries))}
        ):
            return _Book(), []
        return book, [tuple(rules[number] for number in in_force) for in_force in book.in_forces]


class _RuleLists:
    """Lists of rules by number; the rules in them by number too."""

    def __init__(self) -> None:
        self.rules: list[RuleInfo] = []
        self.in_forces: list[tuple[int, ...]] = []
        self._known: dict[str, int] = {}
        self._numbers: dict[int, tuple[int, _Rules]] = {}

    def number(self, rules: _Rules) -> int:
        known = self._numbers.get(id(rules))
        if known is None:
            for rule in rules:
                if rule.id not in self._known:
                    self._known[rule.id] = len(self.rules)
                    self.rules.append(rule)
            in_force = tuple(self._known[rule.id] for rule in rules)
            if in_force not in self.in_forces:
                self.in_forces.append(in_force)
            known = self._numbers[id(rules)] = self.in_forces.index(in_force), rules
        return known[0]


def _key(work: Work, files: Mapping[str, bytes], known: Mapping[str, bytes]) -> str:
    """All that a judgement rests on besides what the agencies share."""
    # No path has a zero in it, so no name can look like two files.
    return "\0".join([str(work[1]), *[f"{path}\0{known[path].hex()}" for path in files]])


def _kept(made: Judgment, in_force: int, network: str | None) -> _KeptJudgment:
    return _KeptJudgment(
        made.agency,
        tuple(made.findings),
        tuple(made.coming),
        tuple(made.notes),
        in_force,
        tuple(sorted(made.named, key=str)),
        made.file,
        made.asked,
        network,
    )
