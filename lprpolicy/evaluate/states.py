"""Turn policies and exports into states, with every name looked up in one directory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from lprpolicy.compare.of_observation import IdentifiedRow, Seen
from lprpolicy.compare.of_policy import of_policy
from lprpolicy.evaluate.subjects import subject
from lprpolicy.identify.index import Index
from lprpolicy.identify.names import read_name
from lprpolicy.model.observation import Observation, Share
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import Rule
from lprpolicy.model.state import Facts, Key, Part, Scale, State, Topic, Value
from lprpolicy.model.subject import Recipient
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import Binding
from lprpolicy.repository.repository import Repository


def form(name: str) -> tuple[str, str | None]:
    """Return the normal form of a name, and the US state in it."""
    read = read_name(name)
    return read.form, read.state


def of_repository(repository: Repository, agency: str, day: dt.date) -> State | None:
    """Return what an agency's files decide on a day; None if its policy cannot be read."""
    read = repository.policies.get(agency)
    if read is None or read.value is None:
        return None
    parts = {
        Topic.RULES: _rules(repository, agency),
        Topic.WAIVERS: _waivers(repository, agency, day),
    }
    return state_of(read.value, repository.index, day, parts)


def state_of(
    policy: Policy,
    index: Index,
    day: dt.date,
    parts: Mapping[Topic, Mapping[str, Part]] | None = None,
) -> State:
    """Return what one policy decides on a day."""
    return of_policy(subject(policy, index, day), form, parts)


def observe_state(observation: Observation, system: str, index: Index) -> Seen:
    """Look up the name in every outbound row of a system's export."""
    rows = tuple(_row(share, index) for share in observation.outbound())
    return Seen(observation, system, rows)


def _row(share: Share, index: Index) -> IdentifiedRow:
    who = index.identify(share.raw, state=share.state, similar=True)
    entry = index.agency(who.id) if who.id else None
    recipient = Recipient(
        who.id,
        who.name or share.raw,
        who.kind,
        who.state,
        who.federal,
        who.component,
        entry,
        who.why,
    )
    normal, state = form(share.raw)
    return IdentifiedRow(share, recipient, normal, share.state or state, who.suggestions)


def _rules(repository: Repository, agency: str) -> dict[str, Part]:
    """Give the repository's own rules that bind an agency, its own and shared ones."""
    policy = repository.policies[agency].value
    assert policy is not None
    bound = subject(policy, repository.index, dt.date.min).agency
    return {
        rule.id: Part(rule.id, _rule(rule.rule), ROOT)
        for rule in repository.rules
        if rule.binds(bound)
    }


def _rule(rule: Rule) -> Facts:
    """Return what a rule decides, without its wording.

    Better words are no change; a rule that decides otherwise is one, and shows in the diff.
    """
    binding = Value(rule.binding.value, Scale.MORE_IS_WIDE, int(rule.binding is Binding.SHOULD))
    versions = [version.model_dump(mode="json", by_alias=True) for version in rule.versions]
    bites = [{k: v for k, v in one.items() if k != "provision"} for one in versions]
    applies = rule.applies.model_dump(mode="json") if rule.applies else None
    return Facts(
        {
            Key(Topic.RULES, "binding"): binding,
            Key(Topic.RULES, "what it asks"): Value(
                _digest([rule.check, bites, applies]), Scale.UNCLEAR
            ),
            Key(Topic.RULES, "words"): Value(_digest([rule.title, rule.says]), Scale.NEITHER),
        }
    )


def _waivers(repository: Repository, agency: str, day: dt.date) -> dict[str, Part]:
    """Give the waivers in force on a day; an expired one counts as removed."""
    read = repository.waivers.get(agency)
    if read is None or read.value is None:
        return {}
    at = ROOT / "waivers"
    return {
        _waiver_id(waiver): Part(_waiver_id(waiver), _waiver(waiver, at / number), at / number)
        for number, waiver in enumerate(read.value.waivers)
        if waiver.granted <= day <= waiver.expires
    }


def _waiver_id(waiver: Waiver) -> str:
    scope = waiver.scope.model_dump(exclude_none=True)
    said = ", ".join(f"{name} {value}" for name, value in scope.items())
    return f"{waiver.rule} for {said}" if said else waiver.rule


def _waiver(waiver: Waiver, at: Pointer) -> Facts:
    ends = Value(waiver.expires, Scale.MORE_IS_WIDE, waiver.expires.toordinal(), at / "expires")
    by = Value(waiver.authority, Scale.UNCLEAR, at=at / "authority")
    return Facts({Key(Topic.WAIVERS, "expires"): ends, Key(Topic.WAIVERS, "authority"): by})


def _digest(data: object) -> str:
    import hashlib
    import json

    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
