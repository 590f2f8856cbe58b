"""A change as a sentence: lower case, no full stop, names before ids."""

from __future__ import annotations

from typing import Final

from lprpolicy.compare.facts import Differs
from lprpolicy.model.prose import join_terms, words
from lprpolicy.model.retention import Keep
from lprpolicy.model.state import Entry, Part, Topic, Value
from lprpolicy.model.words import Switch, Tri, Until

_SWITCHES: Final[dict[str, str]] = {switch: switch.plain for switch in Switch}
_NOUNS: Final = {
    Topic.SYSTEM: "the system",
    Topic.HOT_LISTS: "the hot list",
    Topic.RULES: "the town's rule",
    Topic.WAIVERS: "a waiver of",
}
_YES_NO: Final[dict[Topic, tuple[str, str]]] = {
    Topic.DATA: ("opens {item} to {who}", "closes {item} to {who}"),
    Topic.GRANT_PURPOSES: ("lets {who} search for {item}", "stops {who} searching for {item}"),
    Topic.PASSES_ON: (
        "{who} is now known to pass reads on to {item}",
        "{who} is no longer said to pass reads on to {item}",
    ),
    Topic.COLLECTION: ("records {item}", "records {item} no longer"),
    Topic.AVOIDS: (
        "keeps readers away from each {item}",
        "no longer keeps readers away from each {item}",
    ),
    Topic.ALLOWED: ("allows searches for {item}", "allows searches for {item} no longer"),
    Topic.PROHIBITED: ("prohibits {item}", "prohibits {item} no longer"),
    Topic.LOG_FIELDS: ("logs the {item} of each search", "logs the {item} of a search no longer"),
    Topic.HOT_LIST_EXCLUDES: ("leaves the {item} file out", "loads the {item} file"),
    Topic.LOOKUPS: ("turns {item} on", "turns {item} off"),
    Topic.AFFIRMS: ("has {who} promise {item}", "has {who} promise {item} no longer"),
    Topic.PRIVATE_READS: (
        "takes reads of private readers on {item}",
        "takes reads of private readers on {item} no longer",
    ),
    Topic.USERS: ("lets {item} use the readers", "stops {item} using the readers"),
    Topic.POLICY_COVERS: (
        "has a written policy on {item}",
        "has a written policy on {item} no longer",
    ),
    Topic.CONTRACT_DUTIES: (
        "has the contract require {item}",
        "has the contract require {item} no longer",
    ),
    Topic.CONTRACT: (
        "has the contract forbid {item}",
        "has the contract forbid {item} no longer",
    ),
}
_ITEMS: Final = {
    "reason": "a reason for each search",
    "case-number": "a case number for each search",
    "second-factor": "a second factor",
    "entry-reason": "a written reason for each plate entered by hand",
    "entry-removal": "the end of an entry by hand with the shift",
    "role-limits": "limits by role",
    "tracking-warrant": "a warrant for following a person",
    "training": "the time between two trainings",
    "every": "the time between two audits",
    "log-review": "the time between two reviews of logs",
    "sample": "the share of searches that is audited",
    "by": "who audits",
    "287g": "its 287(g) status",
    "kind": "what kind of agency it is",
    "expires": "the end of it",
}


def gains(who: Entry) -> str:
    """Say that a recipient joined the list, with which access and in which system."""
    return f"{display_name(who)} gains access to {_what(who)}{_in(who.system)}"


def loses(was: Entry) -> str:
    return f"{display_name(was)} loses access to {_what(was)}{_in(was.system)}"


def rename(was: Entry, who: Entry, *, probable: bool) -> str:
    verb = "may be" if probable else "is"
    return f"{who.name} {verb} who was called {was.name}{_in(who.system)}"


def listed_as(was: Entry, who: Entry) -> str:
    """Say that a policy now gives, or no longer gives, the vendor's text for a recipient."""
    if who.text is not None:
        return f"{display_name(who)} is on the vendor's list as {who.text}{_in(who.system)}"
    name = display_name(who)
    return f"{name} is no longer said to be on the vendor's list as {was.text}{_in(was.system)}"


def display_name(entry: Entry) -> str:
    """Name a recipient in the vendor's words, and in the directory's where they differ.

    The kind of agency follows, since a reader wants to know that first.
    """
    who = entry.recipient
    name = entry.name
    known = [who.id] if who.id and who.id not in name else []
    known += [who.kind.noun] if who.kind else ["nobody knows what kind of agency"]
    return f"{name} ({', '.join(known)})"


def of_recipient(found: Differs, who: Entry) -> str:
    topic, name = found.key.topic, display_name(who)
    where = _in(who.system)
    if found.items or (found.key.item == "" and topic in _YES_NO):
        return f"{words(topic)} of {name}{where}: {_from_to(found)}"
    said = _switch_sentence(found, name)
    if said is not None:
        return f"{said}{where}"
    noun = {
        Topic.MODE: "the mode of access",
        Topic.BASIS: "the document behind the access",
        Topic.UNTIL: "the end of the access",
        Topic.RECIPIENT: _item(found.key.item),
    }.get(topic, f"{words(topic)} {_item(found.key.item)}".strip())
    return f"{noun} of {name}{where}: {_from_to(found)}"


def of_policy(found: Differs) -> str:
    topic = found.key.topic
    said = None if found.items or not found.key.item else _switch_sentence(found, "")
    if said is not None:
        return said
    if topic is Topic.RETENTION:
        return f"keeps {words(found.key.item)}: {_from_to(found)}"
    return f"{_label(topic, found.key.item)}: {_from_to(found)}"


def of_part(found: Differs, topic: Topic, name: str) -> str:
    where = "" if topic in (Topic.RULES, Topic.WAIVERS) else f" in {name}"
    said = None if found.items or not found.key.item else _switch_sentence(found, "")
    if said is not None:
        return f"{said}{where}"
    if found.key.topic is Topic.RETENTION:
        return f"keeps {words(found.key.item)}{where}: {_from_to(found)}"
    if not where:
        return f"{_NOUNS[topic]} {name}, {_item(found.key.item)}: {_from_to(found)}"
    return f"{_label(found.key.topic, found.key.item)}{where}: {_from_to(found)}"


def part(topic: Topic, name: str, one: Part | None, *, came: bool) -> str:
    noun = _NOUNS.get(topic, words(topic))
    until = ""
    if topic is Topic.WAIVERS and one is not None:
        ends = next((v for k, v in one.facts.said.items() if k.item == "expires"), None)
        until = f", until {ends.said}" if ends else ""
    return f"{noun} {name} is {'new' if came else 'gone'}{until}"


def value(one: Value) -> str:
    """Say one side of a difference."""
    if one.said is None or one.said is Tri.UNKNOWN:
        return "not specified"
    if isinstance(one.said, Tri):
        return one.said.value
    return _keep(one.said) if isinstance(one.said, Keep) else str(one.said)


def _keep(keep: Keep) -> str:
    parts = [str(keep.at_most)] if keep.at_most else []
    if keep.until is not None:
        never = keep.until is Until.NEVER
        parts.append("indefinitely" if never else f"until {words(keep.until)}")
    parts += [f"with {join_terms(sorted(keep.requires))}"] if keep.requires else []
    return " ".join(parts) or "for ever"


def _from_to(found: Differs) -> str:
    return f"from {value(found.before)} to {value(found.after)}"


def _switch_sentence(found: Differs, who: str) -> str | None:
    """Say that a switch changed; None if this difference is not a plain yes or no."""
    pair = _YES_NO.get(found.key.topic)
    if pair is None or not isinstance(found.after.said, Tri | None):
        return None
    if found.after.said not in (Tri.YES, Tri.NO):
        return None
    said = pair[0] if found.after.said is Tri.YES else pair[1]
    return said.format(who=who, item=_item(found.key.item))


def _item(item: str) -> str:
    return _SWITCHES.get(item) or _ITEMS.get(item) or words(item)


def setting(item: str) -> str:
    """Return the plain name of a vendor-wide switch."""
    return _SWITCHES.get(item, words(item))


def _label(topic: Topic, item: str) -> str:
    if topic in (Topic.OWN_USERS, Topic.AUDIT, Topic.SECURITY, Topic.TRANSPARENCY):
        return _item(item)
    if topic is Topic.POLICY or item == "":
        return words(topic) if item == "" else _item(item)
    return f"{words(topic)}, {_item(item)}"


def _what(entry: Entry) -> str:
    data = [
        key.item
        for key, said in entry.facts.said.items()
        if key.topic is Topic.DATA and said.said is Tri.YES
    ]
    return join_terms(data) if data else "data that is not named"


def _in(system: str | None) -> str:
    return f" in {system}" if system else ""
