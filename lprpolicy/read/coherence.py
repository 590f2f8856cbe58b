"""What a policy contradicts itself in: things that no schema can say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Final

from lprpolicy.model.directory import Directory
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.prose import suggestion
from lprpolicy.model.sharing import Named
from lprpolicy.model.verdicts import Answer, Verdict
from lprpolicy.model.words import Status, Vendor
from lprpolicy.read.schema import Misfit

GRANTS: Final = ROOT / "sharing" / "grants"
FIELDS: Final = ROOT / "collection" / "fields"
AVOIDS: Final = ROOT / "collection" / "avoids"
ALLOWED: Final = ROOT / "purposes" / "allowed"
PROHIBITED: Final = ROOT / "purposes" / "prohibited"


def contradictions(policy: Policy) -> Iterator[Misfit]:
    """Yield everything in a policy that another part of it contradicts."""
    yield from _adoption(policy)
    yield from _systems(policy)
    yield from _grants(policy)
    yield from _repeats(policy)
    yield from _dates(policy)


def misplaced_entries(directory: Directory) -> Iterator[Misfit]:
    """Yield entries whose state contradicts their id: the id decides which law binds."""
    for number, agency in enumerate(directory.agencies):
        state = agency.id.partition("/")[0]
        if agency.state is not None and agency.state != state:
            says = f"places {agency.id} in {agency.state}"
            yield _misfit("directory/other-state", says, ROOT / "agencies" / number / "state")


def _adoption(policy: Policy) -> Iterator[Misfit]:
    if policy.status is Status.ADOPTED and policy.adopted is None:
        yield _misfit("policy/adopted-by-nobody", "is adopted, and by nobody", ROOT / "status")
    if policy.status is Status.PROPOSED and policy.adopted is not None:
        says = f"is proposed, and adopted by {policy.adopted.by}"
        yield _misfit("policy/adopted-by-nobody", says, ROOT / "status")


def _systems(policy: Policy) -> Iterator[Misfit]:
    for number, system in enumerate(policy.systems or ()):
        if system.vendor is Vendor.OTHER and system.other is None:
            at = ROOT / "systems" / number / "vendor"
            yield _misfit("policy/other-vendor", "has another vendor without a name", at)
        if system.vendor is not Vendor.OTHER and system.other is not None:
            says = f"has two vendors for {system.id}, {system.vendor} and {system.other}"
            yield _misfit("policy/other-vendor", says, ROOT / "systems" / number / "other")
    ids = [system.id for system in policy.systems or ()]
    yield from _twice(ids, lambda n: ROOT / "systems" / n / "id", "has the system")


def _grants(policy: Policy) -> Iterator[Misfit]:
    known = {system.id for system in policy.systems or ()}
    grants = (policy.sharing.grants if policy.sharing else None) or ()
    for number, grant in enumerate(grants):
        if grant.system is not None and grant.system not in known:
            says = f"grants access in a system {grant.system!r} that it does not list"
            says += suggestion(grant.system, sorted(known))
            yield _misfit("policy/unknown-system", says, GRANTS / number / "system")
    seen = [
        (g.to.named if isinstance(g.to, Named) else g.to, g.listed_as, g.system, g.mode)
        for g in grants
    ]
    yield from _twice(seen, lambda n: GRANTS / n / "to", "has a grant to")


def _repeats(policy: Policy) -> Iterator[Misfit]:
    """Yield each word that a list holds twice: one was probably meant to be another word."""
    lists: list[tuple[Pointer, Sequence[str] | None]] = []
    if policy.collection:
        lists.append((FIELDS, policy.collection.fields))
        lists.append((AVOIDS, policy.collection.avoids))
    if policy.purposes:
        lists.append((ALLOWED, policy.purposes.allowed))
        lists.append((PROHIBITED, policy.purposes.prohibited))
        yield from _both_ways(policy)
    if policy.hot_lists is not None:
        names = [hot_list.list for hot_list in policy.hot_lists]
        yield from _twice(names, lambda n: ROOT / "hot_lists" / n / "list", "has the hot list")
    for base, words in lists:
        yield from _twice(words or (), base.__truediv__, "names")


def _both_ways(policy: Policy) -> Iterator[Misfit]:
    assert policy.purposes is not None
    for number, purpose in enumerate(policy.purposes.allowed or ()):
        if purpose in (policy.purposes.prohibited or ()):
            says = f"both allows and prohibits {purpose}"
            yield _misfit("policy/duplicate", says, ALLOWED / number)


def _dates(policy: Policy) -> Iterator[Misfit]:
    adopted = policy.adopted.on if policy.adopted is not None else None
    if adopted is not None and policy.effective is not None and policy.effective < adopted:
        says = f"takes effect on {policy.effective}, before it was adopted on {adopted}"
        yield _misfit("policy/order-of-dates", says, ROOT / "effective")
    if wrong := _backwards(policy.effective, policy.review_by):
        yield _misfit("policy/order-of-dates", f"is reviewed {wrong}", ROOT / "review_by")
    for number, system in enumerate(policy.systems or ()):
        contract = system.contract
        if contract and (wrong := _backwards(contract.signed, contract.expires)):
            says = f"has a contract for {system.id} that ends {wrong}"
            at = ROOT / "systems" / number / "contract" / "expires"
            yield _misfit("policy/order-of-dates", says, at)
    for number, grant in enumerate((policy.sharing.grants if policy.sharing else None) or ()):
        basis = grant.basis
        if basis and (wrong := _backwards(basis.signed, basis.expires)):
            says = f"has a {basis.kind} that ends {wrong}"
            yield _misfit("policy/order-of-dates", says, GRANTS / number / "basis" / "expires")


def _backwards(first: dt.date | None, last: dt.date | None) -> str | None:
    """Return the two days of a period that ends before it begins, else None."""
    if first is None or last is None or last >= first:
        return None
    return f"on {last}, before it begins on {first}"


def _twice(items: Sequence[Hashable], at: Callable[[int], Pointer], says: str) -> Iterator[Misfit]:
    if len(set(items)) == len(items):
        return
    seen: set[Hashable] = set()
    for number, item in enumerate(items):
        if item in seen:
            name = item[0] if isinstance(item, tuple) else item
            yield _misfit("policy/duplicate", f"{says} {name} twice", at(number))
        seen.add(item)


def _misfit(code: str, says: str, at: Pointer) -> Misfit:
    return Misfit(code, Verdict(Answer.VIOLATION, says, at))
