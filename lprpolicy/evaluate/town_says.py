"""What only the town can say to `check --fix`: who looked, who voted, where it is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from lprpolicy.errors import UsageError
from lprpolicy.evaluate.vote_record import RecordedVote
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy

PUBLISHED: Final = ROOT / "transparency" / "policy_published"


@dataclass(frozen=True, slots=True)
class Attestation:
    """The office that looked at the vendor's settings, the day, and the signed note.

    Without a system it is about every one.
    """

    by: str
    on: dt.date
    record: str
    system: str | None = None

    def value(self) -> dict[str, str]:
        return {"by": self.by, "on": self.on.isoformat(), "record": self.record}


@dataclass(frozen=True, slots=True)
class TownSays:
    """What the town gave for one policy, or nothing."""

    attested: tuple[Attestation, ...] = ()
    vote: RecordedVote | None = None
    published: str | None = None

    def of_one_policy(self) -> Iterator[str]:
        """Yield the options that are about one policy alone."""
        if self.vote is not None:
            yield "--adopted"
        if self.published is not None:
            yield "--published"
        if any(one.system for one in self.attested):
            yield "--attested SYSTEM=OFFICE"

    def of_system(self, at: Pointer, data: Any) -> dict[str, str] | None:
        """Return what was given for the system at a place: its own word before one for all."""
        listed = data.get("systems") if isinstance(data, dict) else None
        number = at.parts[1]
        here = listed[number] if isinstance(listed, list) and isinstance(number, int) else None
        name = here.get("id") if isinstance(here, dict) else None
        for system in (name, None):
            for one in self.attested:
                if one.system == system:
                    return one.value()
        return None


NOTHING_SAID: Final = TownSays()


def require_systems(says: TownSays, policy: Policy | None, file: str) -> None:
    """Raise a UsageError where an attestation is about a system that the policy does not have."""
    known = [system.id for system in (policy.systems if policy else None) or ()]
    for one in says.attested:
        if one.system is not None and one.system not in known:
            raise UsageError(
                f"--attested {one.system}=…: {file} has no system {one.system}",
                hint=f"its systems are {', '.join(known)}" if known else "it names no system",
                consequence="nothing was written",
            )
