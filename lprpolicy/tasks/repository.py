"""A policy repository, read: every file in its role, and all that is wrong with the files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from lprpolicy.errors import ConfigError
from lprpolicy.identify.collisions import collisions, duplicates
from lprpolicy.identify.entries import Entries
from lprpolicy.identify.index import Index
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.config import Config
from lprpolicy.model.directory import Directory
from lprpolicy.model.places import ROOT, Location
from lprpolicy.model.policy import Policy
from lprpolicy.model.report import Related
from lprpolicy.model.rule import Pack, Rule
from lprpolicy.model.scalars import Written
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.vocabulary import Layer
from lprpolicy.model.waiver import Waivers
from lprpolicy.read.coherence import contradictions, misplaced
from lprpolicy.read.files import Read, read_file
from lprpolicy.tasks.directories import federal, federal_file
from lprpolicy.tasks.findings import Ungrouped, house, of_file_fault, of_text_fault, of_verdict
from lprpolicy.tasks.law import bind
from lprpolicy.tasks.trees import CONFIGS, FileFault, Tree

Model = TypeVar("Model", bound=Written)

AGENCY: Final = r"(us-[a-z]{2}/[a-z0-9]+(?:-[a-z0-9]+)*)"
POLICY: Final = re.compile(rf"{AGENCY}/policy\.yaml")
WAIVERS: Final = re.compile(rf"{AGENCY}/waivers\.yaml")
RULE: Final = re.compile(rf"({AGENCY}/rules/([a-z0-9]+(?:-[a-z0-9]+)*))\.yaml")
LOCK: Final = re.compile(rf"{AGENCY}/verified\.json")
DIRECTORY: Final = re.compile(r"directory/[^/]+\.yaml")


@dataclass(slots=True)
class Repository:
    """Everything that a repository says. What could not be read is in `findings` only."""

    config: Config
    index: Index
    policies: dict[str, Read[Policy]] = field(default_factory=dict)
    waivers: dict[str, Read[Waivers]] = field(default_factory=dict)
    rules: list[Obligation] = field(default_factory=list)
    directories: list[Read[Directory]] = field(default_factory=list)
    findings: list[Ungrouped] = field(default_factory=list)


def open_repository(tree: Tree, lists: Entries | None = None) -> Repository:
    """Read every file of the tree in its role, over the user's imported lists if there are any."""
    repository = Repository(config_of(tree), Index.of(federal()))
    repository.findings += [of_file_fault(fault, tree.shown(fault.file)) for fault in tree.faults]
    directories: list[Read[Directory]] = []
    strangers = {other.path for other in repository.config.other_files}
    config = config_file(tree)
    for path, raw in sorted(tree.files.items()):
        shown = tree.shown(path)
        if path == config or LOCK.fullmatch(path):
            continue
        if found := POLICY.fullmatch(path):
            _policy(repository, found[1], shown, raw)
        elif found := WAIVERS.fullmatch(path):
            _waivers(repository, found[1], shown, raw)
        elif found := RULE.fullmatch(path):
            _rule(repository, found[2], f"{found[2]}/{found[3]}", shown, raw)
        elif DIRECTORY.fullmatch(path):
            directories += _directory(repository, shown, raw)
        elif path not in strangers:
            repository.findings.append(of_file_fault(_stray(path), shown))
    repository.findings += _said_twice(directories)
    repository.directories = directories
    repository.index = Index.of(
        federal(), *(read.value for read in directories if read.value), lists=lists
    )
    repository.rules.sort(key=lambda rule: rule.id)
    return repository


def config_of(tree: Tree) -> Config:
    """The repository's settings; a ConfigError says what is wrong with them."""
    name = config_file(tree)
    if name is None:
        return Config.model_validate({"schema": "lprpolicy/config/v1"})
    read = read_file(tree.shown(name), tree.files[name], Config)
    if read.value is None:
        raise ConfigError("\n".join(_said(read)), hint="lprpolicy schema show config")
    return read.value


def config_file(tree: Tree) -> str | None:
    """The one file that the settings come from."""
    return next((name for name in CONFIGS if name in tree.files), None)


def _said(read: Read[Any]) -> Iterator[str]:
    document = read.document
    for fault in document.faults:
        yield f"{Location(document.file, fault.span)}: {fault.message}"
    for misfit in read.misfits:
        place = document.locate(misfit.verdict.at, key=misfit.verdict.key)
        yield f"{place}: {misfit.verdict.message}"


def _policy(repository: Repository, agency: str, shown: str, raw: bytes) -> None:
    read = _take(repository, shown, raw, Policy, agency)
    repository.policies[agency] = read
    if read.value is None:
        return
    _in_its_place(repository, read, agency, read.value.agency)
    repository.findings += [
        of_verdict(house(misfit.code), misfit.verdict, read.document, agency)
        for misfit in contradictions(read.value)
    ]


def _waivers(repository: Repository, agency: str, shown: str, raw: bytes) -> None:
    read = _take(repository, shown, raw, Waivers, agency)
    repository.waivers[agency] = read
    if read.value is not None:
        _in_its_place(repository, read, agency, read.value.agency)


def _rule(repository: Repository, agency: str, identifier: str, shown: str, raw: bytes) -> None:
    read = _take(repository, shown, raw, Rule, agency)
    if read.value is None:
        return
    pack = Pack.model_validate(
        {
            "schema": "lprpolicy/pack/v1",
            "name": agency,
            "layer": Layer.TOWN,
            "authority": agency,
            "agencies": [agency],
        }
    )
    obligation, misfits = bind(identifier, read.value, pack, shown)
    repository.findings += [
        of_verdict(house(misfit.code), misfit.verdict, read.document, agency) for misfit in misfits
    ]
    if obligation is not None:
        repository.rules.append(obligation)


def _said_twice(directories: list[Read[Directory]]) -> Iterator[Ungrouped]:
    """Agencies and names that stand twice in the repository's directories."""
    for found in duplicates([read.value for read in directories if read.value]):
        first = directories[found.first_file].document.locate(found.first)
        document = directories[found.file].document
        related = (Related("the first is here", first),)
        yield of_verdict(
            house("directory/duplicate"), found.verdict, document, None, related=related
        )


def _directory(repository: Repository, shown: str, raw: bytes) -> Iterator[Read[Directory]]:
    read = _take(repository, shown, raw, Directory, None)
    if read.value is None:
        return
    repository.findings += [
        of_verdict(house(misfit.code), misfit.verdict, read.document, None)
        for misfit in misplaced(read.value)
    ]
    collided = list(collisions(federal(), read.value))
    builtin = federal_file().document
    for collision in collided:
        related = Related("the built-in entry is here", builtin.locate(collision.builtin))
        repository.findings.append(
            of_verdict(
                house("directory/collision"),
                collision.verdict,
                read.document,
                None,
                related=(related,),
            )
        )
    yield read


def _take(
    repository: Repository, shown: str, raw: bytes, model: type[Model], agency: str | None
) -> Read[Model]:
    """Read a file and keep everything that is wrong with its text and its format."""
    read = read_file(shown, raw, model)
    repository.findings += [
        of_text_fault(fault, read.document, agency) for fault in read.document.faults
    ]
    repository.findings += [
        of_verdict(house(misfit.code), misfit.verdict, read.document, agency)
        for misfit in read.misfits
    ]
    return read


def _in_its_place(repository: Repository, read: Read[Any], folder: str, agency: str) -> None:
    if agency != folder:
        says = f"is in the folder of {folder} and speaks of {agency}"
        verdict = Verdict(Answer.VIOLATION, says, ROOT / "agency")
        found = of_verdict(house("files/wrong-place"), verdict, read.document, folder)
        repository.findings.append(found)


def _stray(path: str) -> FileFault:
    if path.lower().endswith(".yml"):
        return FileFault(path, "files/yml", "ends in .yml, and only files in .yaml are judged")
    return FileFault(path, "files/unmatched", "is none of the files that are judged here")
