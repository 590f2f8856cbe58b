"""Look up every name of a policy: the result is the subject of the checks."""

from __future__ import annotations

import datetime as dt
from typing import Final

from lprpolicy.identify.index import Index, federal_of
from lprpolicy.model.directory import Agency
from lprpolicy.model.identity import Identity
from lprpolicy.model.places import ROOT
from lprpolicy.model.policy import Policy
from lprpolicy.model.sharing import Grant, Named
from lprpolicy.model.subject import Given, Paths, Recipient, Subject

GRANTS: Final = ROOT / "sharing" / "grants"


def subject(policy: Policy, index: Index, day: dt.date, paths: Paths | None = None) -> Subject:
    """Return the policy on a day, with its agency and each recipient looked up."""
    grants = (policy.sharing.grants if policy.sharing else None) or ()
    return Subject(
        policy=policy,
        agency=by_id(policy.agency, index),
        grants=tuple(
            Given(grant, recipient(grant, index), GRANTS / number)
            for number, grant in enumerate(grants)
        ),
        day=day,
        paths=paths,
    )


def recipient(grant: Grant, index: Index) -> Recipient:
    """Find the recipient of a grant; it is unknown if the vendor's text contradicts the id."""
    if isinstance(grant.to, Named):
        return by_name(grant.to, index)
    found = by_id(grant.to, index)
    if grant.listed_as is None:
        return found
    listed = index.identify(grant.listed_as)
    name = f"{grant.listed_as} ({found.name})" if grant.listed_as != found.name else found.name
    if contradicts(found, listed):
        why = f"the vendor's text means something else than {grant.to}: {listed.why}"
        return Recipient(None, name, None, None, listed.federal, why=why)
    return Recipient(
        found.id,
        name,
        found.kind,
        found.state,
        found.federal,
        found.component,
        found.entry,
        found.why,
    )


def contradicts(found: Recipient, listed: Identity) -> bool:
    """Whether the vendor's text certainly names somebody else than the id beside it."""
    if listed.id is not None:
        return listed.id != found.id
    if listed.federal is None:
        return False
    return found.federal is not None and listed.federal != found.federal


def by_id(identifier: str, index: Index) -> Recipient:
    """Look up an id; without an entry, everything about it is unknown."""
    known = index.recipients.get(identifier)
    if known is None:
        known = index.recipients[identifier] = _look_up(identifier, index)
    return known


def _look_up(identifier: str, index: Index) -> Recipient:
    entry = index.agency(identifier)
    if entry is None:
        why = f"the directory has no entry {identifier}"
        return Recipient(None, identifier, None, _state_of(identifier), None, why=why)
    return of_entry(entry)


def of_entry(entry: Agency) -> Recipient:
    return Recipient(
        entry.id,
        entry.name,
        entry.kind,
        _state_of(entry.id),
        federal_of(entry),
        entry.component,
        entry,
        "the directory lists this id",
    )


def _state_of(identifier: str) -> str | None:
    """Return the state at the start of an id; a federal id has none."""
    return identifier.partition("/")[0] if identifier.startswith("us-") else None


def by_name(to: Named, index: Index) -> Recipient:
    """Find whom a vendor's text names, as far as the directory and the text can tell."""
    raw, found = to.named, index.identify(to.named, state=to.state)
    entry = index.agency(found.id) if found.id else None
    name = f"{raw} ({found.name})" if found.name and found.name != raw else raw
    return Recipient(
        found.id, name, found.kind, found.state, found.federal, found.component, entry, found.why
    )
