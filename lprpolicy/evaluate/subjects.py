"""Look up every name of a policy: the result is the subject of the checks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from sys import intern
from typing import Final

from lprpolicy.identify.answers import federal_of
from lprpolicy.identify.index import Index
from lprpolicy.identify.same import identified_as
from lprpolicy.model.directory import Agency
from lprpolicy.model.identity import Identity
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.provenance import Rank
from lprpolicy.model.sharing import Grant, Named
from lprpolicy.model.subject import Given, Paths, Recipient, Subject
from lprpolicy.model.words import AgencyKind

GRANTS: Final = ROOT / "sharing" / "grants"
FEDERAL_KINDS: Final = frozenset(kind for kind in AgencyKind if kind.federal)


def subject(policy: Policy, index: Index, day: dt.date, paths: Paths | None = None) -> Subject:
    """Return the policy on a day, with its agency and each recipient looked up."""
    grants = (policy.sharing.grants if policy.sharing else None) or ()
    return Subject(
        policy=policy,
        agency=judged_agency(policy.agency, index),
        grants=tuple(
            Given(grant, recipient(grant, index), GRANTS / number)
            for number, grant in enumerate(grants)
        ),
        day=day,
        paths=paths,
    )


def recipient(grant: Grant, index: Index) -> Recipient:
    """Find the recipient of a grant; unknown unless the vendor's text means the id's agency too."""
    if isinstance(grant.to, Named):
        return _that_is_known(by_name(grant.to, index), index)
    found = _that_is_known(by_id(grant.to, index), index)
    if grant.listed_as is None:
        return found
    name = f"{grant.listed_as} ({found.name})" if grant.listed_as != found.name else found.name
    text = " ".join(grant.listed_as.split())
    if found.entry is None:
        return replace(found, name=name, text=text, may_be=_says(index.identify(text)))
    other = identified_as(text, found.entry, index)
    if other is None:
        return replace(found, name=name, text=text)
    return Recipient(
        None,
        name,
        None,
        None,
        None,
        why=f"the vendor's text means something else than {grant.to}: {other}",
        # A federal id stays federal, whatever stands beside it.
        may_be=_says(index.identify(text)) or found.certainly_one_of & FEDERAL_KINDS,
        text=text,
    )


def _that_is_known(found: Recipient, index: Index) -> Recipient:
    """The recipient, of whom nothing is known where no list has a word of its name."""
    entry = found.entry
    if entry is None or found.rank is not Rank.REVIEWED:
        return found
    standing = index.standing(entry)
    if standing.unheard is None:
        return found
    return replace(
        found,
        id=None,
        kind=None,
        state=None,
        federal=None,
        why=f"nothing bears out who {entry.id} is: {standing.why}",
        rank=Rank.CLAIMED,
        may_be=frozenset() if found.kind is None else frozenset({found.kind}),
        claims=entry.id,
    )


def by_id(identifier: str, index: Index) -> Recipient:
    """Look up an id; without an entry, everything about it is unknown."""
    known = index.recipients.get(identifier)
    if known is None:
        known = index.recipients[identifier] = _look_up(identifier, index)
    return known


def judged_agency(identifier: str, index: Index) -> Recipient:
    """Look up the agency whose policy it is. Its folder proves its state, and nothing else."""
    found = by_id(identifier, index)
    if found.state is not None or found.claims is None:
        return found
    return replace(found, name=identifier, state=_state_of(identifier))


def _look_up(identifier: str, index: Index) -> Recipient:
    entry = index.agency(identifier)
    if entry is None:
        why = f"the directory has no entry {identifier}"
        return Recipient(None, identifier, None, None, None, why=why, claims=identifier)
    return of_entry(entry, index)


def of_entry(entry: Agency, index: Index) -> Recipient:
    """An entry as a recipient, with as much of it as may be relied on."""
    standing = index.standing(entry)
    if standing.rank.may_permit:
        return Recipient(
            entry.id,
            entry.name,
            entry.kind,
            _state_of(entry.id),
            federal_of(entry),
            entry.component,
            entry,
            "the directory lists this id",
            standing.rank,
            borne_out_by=standing.source,
        )
    return Recipient(
        None if standing.doubts or entry.kind is not None else entry.id,
        entry.name,
        None,
        None,
        None,
        entry.component,
        entry,
        f"nothing bears out who {entry.id} is: {standing.why}",
        standing.rank,
        frozenset() if entry.kind is None else frozenset({entry.kind}),
        entry.id,
    )


def _state_of(identifier: str) -> str | None:
    """Return the state at the start of an id; a federal id has none."""
    # Thousands are of one state, and share its text.
    return intern(identifier.partition("/")[0]) if identifier.startswith("us-") else None


def by_name(to: Named, index: Index) -> Recipient:
    """Find whom a vendor's text names. Without an entry, the text and its state prove nothing.

    The state chooses between entries of one name, as an id would, and is no fact of its own.
    """
    raw, found = to.named, index.identify(to.named, state=to.state)
    name = f"{raw} ({found.name})" if found.name and found.name != raw else raw
    text = " ".join(raw.split())
    called = found.id or found.claims
    entry = index.agency(called) if called is not None else None
    if entry is None or found.claims is not None:
        claimed = frozenset({entry.kind}) if entry and entry.kind else _says(found)
        return Recipient(
            None,
            name,
            None,
            None,
            None,
            entry=entry,
            why=found.why,
            may_be=claimed,
            claims=found.claims,
            text=text,
        )
    other = identified_as(text, entry, index)
    if other is not None:
        return Recipient(None, name, None, None, None, why=other, may_be=_says(found), text=text)
    return replace(of_entry(entry, index), name=name, why=found.why, text=text)


def _says(found: Identity) -> frozenset[AgencyKind]:
    """The kinds that a text says of itself: enough to keep somebody out."""
    if found.kind is not None:
        return frozenset({found.kind})
    return FEDERAL_KINDS if found.federal else frozenset()
