"""Read a policy repository: every file in its role, and all that is wrong with the files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, Final

from lprpolicy.errors import ConfigError
from lprpolicy.host.files.tree import Tree
from lprpolicy.identify.collisions import collisions, duplicates
from lprpolicy.identify.entries import Entries
from lprpolicy.identify.index import Index
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.config import Config
from lprpolicy.model.directory import Directory
from lprpolicy.model.layout import AGENCY, CONFIGS, VOTES, owner
from lprpolicy.model.places import Location, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.report import Related
from lprpolicy.model.verdicts import Undecided
from lprpolicy.model.votes import Votes
from lprpolicy.model.waiver import Waivers
from lprpolicy.read.coherence import misplaced_entries
from lprpolicy.read.files import Read, read_file
from lprpolicy.repository.directories import DirectoryFile, federal, federal_file
from lprpolicy.repository.findings import Ungrouped, file_rule, of_file_fault, of_verdict
from lprpolicy.repository.folder import Folder, read_folder, stray, take

POLICY: Final = re.compile(rf"{AGENCY.pattern}policy\.yaml")
DIRECTORY: Final = re.compile(r"directory/[^/]+\.yaml")


@dataclass(frozen=True)
class Shared:
    """The files that all agencies of a repository share, and what is wrong with them."""

    config: Config
    index: Index
    directories: tuple[DirectoryFile, ...]
    others: frozenset[str]
    """Files without a role here that are known to have none, and are no fault."""
    faults: tuple[Ungrouped, ...]
    """What keeps shared files from being read."""

    @cached_property
    def findings(self) -> tuple[Ungrouped, ...]:
        """The faults, and entries of the directories that are not allowed.

        They are computed late, since no verdict depends on them.
        """
        doubted = chain.from_iterable(_not_borne_out(one, self.index) for one in self.directories)
        return (*self.faults, *self._misplaced, *doubted)

    @cached_property
    def _misplaced(self) -> tuple[Ungrouped, ...]:
        wrong = chain.from_iterable(map(_wrong_entries, self.directories))
        return (*wrong, *_said_twice(self.directories))

    def look_at_entries(self, judged: Collection[str]) -> None:
        """Find out now what is needed for the findings, but not of entries whose agency is judged.

        Other processes judge meanwhile, and tell of those.
        """
        if "findings" in self.__dict__:
            return
        self._misplaced  # noqa: B018 - it is kept
        for one in self.directories:
            for entry in one.value.agencies:
                if entry.id not in judged:
                    self.index.standing(entry)

    def set_findings(self, findings: tuple[Ungrouped, ...]) -> None:
        """Take what an earlier run found in the very same files, instead of looking again."""
        self.__dict__["findings"] = findings


@dataclass(slots=True)
class Repository:
    """Everything in a repository. A file that could not be read is in `findings` only."""

    config: Config
    index: Index
    policies: dict[str, Read[Policy]] = field(default_factory=dict)
    waivers: dict[str, Read[Waivers]] = field(default_factory=dict)
    rules: list[Obligation] = field(default_factory=list)
    directories: list[DirectoryFile] = field(default_factory=list)
    findings: list[Ungrouped] = field(default_factory=list)


def open_repository(tree: Tree, lists: Entries | None = None) -> Repository:
    """Read every file of the tree in its role, with the user's imported lists if there are any."""
    shared = open_shared(tree, lists)
    found = folders(tree)
    return repository_of(
        shared,
        (read_folder(agency, files, tree.prefix, shared.others) for agency, files in found.items()),
    )


def repository_of(shared: Shared, read: Iterable[Folder]) -> Repository:
    """Assemble the whole repository from its shared files and folders."""
    repository = Repository(
        shared.config,
        shared.index,
        directories=list(shared.directories),
        findings=list(shared.findings),
    )
    for folder in read:
        if folder.policy is not None:
            repository.policies[folder.agency] = folder.policy
        if folder.waivers is not None:
            repository.waivers[folder.agency] = folder.waivers
        repository.rules += folder.rules
        repository.findings += folder.findings
    repository.rules.sort(key=lambda rule: rule.id)
    return repository


def folders(tree: Tree) -> dict[str, dict[str, bytes]]:
    """Return the files of each agency, in the order of their ids."""
    found: dict[str, dict[str, bytes]] = {}
    for path, raw in tree.files.items():
        agency = owner(path)
        if agency is not None:
            found.setdefault(agency, {})[path] = raw
    return {agency: found[agency] for agency in sorted(found)}


def open_shared(tree: Tree, lists: Entries | None = None) -> Shared:
    """Read the files in no agency's folder: settings, directories, and files without a role."""
    config = config_of(tree)
    others = frozenset(other.path for other in config.other_files)
    findings = [of_file_fault(fault, tree.display_path(fault.file)) for fault in tree.faults]
    directories: list[DirectoryFile] = []
    settings = config_file(tree)
    for path, raw in sorted(tree.files.items()):
        if path == settings or owner(path) is not None:
            continue
        if DIRECTORY.fullmatch(path):
            shown = tree.display_path(path)
            value = take(findings, shown, raw, Directory, None).value
            directories += [DirectoryFile(shown, raw, value)] if value is not None else []
        elif path == VOTES:
            take(findings, tree.display_path(path), raw, Votes, None)
        elif path not in others:
            findings.append(of_file_fault(stray(path), tree.display_path(path)))
    index = Index.of(federal(), *(one.value for one in directories), lists=lists)
    return Shared(config, index, tuple(directories), others, tuple(findings))


def config_of(tree: Tree) -> Config:
    """Read the repository's settings; a ConfigError says what is wrong with them."""
    name = config_file(tree)
    if name is None:
        return Config.model_validate({"schema": "lprpolicy/config/v1"})
    read = read_file(tree.display_path(name), tree.files[name], Config)
    if read.value is None:
        raise ConfigError("\n".join(_fault_lines(read)), hint="lprpolicy schema show config")
    return read.value


def config_file(tree: Tree) -> str | None:
    """Return the one file that the settings come from; None without one."""
    return next((name for name in CONFIGS if name in tree.files), None)


def _fault_lines(read: Read[Any]) -> Iterator[str]:
    document = read.document
    for fault in document.faults:
        yield f"{Location(document.file, fault.span)}: {fault.message}"
    for misfit in read.misfits:
        place = document.locate(misfit.verdict.at, key=misfit.verdict.key)
        yield f"{place}: {misfit.verdict.message}"


def _said_twice(directories: Sequence[DirectoryFile]) -> Iterator[Ungrouped]:
    """Report agencies and names that occur twice in the repository's directories."""
    for found in duplicates([one.value for one in directories]):
        first = directories[found.first_file].document.locate(found.first)
        document = directories[found.file].document
        related = (Related("the first is here", first),)
        yield of_verdict(
            file_rule("directory/duplicate"), found.verdict, document, None, related=related
        )


def _not_borne_out(one: DirectoryFile, index: Index) -> Iterator[Ungrouped]:
    """Entries that neither an official list nor their own words bear out."""
    rule = file_rule("directory/not-borne-out")
    for number, agency in enumerate(one.value.agencies):
        for doubt in index.standing(agency).doubts:
            at = Pointer(("agencies", number, *doubt.below))
            yield of_verdict(rule, Undecided(doubt.says, at), one.document, None)


def later_sources(directories: Iterable[DirectoryFile], day: dt.date) -> Iterator[Ungrouped]:
    """Sources of a day that has not come: nobody can have read them."""
    rule = file_rule("directory/not-borne-out")
    for one in directories:
        for steps, on in _source_days(one.value):
            if on > day:
                says = f"rests on a source of {on}, a day that has not come by {day}"
                at = Pointer((*steps, "source", "on"))
                yield of_verdict(rule, Undecided(says, at), one.document, None)


def _source_days(directory: Directory) -> Iterator[tuple[tuple[str | int, ...], dt.date]]:
    """Give the day of each source, and the steps to what rests on it."""
    yield (), directory.source.on
    for number, agency in enumerate(directory.agencies):
        if agency.source is not None:
            yield ("agencies", number), agency.source.on
        for row, stated in enumerate(agency.programs):
            yield ("agencies", number, "programs", row), stated.source.on
        for row, onwards in enumerate(agency.passes_on_to):
            yield ("agencies", number, "passes_on_to", row), onwards.source.on


def _wrong_entries(one: DirectoryFile) -> Iterator[Ungrouped]:
    """Report entries of another state than their id, and those that conflict with built-in ones."""
    for misfit in misplaced_entries(one.value):
        yield of_verdict(file_rule(misfit.code), misfit.verdict, one.document, None)
    for collision in collisions(federal(), one.value):
        place = federal_file().document.locate(collision.builtin)
        related = (Related("the built-in entry is here", place),)
        rule = file_rule("directory/collision")
        yield of_verdict(rule, collision.verdict, one.document, None, related=related)
