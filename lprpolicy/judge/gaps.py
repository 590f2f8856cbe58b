"""Words of a policy that no rule of its state asks about, so that no gap passes for a yes."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.judge.asked import Asked
from lprpolicy.judge.flaws import Flaw
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Subject
from lprpolicy.model.verdicts import Undecided
from lprpolicy.model.words import Onward, Purpose, RecordClass, Switch

_NOBODY = "and no rule of its state speaks of that"


def gaps(subject: Subject, asked: Asked) -> Iterator[Flaw]:
    """Everything that a policy decides and no rule asks about, where the state has rules."""
    if not asked.speaks:
        return
    yield from _retention(subject, asked)
    yield from _fields(subject, asked)
    yield from _lookups(subject, asked)
    yield from _onward(subject, asked)
    yield from _release(subject, asked)
    open_ = asked.open_in["purposes"]
    for purpose, at, who in _purposes(subject) if subject.purposes & open_ else ():
        if purpose in open_:
            whom = "allows {who} to search" if who else "allows searches"
            says = f"{whom} for {words(purpose)}, {_NOBODY}"
            yield Flaw("words/not-asked", Undecided(says, at, who=who))


def _retention(subject: Subject, asked: Asked) -> Iterator[Flaw]:
    for record in RecordClass:
        if record not in asked.open_in["retention"]:
            continue
        for kept in subject.periods_of(record):
            if kept.period is not None:
                where = f" in {kept.system}" if kept.system else ""
                says = f"says how long {words(record)} records are kept{where}, {_NOBODY}"
                yield Flaw("words/not-asked", Undecided(says, kept.at))


def _fields(subject: Subject, asked: Asked) -> Iterator[Flaw]:
    collection = subject.policy.collection
    for number, field in enumerate((collection.fields if collection else None) or ()):
        if field in asked.open_in["fields"]:
            says = f"records {words(field)}, {_NOBODY}"
            yield Flaw("words/not-asked", Undecided(says, ROOT / "collection" / "fields" / number))


def _lookups(subject: Subject, asked: Asked) -> Iterator[Flaw]:
    for system, at in subject.systems():
        for switch in Switch:
            on = getattr(system.lookups, switch) if system.lookups else None
            if on and switch in asked.open_in["lookups"]:
                says = f"turns on {switch.plain} in {system.id}, {_NOBODY}"
                yield Flaw("words/not-asked", Undecided(says, at / "lookups" / str(switch)))


def _onward(subject: Subject, asked: Asked) -> Iterator[Flaw]:
    onward = subject.policy.sharing.onward if subject.policy.sharing else None
    if onward is not None and onward in asked.open_in["onward"]:
        how = "with permission" if onward is Onward.WITH_PERMISSION else "freely"
        says = f"lets recipients pass reads on {how}, {_NOBODY}"
        yield Flaw("words/not-asked", Undecided(says, ROOT / "sharing" / "onward"))


def _release(subject: Subject, asked: Asked) -> Iterator[Flaw]:
    release = subject.policy.sharing.release_on_request if subject.policy.sharing else None
    if release is not None and release in asked.open_in["release"]:
        says = f"releases reads to {words(release)} on a written request, {_NOBODY}"
        yield Flaw("words/not-asked", Undecided(says, ROOT / "sharing" / "release_on_request"))


def _purposes(subject: Subject) -> Iterator[tuple[Purpose, Pointer, str | None]]:
    """Every purpose that the policy or a grant allows, its place, and for a grant to whom."""
    allowed = (subject.policy.purposes.allowed if subject.policy.purposes else None) or ()
    for number, purpose in enumerate(allowed):
        yield purpose, ROOT / "purposes" / "allowed" / number, None
    for given in subject.grants:
        for number, purpose in enumerate(given.grant.purposes or ()):
            if purpose not in allowed:  # the policy's own list is asked about above
                yield purpose, given.at / "purposes" / number, given.recipient.name
