"""A made policy as the files of a repository, so that `check` can judge it as anybody's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lprpolicy.evaluate.examples import EXAMPLE_AGENCY
from lprpolicy.evaluate.options import Options
from lprpolicy.evaluate.report import check
from lprpolicy.evaluate.strictness.sides import RuleSet
from lprpolicy.evaluate.strictness.world import Frame
from lprpolicy.host.files.tree import Tree
from lprpolicy.model.report import Report
from lprpolicy.model.states import state_name
from lprpolicy.model.words import AgencyKind
from lprpolicy.repository.law import Law, built_in
from lprpolicy.write.strictness.plain_yaml import text

_AGENCY: Final = re.compile(r"us(-[a-z]{2})?/[a-z0-9-]+")
_NAMES: Final = {
    AgencyKind.MUNICIPAL_POLICE: "Example Police Department",
    AgencyKind.COUNTY_SHERIFF: "Example County Sheriff",
    AgencyKind.COUNTY_POLICE: "Example County Police Department",
    AgencyKind.STATE_POLICE: "Example State Police",
    AgencyKind.CAMPUS_POLICE: "Example University Police Department",
    AgencyKind.TRANSIT_POLICE: "Example Transit Police Department",
    AgencyKind.TRIBAL_POLICE: "Example Tribal Police Department",
    AgencyKind.PROSECUTOR: "Example District Attorney",
    AgencyKind.CORRECTIONS: "{state} Department of Corrections",
    AgencyKind.TASK_FORCE: "Example Drug Task Force",
    AgencyKind.FUSION_CENTER: "{state} Fusion Center",
    AgencyKind.SPECIAL_DISTRICT: "Example Park District Police",
    AgencyKind.LOCAL_GOVERNMENT: "City of Example",
    AgencyKind.PRIVATE: "Example Homeowners Association",
    AgencyKind.VENDOR: "Example Vigilant",
    AgencyKind.FOREIGN: "Example Provincial Police",
}
"""Names whose own words say the kind, as the directory demands of an entry without a list.

Each state's police are on the official list under an id of their own, so these are some other's.
"""


def repository(data: dict[str, Any], frame: Frame) -> dict[str, str]:
    """The files of a repository with this policy, and a directory of whom it names."""
    agency = data["agency"]
    named = sorted({agency, *_ids_in(data)})
    entries = [one for one in (_entry(identifier) for identifier in named) if one is not None]
    directory = {
        "schema": "lprpolicy/directory/v1",
        "title": "Agencies made up to compare rules",
        "source": {"title": "Made up to compare rules", "on": str(frame.day)},
        "agencies": entries,
    }
    files = {f"{agency}/policy.yaml": text(data)}
    return files | ({"directory/examples.yaml": text(directory)} if entries else {})


def _ids_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _ids_in(one)
    elif isinstance(value, str) and _AGENCY.fullmatch(value):
        yield value


def _entry(identifier: str) -> dict[str, Any] | None:
    state, _, name = identifier.partition("/")
    found = EXAMPLE_AGENCY.fullmatch(identifier)
    if state == "us" and found is None:
        return None  # the built-in directory has it
    entry: dict[str, Any] = {"id": identifier}
    kind = AgencyKind.MUNICIPAL_POLICE if found is None else None
    if found is not None and found[2] != "unclassified":
        kind = AgencyKind(found[2])
    pattern = _NAMES.get(kind, "") if kind is not None and found is not None else ""
    said = pattern.format(state=state_name(state) if state != "us" else "National")
    entry["name"] = said or name.replace("-", " ").title()
    if kind is not None:
        entry["kind"] = str(kind)
    if state != "us":
        entry["state"] = state
    return entry


def check_files(files: dict[str, str], side: RuleSet, frame: Frame) -> Report:
    """Judge a made repository as `check` does, by the rules of a side and by lprpolicy's own."""
    packs = {rule.id.rpartition("/")[0]: rule.obligation.pack for rule in side.rules}
    law = Law(packs, tuple(rule.obligation for rule in side.rules), (), built_in().states)
    tree = Tree({path: text.encode() for path, text in sorted(files.items())})
    return check(tree, Options(frame.day), law)


def refused_by(report: Report) -> tuple[str, ...]:
    """The ids of the rules that refuse, in the order of the report."""
    return tuple(
        dict.fromkeys(one.rule.id for one in _findings(report) if one.blocks(strict=False))
    )


def _findings(report: Report) -> Iterable[Any]:
    return report.findings
