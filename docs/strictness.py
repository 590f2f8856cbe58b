"""The page that says which states' law is stricter than which, topic by topic, made from the law.

Every cell is a comparison as `lprpolicy compare-rules` makes it, of a state's rules on one topic.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lprpolicy.evaluate.strictness.example import NotConfirmed, least_example
from lprpolicy.evaluate.strictness.ready import Comparing, frames
from lprpolicy.evaluate.strictness.sides import RuleSet, SideRule, side
from lprpolicy.model.states import state_name
from lprpolicy.model.strictness import Counterexample
from lprpolicy.repository.law import Law, built_in
from lprpolicy.strictness.search import TooManySteps
from lprpolicy.write.strictness.phrases import passing_values, what_passes
from lprpolicy.write.strictness.plain_yaml import flow

NOTHING, UNSURE = "nothing", "?"


@dataclass(frozen=True)
class Topic:
    """Rules that are compared with each other: of certain checks, on one matter."""

    title: str
    about: str
    takes: Callable[[SideRule], bool]


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
    Topic("Reads that matched nothing", "How long they may be kept.", _kept("reads")),
    Topic("Hits", "How long reads that matched a hot list may be kept.", _kept("hits")),
    Topic("Case evidence", "How long reads of a case may be kept.", _kept("case-evidence")),
    Topic("Purposes", "What searches may be for.", _checks("purposes-within")),
    Topic(
        "Prohibited uses",
        "What nobody may search for.",
        _checks("purposes-prohibited", "grant-purposes"),
    ),
    Topic(
        "Recipients",
        "Who may be let in, and on which documents.",
        _checks("recipient-tiers", "recipient-kind", "program-partners"),
    ),
    Topic("Vendor-wide switches", "Which must stay off.", _checks("lookups-off")),
    Topic("Search log", "What it records of each search.", _checks("search-log-records")),
    Topic("Audits", "How often searches are audited.", _has("interval-at-most", "of", "audit")),
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


def answer(first: RuleSet, second: RuleSet, day: dt.date) -> str:
    """Whether the second refuses all that the first refuses; else what it lets pass."""
    ready = Comparing(first, second, *frames(first, second, day))
    unsure = False
    for rule in first.rules:
        if rule.forms is None:
            unsure = True
            continue
        try:
            shown = least_example(rule, ready)
        except (TooManySteps, NotConfirmed):
            unsure = True
            continue
        if shown is not None:
            return f"`{in_a_cell(shown)}`"
    return UNSURE if unsure else NOTHING


def in_a_cell(shown: Counterexample) -> str:
    """What passes, without the names of places where there is one place and the heading says it."""
    said = passing_values(shown)
    if len(said) != 1:
        return what_passes(shown)
    (value,) = said.values()
    return flow(value[0] if isinstance(value, list) and len(value) == 1 else value)


def table(sides: Sequence[RuleSet], day: dt.date) -> Iterator[str]:
    """States with the same law share a row and a column."""
    groups: list[list[RuleSet]] = []
    answers: dict[tuple[str, str], str] = {}
    for one in sides:
        for group in groups:
            first = group[0]
            there, back = answer(one, first, day), answer(first, one, day)
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
        *table(sides, day),
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

Each cell is one policy that was judged by both laws, in as few words as it needs: a row and a
column of two states see it with the two states exchanged, so that "our own state" means the same
to both. Only required rules in effect on the day are compared, disputed law is left out, and what a
law asks about other topics plays no part here. The tables are made by `python docs/strictness.py`
from the rules of the packs, and a test fails when a rule has changed since.
"""


def main() -> None:
    path = Path(__file__).with_name("explanation") / "strictness.md"
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    made = page(built_in(), dt.datetime.now(dt.UTC).date(), old)
    path.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
