"""Read one agency's folder: its policy, waivers and rules, and all that is wrong there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from lprpolicy.host.files.found import FileFault
from lprpolicy.judge.obligation import Obligation
from lprpolicy.model.layout import VERIFIED, VOTES
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import Pack, Rule
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.votes import Votes
from lprpolicy.model.waiver import Waivers
from lprpolicy.model.words import Layer
from lprpolicy.model.written import Written
from lprpolicy.read.coherence import contradictions
from lprpolicy.read.files import Read, read_file
from lprpolicy.repository.findings import (
    Ungrouped,
    file_rule,
    of_file_fault,
    of_text_fault,
    of_verdict,
)
from lprpolicy.repository.law import bind

Model = TypeVar("Model", bound=Written)

_RULE: Final = re.compile(r"rules/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_MISSING: Final = "is not there, and the agency's folder holds other files of a policy"


@dataclass(slots=True)
class Folder:
    """What one agency wrote. A file that could not be read is in `findings` only."""

    agency: str
    policy: Read[Policy] | None = None
    waivers: Read[Waivers] | None = None
    votes: Read[Votes] | None = None
    rules: list[Obligation] = field(default_factory=list)
    findings: list[Ungrouped] = field(default_factory=list)


def read_folder(
    agency: str, files: Mapping[str, bytes], prefix: str, others: frozenset[str] = frozenset()
) -> Folder:
    """Read every file of an agency's folder in its role; `prefix` leads to the repository.

    `others` are names of files that may be there without a role.
    """
    folder = Folder(agency)
    for path, raw in sorted(files.items()):
        inside, shown = path.removeprefix(f"{agency}/"), f"{prefix}{path}"
        if inside == "policy.yaml":
            _policy(folder, shown, raw)
        elif inside == "waivers.yaml":
            folder.waivers = take(folder.findings, shown, raw, Waivers, agency)
            if folder.waivers.value is not None:
                _in_its_place(folder, folder.waivers, folder.waivers.value.agency)
        elif found := _RULE.fullmatch(inside):
            _rule(folder, f"{agency}/{found[1]}", shown, raw)
        elif inside == VOTES:
            folder.votes = votes = take(folder.findings, shown, raw, Votes, agency)
            if votes.value is not None:
                _in_its_place(folder, votes, votes.value.agency or "the whole repository")
        elif inside != VERIFIED and path not in others:
            folder.findings.append(of_file_fault(stray(path), shown))
    if folder.policy is None and any(path not in others for path in files):
        missing = FileFault(f"{agency}/policy.yaml", "files/unreadable", _MISSING)
        folder.findings.append(of_file_fault(missing, f"{prefix}{missing.file}"))
    folder.rules.sort(key=lambda rule: rule.id)
    return folder


def _policy(folder: Folder, shown: str, raw: bytes) -> None:
    folder.policy = read = take(folder.findings, shown, raw, Policy, folder.agency)
    if read.value is None:
        return
    _in_its_place(folder, read, read.value.agency)
    folder.findings += [
        of_verdict(file_rule(misfit.code), misfit.verdict, read.document, folder.agency)
        for misfit in contradictions(read.value)
    ]


def _rule(folder: Folder, identifier: str, shown: str, raw: bytes) -> None:
    agency = folder.agency
    read = take(folder.findings, shown, raw, Rule, agency)
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
    folder.findings += [
        of_verdict(file_rule(misfit.code), misfit.verdict, read.document, agency)
        for misfit in misfits
    ]
    if obligation is not None:
        folder.rules.append(obligation)


def take(
    findings: list[Ungrouped], shown: str, raw: bytes, model: type[Model], agency: str | None
) -> Read[Model]:
    """Read a file, and add everything that is wrong with its text and format to the findings."""
    read = read_file(shown, raw, model)
    findings += [of_text_fault(fault, read.document, agency) for fault in read.document.faults]
    findings += [
        of_verdict(file_rule(misfit.code), misfit.verdict, read.document, agency)
        for misfit in read.misfits
    ]
    return read


def _in_its_place(folder: Folder, read: Read[Any], agency: str) -> None:
    if agency != folder.agency:
        says = f"is in the folder of {folder.agency} and speaks of {agency}"
        verdict = Verdict(Answer.VIOLATION, says, ROOT / "agency")
        found = of_verdict(file_rule("files/wrong-place"), verdict, read.document, folder.agency)
        folder.findings.append(found)


def stray(path: str) -> FileFault:
    """Report a file without a role: somebody may think that its rules or policy count."""
    if path.lower().endswith(".yml"):
        return FileFault(path, "files/yml", "ends in .yml, and only files in .yaml are judged")
    return FileFault(path, "files/unmatched", "is not part of the policy repository")
