"""Judgments of earlier runs, so that an agency whose files are the same is not judged again.

The cache holds them as JSON, and pydantic reads them by their types. A file that does not read as
such, or names a rule that it does not hold, counts as no file: every agency is then judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from lprpolicy.evaluate.judgment import Judgment, Session, by_rules, clean
from lprpolicy.evaluate.keys import content, digests, key, program
from lprpolicy.evaluate.own_rules import papers_now
from lprpolicy.evaluate.workers import Work
from lprpolicy.host.cache import Cache
from lprpolicy.host.files.stamps import file_state
from lprpolicy.model.layout import owner
from lprpolicy.model.report import Note, RuleInfo
from lprpolicy.model.subject import Named
from lprpolicy.repository.findings import Ungrouped

if TYPE_CHECKING:
    from lprpolicy.repository.known_lists import Known

_Rules = tuple[RuleInfo, ...]


@dataclass(frozen=True, slots=True)
class _KeptJudgment:
    """A judgment that says more than "every rule is met", so all of it has to be stored."""

    agency: str
    findings: tuple[Ungrouped, ...]
    coming: tuple[Ungrouped, ...]
    notes: tuple[Note, ...]
    rule_list: int
    """The number, in the book, of the list of rules that the policy was judged by."""
    named: tuple[Named, ...]
    file: str | None
    """The path of the policy's file; None if no policy was judged."""
    asked: bool
    network: str | None
    """The digest of the whole network, if a rule followed the grants into it."""
    papers: tuple[tuple[str, str | None], ...] = ()
    """The papers that it depends on, as they were."""
    draft: bool = False
    """Whether the policy is proposed only."""
    adoption: tuple[Ungrouped, ...] = ()
    """What it would still need if it were adopted."""


@dataclass(slots=True)
class _Book:
    """All judgments of a repository, by the key of the files that each one rests on.

    Thousands of agencies share a few lists of rules, so the book holds each rule and each list
    once and refers to them by number. `clean` holds the policies that meet every rule: nothing but
    the number of their list has to be known. `shared` is what is wrong with the files that all
    agencies share.
    """

    shared: tuple[Ungrouped, ...] = ()
    rules: list[RuleInfo] = field(default_factory=list)
    rule_lists: list[tuple[int, ...]] = field(default_factory=list)
    clean: dict[str, int] = field(default_factory=dict)
    entries: list[str] = field(default_factory=list)
    """Ids of entries of the repository's own directory that some judgment rests on."""
    rests_on: dict[str, tuple[int, ...]] = field(default_factory=dict)
    sources: list[Named] = field(default_factory=list)
    """The sources of the directory entries that clean policies rely on."""
    named: dict[str, tuple[int, ...]] = field(default_factory=dict)
    kept: dict[str, _KeptJudgment] = field(default_factory=dict)


@lru_cache(maxsize=1)
def _book_adapter() -> TypeAdapter[_Book]:
    from lprpolicy.model.network import PathStep  # noqa: F401 - a finding has some, seldom

    return TypeAdapter(_Book)


def ready() -> None:
    """Build the adapter while other processes judge: pydantic takes its time for it."""
    _book_adapter()


class Remembered:
    """The judgments of an earlier run by agency, and the place to keep those of this run."""

    def __init__(
        self, cache: Cache, session: Session, work: Sequence[Work], lists: Known | None
    ) -> None:
        tree, options = session.tree, session.options
        known = digests(tree.files)
        shared = [(path, known[path]) for path in tree.files if owner(path) is None]
        state = file_state(lists.path) if lists is not None else None
        faults = [astuple(fault) for fault in tree.faults]
        rests_on = (program(), options.as_of, options.waivers, tree.prefix, state, shared, faults)
        self._cache = cache
        self._file = f"judged-{key(*rests_on)}"
        self._session = session
        self._keys = {one: _key(one, session.files[one[0]], known) for one in work}
        self._book, self._rule_lists = self._read()

    @property
    def shared(self) -> tuple[Ungrouped, ...] | None:
        """What was found in the files that all agencies share; None if no earlier run is known."""
        return self._book.shared if self._rule_lists else None

    @cached_property
    def _network(self) -> str:
        return content(self._session.tree.files)

    def judgment(self, work: Work) -> Judgment | None:
        """The earlier judgment of the very same files by the very same rules, if there was one."""
        name = self._keys[work]
        number = self._book.clean.get(name)
        rests_on = frozenset(self._book.entries[at] for at in self._book.rests_on.get(name, ()))
        if number is not None:
            file = self._session.tree.display_path(f"{work[0]}/policy.yaml")
            named = frozenset(self._book.sources[at] for at in self._book.named.get(name, ()))
            return clean(work[0], file, self._rule_lists[number], rests_on, named)
        kept = self._book.kept.get(name)
        if kept is None or (kept.network is not None and kept.network != self._network):
            return None
        if kept.papers != papers_now(self._session.papers, kept.papers):
            return None
        return Judgment(
            kept.agency,
            list(kept.findings),
            list(kept.coming),
            list(kept.notes),
            self._rule_lists[kept.rule_list],
            frozenset(kept.named),
            kept.file,
            kept.asked,
            kept.network is not None,
            kept.papers,
            rests_on,
            kept.draft,
            list(kept.adoption),
        )

    def keep(self, work: Iterable[Work], found: Iterable[Judgment]) -> None:
        """Keep the judgments of this run, and drop all others, so that the file does not grow."""
        book, lists = _Book(self._session.shared.findings), _RuleLists()
        names = (self._keys[one] for one in work)
        entries: dict[str, int] = {}
        sources: dict[Named, int] = {}
        for run in by_rules(found):
            number = lists.number(run[0].rules)
            for made in run:
                name = next(names)
                if made.rests_on:
                    known = (entries.setdefault(it, len(entries)) for it in sorted(made.rests_on))
                    book.rests_on[name] = tuple(known)
                if not made.clean:
                    network = self._network if made.follows else None
                    book.kept[name] = _to_keep(made, number, network)
                    continue
                book.clean[name] = number
                if made.named:
                    by = sorted(made.named, key=str)
                    book.named[name] = tuple(sources.setdefault(it, len(sources)) for it in by)
        book.rules, book.rule_lists = lists.rules, lists.lists
        book.entries, book.sources = list(entries), list(sources)
        self._cache.put(
            self._file, _book_adapter().dump_json(book, by_alias=True, exclude_unset=True)
        )

    def _read(self) -> tuple[_Book, list[_Rules]]:
        """The book of the last run and its lists of rules; an empty one if any part is missing."""
        raw = self._cache.get(self._file)
        if raw is None:
            return _Book(), []
        try:
            book = _book_adapter().validate_json(raw)
        except ValidationError:
            return _Book(), []
        rules = dict(enumerate(book.rules))
        lists = book.rule_lists
        named = {*book.clean.values(), *(kept.rule_list for kept in book.kept.values())}
        if not (
            rules.keys() >= {*chain(*lists)}
            and named <= {*range(len(lists))}
            and {*chain(*book.rests_on.values())} <= {*range(len(book.entries))}
            and {*chain(*book.named.values())} <= {*range(len(book.sources))}
        ):
            return _Book(), []
        return book, [tuple(rules[number] for number in numbers) for numbers in lists]


class _RuleLists:
    """Lists of rules by number, and the rules in them by number too: each is stored once."""

    def __init__(self) -> None:
        self.rules: list[RuleInfo] = []
        self.lists: list[tuple[int, ...]] = []
        self._known: dict[str, int] = {}

    def number(self, rules: _Rules) -> int:
        for rule in rules:
            if rule.id not in self._known:
                self._known[rule.id] = len(self.rules)
                self.rules.append(rule)
        numbers = tuple(self._known[rule.id] for rule in rules)
        if numbers not in self.lists:
            self.lists.append(numbers)
        return self.lists.index(numbers)


def _key(work: Work, files: Mapping[str, bytes], known: Mapping[str, bytes]) -> str:
    """The key of all that a judgment rests on besides what the agencies share."""
    # No path contains a NUL character, so one name can never look like two files.
    return "\0".join([str(work[1]), *[f"{path}\0{known[path].hex()}" for path in files]])


def _to_keep(made: Judgment, number: int, network: str | None) -> _KeptJudgment:
    return _KeptJudgment(
        made.agency,
        tuple(made.findings),
        tuple(made.coming),
        tuple(made.notes),
        number,
        tuple(sorted(made.named, key=str)),
        made.file,
        made.asked,
        network,
        made.papers,
        made.draft,
        tuple(made.adoption),
    )
