"""Read vendor exports that are given beside a repository, and find the owner of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lprpolicy.errors import UsageError
from lprpolicy.host.user_files import read_user_file
from lprpolicy.identify.index import Index
from lprpolicy.model.observation import Observation
from lprpolicy.model.scalars import ID_PATTERN


@dataclass(frozen=True, slots=True)
class OwnedExport:
    """An export with the id of the agency that made it; `file` is the path as given."""

    agency: str
    file: str
    observation: Observation


def read_observed(given: Iterable[str], index: Index) -> tuple[OwnedExport, ...]:
    """Read exports, each given as a FILE whose owner the directory knows, or as AGENCY=FILE."""
    from lprpolicy.repository.reading import observe

    found = []
    for text in given:
        agency, separator, file = text.partition("=")
        if not separator or re.search(ID_PATTERN, agency) is None:
            agency, file = "", text
        raw = read_user_file(Path(file), consequence="nothing was followed")
        observation = observe(Path(file).name, raw)
        found.append(OwnedExport(agency or _owner(file, observation, index), file, observation))
    return tuple(sorted(found, key=lambda one: (one.agency, one.file)))


def _owner(file: str, observation: Observation, index: Index) -> str:
    if observation.owner is None:
        raise UsageError(
            f"{file}: the export does not say whose it is",
            hint=f"say it, as in --observed us-ct/westport-pd={file}",
            consequence="nothing was followed",
        )
    owner = index.identify(observation.owner)
    if owner.id is None:
        raise UsageError(
            f"{file}: no directory says who {observation.owner!r} is: {owner.why}",
            hint=f"say it, as in --observed us-ct/westport-pd={file}",
            consequence="nothing was followed",
        )
    return owner.id


def newest(observed: Iterable[OwnedExport]) -> tuple[list[OwnedExport], list[str]]:
    """Keep the newest export of each agency and vendor; say of the others why they are not used."""
    groups: dict[tuple[str, str], list[OwnedExport]] = {}
    for one in observed:
        groups.setdefault((one.agency, one.observation.vendor), []).append(one)
    kept: list[OwnedExport] = []
    notes: list[str] = []
    for (agency, _), group in sorted(groups.items()):
        days = [one.observation.reported for one in group]
        dated = [day for day in days if day is not None]
        if len(dated) < len(days) or len(group) == 1:
            kept += group
            if len(group) > 1:
                notes.append(
                    f"{len(group)} exports of {agency} are used together: not all have a date"
                )
            continue
        last = max(dated)
        kept += [one for one in group if one.observation.reported == last]
        notes += [
            f"{one.file} was not used: there is a newer export of {agency}, of {last}"
            for one in group
            if one.observation.reported != last
        ]
    return kept, notes
