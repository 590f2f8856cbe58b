"""Changes from an export to a policy, as steps in order: taking away first, then giving.

An unknown becomes a question, and a setting that no export prints a look; nothing is dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from lprpolicy.compare.words import display_name, setting, value
from lprpolicy.model.change import Change, Effect
from lprpolicy.model.plan import Look, Question, Step
from lprpolicy.model.prose import words
from lprpolicy.model.state import Entry, Topic
from lprpolicy.model.words import Data, RowStatus, Tri

_SETTINGS: Final = (Topic.LOOKUPS, Topic.RETENTION)
MOST_NAMED: Final = 12
"""A note names at most this many rows; each has its own step."""


class Words(Protocol):
    """A vendor's own words for each action; `lprpolicy.vendors` has a set for each vendor."""

    def row(self, action: str, row: str, item: str | None = None) -> str: ...

    def switch(self, name: str, to: str) -> str: ...

    def keep(self, record: str, to: str) -> str: ...


@dataclass(slots=True)
class Work:
    """The steps to take, the questions to answer and the settings to look at.

    A row has either steps or a question: whoever asks has not answered yet.
    """

    steps: list[Step] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Rows that come off the list and that no directory lists."""


def work(changes: Iterable[Change], vendors: dict[str, Words]) -> Work:
    """Turn changes into steps, questions and looks. `vendors` has the words of each system."""
    made = Work()
    unseen: Counter[tuple[str, str, str]] = Counter()
    unsure = {id(c.was) for c in changes if c.topic is Topic.NAME and not c.certain}
    for change in changes:
        if change.topic is Topic.ACCESS:
            _access(made, change, vendors)
        elif change.topic is Topic.NAME:
            _name(made, change)
        elif change.topic is Topic.DATA:
            if id(change.was) not in unsure:
                _data(made, change, vendors, unseen)
        elif change.topic is Topic.PROHIBITED:
            made.notes.append(f"{change.says}, by what the agency publishes; correct the page")
        elif change.topic in _SETTINGS and change.part is not None:
            _setting(made, change, change.part, vendors)
    for (system, item, to), count in sorted(unseen.items()):
        many = f"{count:,} recipients" if count > 1 else "1 recipient"
        says = f"is access to {words(item)} open to {many}? The policy says {to}"
        made.looks.append(Look(system=system, looks=says))
    made.steps = number_steps(made.steps)
    if made.unknown:
        made.notes.append(_of_unknown(sorted(made.unknown)))
    return made


def _of_unknown(rows: Sequence[str]) -> str:
    """Say which rows come off the list though nobody has identified whom they name."""
    named = ", ".join(f"“{name}”" for name in rows[:MOST_NAMED])
    more = f" and {len(rows) - MOST_NAMED:,} more" if len(rows) > MOST_NAMED else ""
    if len(rows) == 1:
        said = "1 row names an agency that is not identified and that the policy does not name"
        return f"{said}, so a step takes it off the list: {named}"
    said = f"{len(rows):,} rows name agencies that are not identified and not in the policy"
    return f"{said}, so the steps take them off the list: {named}{more}"


def number_steps(steps: Iterable[Step]) -> list[Step]:
    """Number the steps so that every step that narrows comes before any that widens."""
    order = sorted(
        steps,
        key=lambda s: (s.effect != "narrows", s.system, _ACTIONS.index(s.action), _name_of(s)),
    )
    return [step.model_copy(update={"number": n}) for n, step in enumerate(order, start=1)]


_ACTIONS: Final = (
    "switch-off",
    "remove",
    "close",
    "keep-shorter",
    "keep-longer",
    "add",
    "open",
    "switch-on",
)


def _name_of(step: Step) -> tuple[str, str, str]:
    row = step.row or ""
    return row.casefold(), row, step.item or ""


def _access(made: Work, change: Change, vendors: dict[str, Words]) -> None:
    entry = change.recipient
    assert entry is not None
    system = entry.system or ""
    if not change.certain:
        side = "the policy does not say who has access" if change.loses else "it may be listed"
        asks = f"has {display_name(entry)} access? {side}"
        made.questions.append(_question(entry, asks))
        return
    if change.gains:
        made.steps += _add(change, entry, vendors[system])
        return
    made.steps.append(_row("remove", change, entry, vendors[system].row("remove", entry.name)))
    if change.like:
        made.notes.append(
            f"“{entry.name}” comes off the list, and the policy names “{change.like}”: if that is "
            "who it is, write the row's text there as listed_as, and plan again"
        )
    elif entry.recipient.kind is None:
        made.unknown.append(entry.name)


def _add(change: Change, entry: Entry, vendor: Words) -> Iterator[Step]:
    """Yield the steps that add a recipient to the list and then open what else it gets."""
    opened = sorted(
        (
            key.item
            for key, said in entry.facts.said.items()
            if key.topic is Topic.DATA and said.said is Tri.YES
        ),
        key=lambda item: (item != Data.READS, item),
    )
    first = opened[0] if opened else None
    yield _row("add", change, entry, vendor.row("add", entry.name, first), first)
    for item in opened[1:]:
        yield _row("open", change, entry, vendor.row("open", entry.name, item), item)


def _name(made: Work, change: Change) -> None:
    assert change.was is not None
    assert change.who is not None
    was, who = change.was, change.who
    if change.certain:
        made.notes.append(f"the vendor calls {who.name} now “{was.name}”; the policy may say so")
        return
    asks = (
        f"is the row “{was.name}” the recipient {display_name(who)} of the policy? "
        "If so, write that text there as its name; if not, take the row off the list"
    )
    made.questions.append(_question(was, asks))


def _data(
    made: Work,
    change: Change,
    vendors: dict[str, Words],
    unseen: Counter[tuple[str, str, str]],
) -> None:
    assert change.was is not None
    assert change.after is not None
    was, system = change.was, change.was.system or ""
    if not change.certain:
        said = change.after.said
        to = "open" if said is Tri.YES else "closed" if said is Tri.NO else "nothing"
        unseen[system, change.item, to] += 1
        return
    action = "close" if change.effect is Effect.NARROWS else "open"
    made.steps.append(
        _row(action, change, was, vendors[system].row(action, was.name, change.item), change.item)
    )


def _setting(made: Work, change: Change, system: str, vendors: dict[str, Words]) -> None:
    assert change.before is not None
    assert change.after is not None
    to = value(change.after)
    spoken = change.before.known and change.after.known
    if not spoken:
        if change.after.known:
            made.looks.append(Look(system=system, looks=_looked_at(change, to)))
        return
    narrows = change.effect is Effect.NARROWS
    if change.topic is Topic.LOOKUPS:
        action, click = (
            "switch-off" if narrows else "switch-on",
            vendors[system].switch(change.item, "off" if narrows else "on"),
        )
    else:
        action = "keep-shorter" if narrows else "keep-longer"
        click = vendors[system].keep(words(change.item), to)
    made.steps.append(
        Step(
            number=1,
            effect="narrows" if narrows else "widens",
            action=action,
            system=system,
            item=change.item,
            to=to,
            click=click,
        )
    )


def _looked_at(change: Change, to: str) -> str:
    if change.topic is Topic.RETENTION:
        return f"for how long does it keep {words(change.item)}? The policy says {to}"
    position = "on" if change.after and change.after.said is Tri.YES else "off"
    return f"is {setting(change.item)} {position}? The policy says {position}"


def _row(action: str, change: Change, entry: Entry, click: str, item: str | None = None) -> Step:
    known = {
        "row": entry.name,
        "recipient": entry.recipient.id,
        "item": item,
        "seen_at": str(entry.where) if entry.where else None,
    }
    return Step(
        number=1,
        effect="narrows" if change.effect is Effect.NARROWS else "widens",
        action=action,
        system=entry.system or "",
        inactive=entry.status is RowStatus.INACTIVE,
        click=click,
        **{name: said for name, said in known.items() if said is not None},
    )


def _question(entry: Entry, asks: str) -> Question:
    return Question(
        system=entry.system or "",
        row=entry.name,
        asks=asks,
        suggestions=entry.suggestions,
    )
