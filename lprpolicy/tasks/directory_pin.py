"""Write the entries that a repository's policies name into a directory of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lprpolicy.errors import CheckBug, NothingChecked, UnreadablePolicy, UsageError
from lprpolicy.host.files.tree import Tree
from lprpolicy.host.outputs import write_whole
from lprpolicy.identify.borne_out import doubts
from lprpolicy.identify.collisions import collisions
from lprpolicy.identify.entries import Entries
from lprpolicy.identify.index import Index
from lprpolicy.identify.pins import pin
from lprpolicy.model.directory import Agency, Directory, Source
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Named
from lprpolicy.model.words import Program
from lprpolicy.read.files import Read, read_file
from lprpolicy.repository.directories import federal
from lprpolicy.repository.layout import folder
from lprpolicy.repository.repository import DIRECTORY, Repository, folders, open_repository
from lprpolicy.repository.unread import why_unreadable
from lprpolicy.write.directory.file import directory_file

PINNED: Final = "directory/pinned.yaml"
TITLE: Final = "Agencies that the policies here name"
HEAD: Final = (
    "Made by lprpolicy directory pin from the lists that each entry names; run it again to renew.\n"
    "An entry counts as far as an official list or its own words bear it out."
)


@dataclass(frozen=True, slots=True)
class Pins:
    """The file as it is to be, what differs from the one that is there, and what a person learns.

    `kept` are entries that no list on this machine has, `own` those that stand in another file of
    the repository, `unknown` ids that nobody knows. `differs` are notes about the repository's
    own entries that a list contradicts. `by_lists` are entries that only a list bears out.
    """

    path: Path
    text: str | None
    before: str | None
    entries: tuple[Agency, ...]
    added: tuple[Agency, ...]
    removed: tuple[Agency, ...]
    changed: tuple[Agency, ...]
    kept: tuple[str, ...]
    own: tuple[str, ...]
    unknown: tuple[str, ...]
    differs: tuple[str, ...]
    by_lists: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the file is not yet as it is to be."""
        return self.text is not None and self.text != self.before

    def write(self) -> None:
        """Put the file in its place, whole or not at all; leave one that is right alone."""
        if self.text is not None and self.is_new:
            write_whole(self.path, self.text, overwrite=True)


@dataclass(frozen=True, slots=True)
class _Here:
    """What is known here: `own` entries stand in other files than the pinned ones of `before`."""

    index: Index
    lists: Entries | None
    own: dict[str, Agency]
    before: dict[str, Agency]


@dataclass(slots=True)
class _Pinned:
    """Who the policies name, sorted by what is known of them."""

    entries: dict[str, Agency] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


def pins(start: Path, lists: Entries | None) -> Pins:
    """Work out the pinned entries of the repository around a path."""
    tree = folder((start,))
    if tree.root is None:
        raise CheckBug("a folder has no root")
    for fault in tree.faults:
        raise UnreadablePolicy(
            f"{tree.display_path(fault.file)} {fault.says}; nobody knows whom it names",
            hint=f"lprpolicy check {tree.root} says what is wrong with it",
        )
    repository = open_repository(tree, lists)
    policies = tuple(_policies(tree, repository))
    if not policies:
        raise NothingChecked(f"{start}: there is no policy here", consequence="nothing was written")
    own, before = _directories(tree)
    here = _Here(repository.index, lists, own, before)
    found = _Pinned()
    for id_, texts in sorted(_names_by_id(policies, repository.index).items()):
        _sort(found, here, id_, texts)
    entries = tuple(found.entries.values())
    raw = tree.files.get(PINNED)
    return Pins(
        path=tree.root / PINNED,
        text=_text(entries, there=raw is not None),
        before=raw.decode() if raw is not None else None,
        entries=entries,
        added=tuple(one for one in entries if one.id not in before),
        removed=tuple(one for id_, one in before.items() if id_ not in found.entries),
        changed=tuple(one for one in entries if before.get(one.id, one) != one),
        kept=tuple(found.kept),
        own=tuple(found.own),
        unknown=tuple(found.unknown),
        differs=tuple(found.differs),
        by_lists=tuple(one.id for one in entries if any(doubts(one))),
    )


def _policies(tree: Tree, repository: Repository) -> Iterator[Policy]:
    """Every policy; an UnreadablePolicy for the first whose recipients cannot be read."""
    for agency in folders(tree):
        wrong = why_unreadable(repository, agency)
        if wrong is not None:
            raise wrong
        read = repository.policies.get(agency)
        if read is not None and read.value is not None:
            yield read.value


def _directories(tree: Tree) -> tuple[dict[str, Agency], dict[str, Agency]]:
    """The entries of the repository's other files by id, and the pinned ones."""
    own: dict[str, Agency] = {}
    before: dict[str, Agency] = {}
    for path, raw in sorted(tree.files.items()):
        if DIRECTORY.fullmatch(path) is None:
            continue
        read: Read[Directory] = read_file(tree.display_path(path), raw, Directory)
        if read.value is None:
            raise UsageError(
                f"{tree.display_path(path)}: this directory is not right as it stands",
                hint=f"lprpolicy check {tree.root} says what is wrong with it",
                consequence="nothing was written",
            )
        for one in read.value.agencies:
            whole = one.model_copy(update={"source": one.source or read.value.source})
            (before if path == PINNED else own)[one.id] = whole
    return own, before


def _names_by_id(policies: Sequence[Policy], index: Index) -> dict[str, set[str]]:
    """The ids that policies name, and the vendors' texts for each."""
    found: dict[str, set[str]] = {policy.agency: set() for policy in policies}
    for policy in policies:
        for grant in (policy.sharing.grants if policy.sharing else None) or ():
            if isinstance(grant.to, Named):
                named = index.identify(grant.to.named, state=grant.to.state)
                if named.id is not None:
                    found.setdefault(named.id, set()).add(grant.to.named)
                continue
            texts = found.setdefault(grant.to, set())
            if grant.listed_as is not None:
                texts.add(grant.listed_as)
    return found


def _sort(found: _Pinned, here: _Here, id_: str, texts: Iterable[str]) -> None:
    known = here.index.agency(id_)
    if known is not None and known.id in here.index.federal.by_id:
        return  # the built-in directory says who is federal
    if known is not None and known.id in here.own:
        found.own.append(known.id)
        found.differs += _differs(here.own[known.id], known)
        return
    listed = here.lists.by_id(id_) if here.lists is not None else None
    ours = (text for text in texts if here.index.identify(text).id == id_)
    sources = here.lists.sources if here.lists is not None else ()
    entry = pin(listed, here.before.get(id_), ours, sources)
    if entry is None:
        found.unknown.append(id_)
        return
    if listed is None:
        found.kept.append(id_)
    found.entries[id_] = entry


def _differs(mine: Agency, joined: Agency) -> Iterator[str]:
    """What lists say of an own entry's programs and the entry does not."""
    said = {(one.program, one.source.on, one.member) for one in mine.programs}
    for one in joined.programs:
        if one.member and (one.program, one.source.on, one.member) not in said:
            label = "287(g)" if one.program is Program.ICE_287G else one.program.value
            yield f"{mine.id} is a {label} partner by the {one.source.title} of {one.source.on}"


def _text(entries: Sequence[Agency], *, there: bool) -> str | None:
    """Write the file; None if there is nothing to pin and no file.

    The file's own source is the one that most entries have.
    """
    if not entries:
        if there:
            raise UsageError(
                f"{PINNED}: the policies name nobody that it could hold",
                hint="delete the file",
                consequence="nothing was written",
            )
        return None
    counts: Counter[Source] = Counter(one.source for one in entries if one.source is not None)
    if not counts:
        raise CheckBug("a pinned entry has no source")
    base = min(counts, key=lambda one: (-counts[one], one.title, str(one.on), one.sha256 or ""))
    text = directory_file(entries, title=TITLE, base=base, head=HEAD)
    read = read_file(PINNED, text.encode(), Directory)
    if read.value is None or list(collisions(federal(), read.value)):
        raise CheckBug("the pinned directory does not read back, or takes a federal name")
    return text
