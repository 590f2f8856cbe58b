"""The page that says which states' law is stricter than which, topic by topic, made from the law.

Every cell is a comparison as `lprpolicy compare-rules` makes it, of a state's rules on one topic.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lprpolicy.evaluate.strictness.example import NotConfirmed, whole_example
from lprpolicy.evaluate.strictness.ready import Comparing, frames
from lprpolicy.evaluate.strictness.sides import RuleSet, SideRule, side
from lprpolicy.evaluate.strictness.world import Frame, plain
from lprpolicy.model.states import state_name
from lprpolicy.model.strictness import Counterexample
from lprpolicy.read.yaml import read
from lprpolicy.repository.law import Law, built_in
from lprpolicy.strictness.search import TooManySteps
from lprpolicy.write.strictness.phrases import what_passes
from lprpolicy.write.strictness.plain_yaml import flow

NOTHING, UNSURE = "nothing", "?"
NEEDED = {"systems": {"id": "plate-reads", "vendor": "other", "other": "Example vendor"}}
"""Fields without which a file does not fit its format, so that a cell need not say them."""
LISTS = (
    "systems",
    "sharing.grants",
    "purposes.allowed",
    "purposes.prohibited",
    "audit.search_log_fields",
)
"""Places of lists, whose only entry stands in a cell without brackets."""


@dataclass(frozen=True)
class Topic:
    """Rules that are compared with each other: of certain checks, on one matter."""

    title: str
    about: str
    takes: Callable[[SideRule], bool]
    at: str
    """The place that a cell with nothing but a value is about."""


def _has(check: str, key: str, value: str) -> Callable[[SideRule], bool]:
    """Rules of one check with this value of a parameter."""
    return lambda rule: (
        rule.obligation.rule.check == check and getattr(rule.params, key, None) == value
    )


def _kept(record: str) -> Callable[[SideRule], bool]:
    return _has("retention-at-most", "record", record)


def _checks(*names: str) -> Callable[[SideRule], bool]:
    return lambda rule: rule.obligation.rule.check in names


TOPICS = (
    Topic(
        "Reads that matched nothing",
        "How long they may be kept.",
        _kept("reads"),
        "retention.reads",
    ),
    Topic(
        "Hits",
        "How long reads that matched a hot list may be kept.",
        _kept("hits"),
        "retention.hits",
    ),
    Topic(
        "Case evidence",
        "How long reads of a case may be kept.",
        _kept("case-evidence"),
        "retention.case-evidence",
    ),
    Topic("Purposes", "What searches may be for.", _checks("purposes-within"), "purposes.allowed"),
    Topic(
        "Prohibited uses",
        "What nobody may search for.",
        _checks("purposes-prohibited", "grant-purposes"),
        "purposes.prohibited",
    ),
    Topic(
        "Recipients",
        "Who may be let in, and on which documents.",
        _checks("recipient-tiers", "recipient-kind", "program-partners"),
        "sharing.grants",
    ),
    Topic("Vendor-wide switches", "Which must stay off.", _checks("lookups-off"), "systems"),
    Topic(
        "Search log",
        "What it records of each search.",
        _checks("search-log-records"),
        "audit.search_log_fields",
    ),
    Topic(
        "Audits",
        "How often searches are audited.",
        _has("interval-at-most", "of", "audit"),
        "audit.every",
    ),
)


def states_on(topic: Topic, law: Law, day: dt.date) -> list[RuleSet]:
    """Each state's required rules on the topic, for states that have one."""
    found = []
    for state in sorted({pack.state for pack in law.packs.values() if pack.state}):
        own = [rule for rule in law.obligations if rule.id.rpartition("/")[0] == state]
        whole = side(state, own, day)
        rules = tuple(rule for rule in whole.rules if topic.takes(rule))
        if rules:
            found.append(RuleSet(state, rules, state))
    return found


def answer(first: RuleSet, second: RuleSet, day: dt.date, at: str) -> str:
    """Whether the second refuses all that the first refuses; else what it lets pass."""
    ready = Comparing(first, second, *frames(first, second, day))
    unsure, judged = False, ""
    for rule in first.rules:
        if rule.forms is None:
            unsure = True
            continue
        try:
            found = whole_example(rule, ready)
        except (TooManySteps, NotConfirmed):
            unsure = True
            continue
        if found is not None and found[1]:
            return f"`{in_a_cell(found[0], ready.home, at)}`"
        judged = judged or ("" if found is None else f"*{in_a_cell(found[0], ready.home, at)}*")
    return judged or (UNSURE if unsure else NOTHING)


def in_a_cell(shown: Counterexample, home: Frame, at: str) -> str:
    """All that the policy says, without what every file says and the place that the heading says.

    `policy_of` makes the same policy of it again.
    """
    said = dict(_said(read("policy.yaml", shown.policy.encode()).data, plain({}, home)))
    if not said.keys() - {"agency"}:
        return what_passes(shown)
    if said.keys() != {at}:
        return "; ".join(f"{place}: {flow(value)}" for place, value in said.items())
    value = said[at]
    return flow(value[0] if isinstance(value, list) and len(value) == 1 else value)


def _said(data: Mapping[str, Any], usual: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a policy says, by places such as retention.reads."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{field}", inner) for field, inner in value.items())
        elif key in NEEDED:
            needed = NEEDED[key].items()
            yield key, [{k: v for k, v in one.items() if (k, v) not in needed} for one in value]
        elif usual.get(key) != value:
            yield key, value


def policy_of(cell: str, home: Frame, at: str) -> dict[str, Any]:
    """The policy that a cell shows, whole."""
    made = plain({}, home)
    silent = re.fullmatch(r"\*?a policy(?: of (\S+))? that does not mention .*", cell)
    if silent is not None:
        return made | ({"agency": silent[1]} if silent[1] else {})
    places = re.split(r"(?:^|; )([a-z][a-z_.-]*): ", cell)[1:] or [at, cell]
    for place, text in zip(places[::2], places[1::2], strict=True):
        value = read("cell.yaml", f"said: {text}".encode()).data["said"]
        if place in LISTS and not isinstance(value, list):
            value = [value]
        if place in NEEDED:
            value = [NEEDED[place] | one for one in value]
        block, _, field = place.partition(".")
        if field:
            made.setdefault(block, {})[field] = value
        else:
            made[block] = value
    return made


def table(topic: Topic, sides: Sequence[RuleSet], day: dt.date) -> Iterator[str]:
    """States with the same law share a row and a column."""
    groups: list[list[RuleSet]] = []
    answers: dict[tuple[str, str], str] = {}
    for one in sides:
        for group in groups:
            first = group[0]
            there = answer(one, first, day, topic.at)
            back = answer(first, one, day, topic.at)
            answers[one.name, first.name], answers[first.name, one.name] = there, back
            if there == back == NOTHING:
                group.append(one)
                break
        else:
            groups.append([one])
    names = [", ".join(state_name(str(one.state)) for one in group) for group in groups]
    yield f"| lets pass, though refused by | {' | '.join(names)} |"
    yield f"|---|{'---|' * len(names)}"
    for group, name in zip(groups, names, strict=True):
        cells = [
            "" if other is group else answers[other[0].name, group[0].name] for other in groups
        ]
        yield f"| **{name}** | {' | '.join(cells)} |"


def digest(sides: Sequence[RuleSet]) -> str:
    """What a table is made of, in short: rules in force and all that they ask."""
    asked = [
        [one.name, [[rule.asks, [asdict(form) for form in rule.forms or ()]] for rule in one.rules]]
        for one in sides
    ]
    return hashlib.sha256(json.dumps(asked, default=_as_text).encode()).hexdigest()[:16]


def _as_text(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, frozenset) else str(value)


def section(topic: Topic, sides: Sequence[RuleSet], day: dt.date) -> str:
    lines = [
        f"## {topic.title}",
        "",
        f"<!-- made of {digest(sides)} on {day} -->",
        "",
        f"{topic.about} {len(sides)} states have rules on this.",
        "",
        *table(topic, sides, day),
        "",
    ]
    return "\n".join(lines)


def page(law: Law, day: dt.date, old: str = "") -> str:
    """The whole page; a section of the old page whose rules are the same is kept as it is."""
    kept = sections(old)
    made = [HEAD]
    for topic in TOPICS:
        sides = states_on(topic, law, day)
        known = kept.get(topic.title, "")
        fresh = f"<!-- made of {digest(sides)} on " in known
        made.append(known if fresh else section(topic, sides, day))
    return "\n".join(one.rstrip("\n") + "\n" for one in made)


def sections(text: str) -> dict[str, str]:
    """The sections of a page by their titles."""
    found = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    return {one.splitlines()[0].removeprefix("## "): one for one in found}


HEAD = """# Which state's law is stricter

Is everything that one state's law refuses refused by another's too? `lprpolicy compare-rules us-nh
us-ct` answers it for two states as a whole. These tables answer it topic by topic: a row lets pass
what its cell shows, and the column's law refuses it. Where a cell says *nothing*, the row's law is
at least as strict as the column's on that topic. `?` means that there is not enough information.
States whose law on the topic refuses just the same share a row.

Each cell is one whole policy that `check` judged by both laws: all that it says, without its
agency, an example police department, and without what every file has to say. A row and a column of
two states see it with the two states exchanged, so that "our own state" means the same to both.
What stands in *italics* passes because of whose policy it is: a law that leaves companies or local
governments alone does so in `check` only where an official list says that the agency is one, so
the same judge was asked without files. Only required rules in effect on the day are compared,
disputed law is left out, and what a law asks about other topics plays no part here. The tables are
made by `python docs/strictness.py` from the rules of the packs; tests fail when a rule has changed
since, and when `check` says otherwise of a cell.
"""


def main() -> None:
    path = Path(__file__).with_name("explanation") / "strictness.md"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    made = page(built_in(), dt.datetime.now(dt.UTC).date(), old)
    path.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
