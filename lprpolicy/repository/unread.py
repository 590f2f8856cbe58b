"""Say why an agency's policy cannot be read, instead of claiming that there is none."""

from __future__ import annotations

from lprpolicy.errors import UnreadablePolicy
from lprpolicy.repository.repository import Repository


def why_unreadable(repository: Repository, agency: str) -> UnreadablePolicy | None:
    """Return an error that says where and why; None if nothing keeps a policy from being read."""
    read = repository.policies.get(agency)
    if read is not None and read.value is not None:
        return None
    state = agency.partition("/")[0]
    places = (f"{agency}/policy.yaml", f"{agency}/", agency, f"{state}/", state, "")
    for place in places:
        for found in repository.findings:
            spot = found.finding.spot
            file = spot.location.file
            if file == place or (place and file.endswith(f"/{place}")):
                where = spot.location if read is not None else file or "."
                return UnreadablePolicy(
                    f"{where}: the policy of {agency} cannot be read: it {spot.message}",
                    hint="`lprpolicy check` shows what is wrong with it",
                )
    return None
