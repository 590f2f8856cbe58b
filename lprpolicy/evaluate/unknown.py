"""What the directory does not know of an agency and of those whom it grants access."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lprpolicy.evaluate.bound import states_of
from lprpolicy.identify.index import Index
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import suggestion
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided, Verdict
from lprpolicy.repository.law import Law

_AGENCY: Final = ROOT / "agency"


def unknown(asked: Subject, index: Index, law: Law) -> Iterator[tuple[Verdict, str]]:
    """Give what nobody can tell for want of an entry, each with the code of its file rule."""
    agency = asked.agency
    if agency.id is None and agency.entry is not None:
        says = f"is of {asked.policy.agency}, and {agency.why}"
        yield Undecided(says, _AGENCY), "directory/not-borne-out"
    elif agency.id is None:
        says = f"is of {asked.policy.agency}, which the directory does not know"
        yield Undecided(says, _AGENCY), "directory/unknown-agency"
    others = sorted(states_of(agency) - {agency.state})
    if others:
        says = f"is of {agency.name}, which its own entry also places in {', '.join(others)}"
        yield Undecided(says, _AGENCY), "directory/other-state"
    if agency.state is not None and agency.state not in law.states:
        says = f"is of an agency in {agency.state}, whose law nobody has written down here"
        yield Undecided(says, _AGENCY), "law/unknown-state"
    for given in asked.grants:
        who, grant = given.recipient, given.grant
        if who.id is not None:
            continue
        if who.entry is not None:
            says = f"grants access to {{who}}, and {who.why}"
            yield Undecided(says, given.to, who=who.name), "directory/not-borne-out"
        elif isinstance(grant.to, str) and index.agency(grant.to) is not None:
            says = f"grants access to {grant.to}, listed as {grant.listed_as}, and {who.why}"
            yield Undecided(says, given.at / "listed_as"), "directory/contradiction"
        else:
            says = "grants access to {who}, whom the directory does not know"
            if isinstance(grant.to, str):
                says += suggestion(grant.to, index.ids_like(grant.to))
            yield Undecided(says, given.to, who=who.name), "directory/unknown-agency"
