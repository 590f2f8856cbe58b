"""A policy as a state: every decision in it, on its scale from narrow to wide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import HotList, Policy, System
from lprpolicy.model.prose import join_terms, words
from lprpolicy.model.sharing import Named
from lprpolicy.model.state import (
    EVERYTHING,
    LIVE,
    Entry,
    Facts,
    Key,
    Part,
    Scale,
    State,
    Topic,
    Value,
)
from lprpolicy.model.subject import Given, Recipient, Subject
from lprpolicy.model.words import (
    Data,
    Mode,
    Ranked,
    RecordClass,
    Switch,
    Tri,
)

Form = Callable[[str], tuple[str, str | None]]
"""Gives the normal form of a name, and the state that the name shows."""

WIDE, NARROW = Scale.MORE_IS_WIDE, Scale.MORE_IS_NARROW
NEITHER, UNCLEAR = Scale.NEITHER, Scale.UNCLEAR


@dataclass(slots=True)
class Said:
    """Facts while they are gathered."""

    said: dict[Key, Value] = field(default_factory=dict)
    closed: dict[Topic, Scale] = field(default_factory=dict)

    def fact(self, topic: Topic, item: str, said: object, scale: Scale, at: Pointer) -> None:
        """Add one fact, unless the policy does not specify it."""
        if isinstance(said, bool):
            said = Tri.YES if said else Tri.NO
        if said is not None:
            rank = said.rank if isinstance(said, Ranked) else None
            self.said[Key(topic, item)] = Value(said, scale, rank, at)  # type: ignore[arg-type]  # a field's value

    def add_list(
        self, topic: Topic, items: Iterable[str] | None, scale: Scale, at: Pointer
    ) -> None:
        """Add a complete list, unless the policy does not specify it."""
        if items is not None:
            self.closed[topic] = scale
            for number, item in enumerate(items):
                self.said[Key(topic, str(item))] = Value(Tri.YES, scale, at=at / number)

    def facts(self) -> Facts:
        return Facts(self.said, self.closed)


def of_policy(
    subject: Subject, form: Form, parts: Mapping[Topic, Mapping[str, Part]] | None = None
) -> State:
    """Return the state that a policy decides. `parts` are the town's rules and waivers."""
    policy = subject.policy
    only = policy.systems[0].id if policy.systems and len(policy.systems) == 1 else None
    own = {
        Topic.SYSTEM: {
            system.id: Part(system.id, _system(subject, system, at), at)
            for system, at in subject.systems()
        },
        Topic.HOT_LISTS: {
            one.list: Part(one.list, _hot_list(one, ROOT / "hot_lists" / n), ROOT / "hot_lists" / n)
            for n, one in enumerate(policy.hot_lists or ())
        },
    }
    grants = policy.sharing.grants if policy.sharing else None
    return State(
        agency=policy.agency,
        speaks=EVERYTHING,
        entries=tuple(_entry(given, only, form) for given in subject.grants),
        complete=frozenset() if grants is None else None,
        facts=_whole(subject),
        parts=own | dict(parts or {}),
    )


def live(state: State) -> State:
    """The part of a policy that a vendor's settings show: standing access, and its switches.

    Access that is asked for each time has no check box.
    """
    standing = tuple(
        entry
        for entry in state.entries
        if (mode := entry.facts.said.get(Key(Topic.MODE))) is None or mode.said != Mode.PER_REQUEST
    )
    return State(
        agency=state.agency,
        speaks=LIVE,
        entries=standing,
        complete=state.complete,
        covers=state.covers,
        facts=state.facts,
        parts=state.parts,
    )


def _entry(given: Given, only: str | None, form: Form) -> Entry:
    grant = given.grant
    raw = grant.to.named if isinstance(grant.to, Named) else grant.listed_as
    normal, state = form(raw or given.recipient.name)
    stated = grant.to.state if isinstance(grant.to, Named) else None
    return Entry(
        recipient=given.recipient,
        system=grant.system or only,
        text=raw,
        form=normal,
        form_state=stated or state,
        facts=_grant(given),
        at=given.at,
    )


def _grant(given: Given) -> Facts:
    grant, at, said = given.grant, given.at, Said()
    if grant.data is not None:
        said.add_list(Topic.DATA, grant.data, WIDE, at / "data")
        for kind in Data:
            said.said.setdefault(Key(Topic.DATA, kind.value), Value(Tri.NO, WIDE, at=at / "data"))
    said.fact(Topic.MODE, "", grant.mode, WIDE, at / "mode")
    said.add_list(Topic.GRANT_PURPOSES, grant.purposes, WIDE, at / "purposes")
    paper = at / "basis"
    said.fact(Topic.BASIS, "", Tri.YES if grant.basis else Tri.NO, NARROW, paper)
    if grant.basis:
        said.fact(Topic.BASIS, "kind of document", grant.basis.kind, UNCLEAR, paper / "kind")
        said.fact(Topic.BASIS, "document", grant.basis.document, NEITHER, paper / "document")
        said.fact(Topic.BASIS, "signed", grant.basis.signed, NEITHER, paper / "signed")
        said.add_list(Topic.AFFIRMS, grant.basis.affirms, NARROW, paper / "affirms")
        ends = grant.basis.expires or "no day"
        rank = grant.basis.expires.toordinal() if grant.basis.expires else 10**9
        said.said[Key(Topic.UNTIL)] = Value(ends, WIDE, rank, paper / "expires")
    _directory(said, given.recipient, given.to)
    return said.facts()


def _directory(said: Said, who: Recipient, at: Pointer) -> None:
    """Add what the directory says of a recipient: changing it changes every grant to it."""
    kind = who.kind or "of no known kind"
    place = who.state or who.component or "no state"
    says = f"{who.id or 'not in the directory'}, {kind}, {place}"
    if who.id is None and who.claims is not None:
        claimed = " or ".join(sorted(who.may_be)) or "of no known kind"
        says = f"{who.claims}, {claimed} by its entry alone"
    said.fact(Topic.RECIPIENT, "kind", says, UNCLEAR, at)
    for member in who.entry.programs if who.entry else ():
        newest = who.membership(member.program)
        if newest is member:
            yes = Tri.YES if member.member else Tri.NO
            said.fact(Topic.RECIPIENT, member.program.value, yes, WIDE, at)
    said.closed[Topic.PASSES_ON] = WIDE
    for onwards in who.entry.passes_on_to if who.entry else ():
        said.fact(Topic.PASSES_ON, onwards.to, Tri.YES, WIDE, at)


def _system(subject: Subject, system: System, at: Pointer) -> Facts:
    said = Said()
    said.fact(Topic.SYSTEM, "vendor", system.other or system.vendor, UNCLEAR, at / "vendor")
    if system.export_owner:
        named, at_name = system.export_owner.name, at / "export_owner" / "name"
        said.fact(Topic.SYSTEM, "export_owner", named, UNCLEAR, at_name)
        shown, at_record = system.export_owner.record, at / "export_owner" / "record"
        said.fact(Topic.SYSTEM, "export_owner record", shown, NEITHER, at_record)
    said.fact(Topic.SYSTEM, "program", system.program, UNCLEAR, at / "program")
    said.fact(Topic.SYSTEM, "storage", system.storage, UNCLEAR, at / "storage")
    for name in ("fixed", "vehicle", "portable", "state_highway") if system.readers else ():
        count = getattr(system.readers, name)
        said.fact(Topic.READERS, name, count, WIDE, at / "readers" / name)
    if system.contract:
        paper = at / "contract"
        said.add_list(Topic.CONTRACT, system.contract.forbids, NARROW, paper / "forbids")
        said.add_list(Topic.CONTRACT_DUTIES, system.contract.requires, NARROW, paper / "requires")
        for number, one in enumerate(system.contract.delivers or ()):
            item, place = f"time between two of {words(one.what)}", paper / "delivers" / number
            said.fact(Topic.SYSTEM, item, one.every, WIDE, place / "every")
        for name in ("signed", "expires", "document"):
            value = getattr(system.contract, name)
            said.fact(Topic.SYSTEM, f"contract {name}", value, NEITHER, paper / name)
        kept = system.contract.retention
        said.fact(Topic.SYSTEM, "contract retention", kept, WIDE, paper / "retention")
    for name in Switch if system.lookups else ():
        on = getattr(system.lookups, name)
        said.fact(Topic.LOOKUPS, name, on, WIDE, at / "lookups" / name)
    if system.attested:
        said.fact(Topic.ATTESTED, "by", system.attested.by, NEITHER, at / "attested" / "by")
        said.fact(Topic.ATTESTED, "on", system.attested.on, NEITHER, at / "attested" / "on")
        record = at / "attested" / "record"
        said.fact(Topic.ATTESTED, "record", system.attested.record, NEITHER, record)
    _retention_periods(said, subject, system, at)
    return said.facts()


def _retention_periods(said: Said, subject: Subject, system: System | None, at: Pointer) -> None:
    """Add how long each record class is kept: the system's own period, else the policy's."""
    for record in RecordClass:
        own = system.retention.of(record) if system and system.retention else None
        shared = subject.policy.retention.of(record) if subject.policy.retention else None
        place = at / "retention" if own is not None else ROOT / "retention"
        scale = NARROW if record is RecordClass.SEARCH_LOG else WIDE
        kept = own if own is not None else shared
        said.fact(Topic.RETENTION, record.value, kept, scale, place / record.value)


def _hot_list(one: HotList, at: Pointer) -> Facts:
    said = Said()
    said.add_list(Topic.HOT_LIST_EXCLUDES, one.excludes, NARROW, at / "excludes")
    every, checked = one.refreshed_every, one.verified_before_stop
    said.fact(Topic.HOT_LIST_CARE, "refreshed every", every, WIDE, at / "refreshed_every")
    shift, at_shift = one.refreshed_each_shift, at / "refreshed_each_shift"
    said.fact(Topic.HOT_LIST_CARE, "refreshed each shift", shift, NARROW, at_shift)
    said.fact(
        Topic.HOT_LIST_CARE, "verified before a stop", checked, NARROW, at / "verified_before_stop"
    )
    return said.facts()


def _whole(subject: Subject) -> Facts:
    said, policy = Said(), subject.policy
    if not policy.systems:
        _retention_periods(said, subject, None, ROOT)
    for topic, block, name, scale in _LISTS:
        holder = getattr(policy, block)
        items = getattr(holder, name) if holder else None
        said.add_list(topic, items, scale, ROOT / block / name)
    for topic, block, name, scale in _SINGLE:
        holder = getattr(policy, block)
        value = getattr(holder, name) if holder else None
        item = "" if topic in _ALONE else name.replace("_", "-")
        said.fact(topic, item, value, scale, ROOT / block / name)
    for key, value, scale, at in _odd(subject):
        said.fact(key.topic, key.item, value, scale, at)
    return said.facts()


def _odd(subject: Subject) -> Iterator[tuple[Key, object, Scale, Pointer]]:
    """Yield the facts that are not simply one field of a block."""
    policy = subject.policy
    yield Key(Topic.ADOPTION, "status"), policy.status, NEITHER, ROOT / "status"
    for name in ("effective", "review_by"):
        value = getattr(policy, name)
        yield Key(Topic.ADOPTION, name.replace("_", " ")), value, NEITHER, ROOT / name
    if policy.adopted:
        said = f"by {policy.adopted.by} on {policy.adopted.on}"
        yield Key(Topic.ADOPTION, "adopted"), said, NEITHER, ROOT / "adopted"
    if policy.access and policy.access.training:
        at = ROOT / "access" / "training" / "every"
        yield Key(Topic.OWN_USERS, "training"), policy.access.training.every, WIDE, at
    if policy.audit and policy.audit.sample:
        share = float(policy.audit.sample.removesuffix(" percent"))
        yield Key(Topic.AUDIT, "sample"), share, NARROW, ROOT / "audit" / "sample"
    report = policy.transparency.annual_report if policy.transparency else None
    if report:
        at = ROOT / "transparency" / "annual_report"
        yield Key(Topic.TRANSPARENCY, "annual report"), True, NARROW, at
        yield Key(Topic.TRANSPARENCY, "annual report due"), report.due, NEITHER, at / "due"
    summary = policy.transparency.council_summary if policy.transparency else None
    if summary:
        at = ROOT / "transparency" / "council_summary" / "every"
        yield Key(Topic.TRANSPARENCY, "council summary"), summary.every, WIDE, at
    yield from _preservation(policy)
    yield from _of_each(policy)
    for number, approval in enumerate(policy.approvals or ()):
        at = ROOT / "approvals" / number
        said = f"by {approval.by} on {approval.on}"
        yield Key(Topic.APPROVALS, approval.kind.value), said, NEITHER, at


def _preservation(policy: Policy) -> Iterator[tuple[Key, object, Scale, Pointer]]:
    """Yield what a request to hold reads takes and does: more asked of one is narrower."""
    said, at = policy.sharing.preservation if policy.sharing else None, ROOT / "sharing"
    if said is None:
        return
    at = at / "preservation"
    for one in said.honors or ():
        yield Key(Topic.PRESERVATION, f"requests by {one.value}"), True, UNCLEAR, at / "honors"
    for term in said.states or ():
        yield Key(Topic.PRESERVATION, f"stating {words(term)}"), True, NARROW, at / "states"
    yield Key(Topic.PRESERVATION, "held for"), said.held_for, WIDE, at / "held_for"


def _of_each(policy: Policy) -> Iterator[tuple[Key, object, Scale, Pointer]]:
    """Yield the facts of lists whose entries have fields: stages, reports and notices."""
    for number, stage in enumerate((policy.access.stages if policy.access else None) or ()):
        item = f"for reads older than {stage.after}, {join_terms(sorted(stage.requires))}"
        yield Key(Topic.OWN_USERS, item), True, NARROW, ROOT / "access" / "stages" / number
    said = policy.transparency
    for number, report in enumerate((said.reports if said else None) or ()):
        at, name = ROOT / "transparency" / "reports" / number, f"report to {words(report.to)}"
        yield Key(Topic.TRANSPARENCY, name), report.every, WIDE, at / "every"
        yield Key(Topic.TRANSPARENCY, f"{name}, due"), report.due, NEITHER, at / "due"
        yield Key(Topic.TRANSPARENCY, f"{name}, kept"), report.kept, NARROW, at / "kept"
        for item in report.contents or ():
            key = Key(Topic.TRANSPARENCY, f"{name}, on {words(item)}")
            yield key, True, NARROW, at / "contents"
    for number, notice in enumerate((said.notices if said else None) or ()):
        name = f"notice of {words(notice.of)} to {words(notice.to)}"
        at = ROOT / "transparency" / "notices" / number / "within"
        yield Key(Topic.TRANSPARENCY, name), notice.within, WIDE, at


_LISTS: Final = (
    (Topic.COLLECTION, "collection", "fields", WIDE),
    (Topic.AVOIDS, "collection", "avoids", NARROW),
    (Topic.ALLOWED, "purposes", "allowed", WIDE),
    (Topic.PROHIBITED, "purposes", "prohibited", NARROW),
    (Topic.LOG_FIELDS, "audit", "search_log_fields", NARROW),
    (Topic.USERS, "access", "users", WIDE),
    (Topic.PRIVATE_READS, "sharing", "private_reads", WIDE),
    (Topic.POLICY_COVERS, "transparency", "policy_covers", NARROW),
)
_ALONE: Final = (Topic.ONWARD, Topic.RELEASE, Topic.SALE, Topic.PURCHASE, Topic.FACES)
"""Topics of one field, which need no name of it."""
_SINGLE: Final = (
    (Topic.ONWARD, "sharing", "onward", WIDE),
    (Topic.RELEASE, "sharing", "release_on_request", WIDE),
    (Topic.OWN_USERS, "access", "reason", WIDE),
    (Topic.OWN_USERS, "access", "case_number", WIDE),
    (Topic.OWN_USERS, "access", "second_factor", WIDE),
    (Topic.OWN_USERS, "access", "authorization", WIDE),
    (Topic.OWN_USERS, "access", "stated_facts", WIDE),
    (Topic.OWN_USERS, "access", "entry_reason", WIDE),
    (Topic.OWN_USERS, "access", "entry_removal", WIDE),
    (Topic.OWN_USERS, "access", "role_limits", WIDE),
    (Topic.OWN_USERS, "access", "tracking_warrant", WIDE),
    (Topic.SALE, "sharing", "sale", WIDE),
    (Topic.PURCHASE, "sharing", "purchase", WIDE),
    (Topic.FACES, "collection", "face_recognition", WIDE),
    (Topic.AUDIT, "audit", "every", WIDE),
    (Topic.AUDIT, "audit", "log_review", WIDE),
    (Topic.AUDIT, "audit", "by", NEITHER),
    (Topic.AUDIT, "audit", "auditor", UNCLEAR),
    (Topic.SECURITY, "security", "encrypted_in_transit", NARROW),
    (Topic.SECURITY, "security", "encrypted_at_rest", NARROW),
    (Topic.TRANSPARENCY, "transparency", "policy_published", NEITHER),
    (Topic.TRANSPARENCY, "transparency", "reader_locations", WIDE),
    (Topic.TRANSPARENCY, "transparency", "search_logs", WIDE),
    (Topic.TRANSPARENCY, "transparency", "reads", UNCLEAR),
    (Topic.TRANSPARENCY, "transparency", "use_log", WIDE),
    (Topic.TRANSPARENCY, "transparency", "audits", WIDE),
    (Topic.TRANSPARENCY, "transparency", "public_notice", NEITHER),
)
