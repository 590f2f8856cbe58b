"""Read exports of an agency, and match each with the system in its policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lprpolicy.errors import LprPolicyError
from lprpolicy.host.user_files import read_user_file
from lprpolicy.model.observation import Observation
from lprpolicy.model.policy import Policy
from lprpolicy.model.words import Vendor
from lprpolicy.repository.repository import Repository
from lprpolicy.repository.unread import why_unreadable


class StateError(LprPolicyError):
    """An export, a plan or a lock does not fit the policy that it is compared with."""

    exit_code = 1
    consequence = "nothing was compared"


@dataclass(frozen=True, slots=True)
class Export:
    """A file from a vendor. `system` is the one that the user says it shows, if any."""

    name: str
    raw: bytes
    path: Path | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An export that was read, with the system that it shows."""

    export: Export
    observation: Observation
    system: str


def load(given: str) -> Export:
    """Load EXPORT, or SYSTEM=EXPORT if an agency has several systems of one vendor."""
    system, mark, file = given.partition("=")
    named = bool(mark) and not Path(given).exists()
    path = Path(file if named else given)
    raw = read_user_file(path, consequence="nothing was compared")
    return Export(path.name, raw, path, system if named else None)


def read_exports(
    exports: Iterable[Export], policy: Policy, taken: dt.date | None
) -> tuple[Shown, ...]:
    """Read the exports, sorted by system. `taken` is the day of those that print none."""
    from lprpolicy.repository.reading import observe  # here, since a check seldom reads exports

    found = []
    for export in exports:
        observation = observe(export.name, export.raw, says="reading an export")
        named = export.system and _named_system(export.system, policy)
        system = named or _system(observation, policy, export.name)
        if system not in {one.id for one in policy.systems or ()}:
            known = ", ".join(one.id for one in policy.systems or ()) or "none"
            raise StateError(
                f"the policy of {policy.agency} has no system {system!r}",
                hint=f"its systems are {known}",
            )
        if observation.reported is None and taken is not None:
            from dataclasses import replace

            observation = replace(observation, reported=taken)
        found.append(Shown(export, observation, system))
    return tuple(sorted(found, key=lambda one: (one.system, one.observation.sha256)))


def _named_system(said: str, policy: Policy) -> str:
    """Return the system of that id; or the only one of a vendor that people call so."""
    ids = [one.id for one in policy.systems or ()]
    vendor = Vendor.from_name(said)
    of_vendor = [one.id for one in policy.systems or () if one.vendor is vendor]
    return of_vendor[0] if said not in ids and len(of_vendor) == 1 else said


def _system(observation: Observation, policy: Policy, name: str) -> str:
    fitting = [one.id for one in policy.systems or () if one.vendor is observation.vendor]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise StateError(
            f"{name}: it may show any of the systems {', '.join(fitting)}",
            hint=f"say which, as in --observed {fitting[0]}={name}",
        )
    raise StateError(
        f"{name}: this is an export of {observation.vendor}, and the policy of {policy.agency} has "
        "no system of that vendor",
        hint="write the system into the policy; or say which it is, as in SYSTEM=EXPORT",
    )


def policy_of(repository: Repository, agency: str) -> Policy:
    """Return the agency's policy; a StateError if there is none that can be read."""
    wrong = why_unreadable(repository, agency)
    if wrong is not None:
        raise wrong
    read = repository.policies.get(agency)
    if read is None:
        near = ", ".join(sorted(repository.policies)[:8]) or "none"
        raise StateError(f"there is no policy of {agency} here", hint=f"there are: {near}")
    if read.value is None:
        raise StateError(
            f"{read.document.file}: this policy cannot be read",
            hint="lprpolicy check says what is wrong with it",
        )
    return read.value
