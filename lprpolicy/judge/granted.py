"""What every grant has to say whatever the law: for what, and whether reads may go further."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lprpolicy.judge.asked import Asked
from lprpolicy.judge.flaws import Flaw
from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Given, Recipient, Subject
from lprpolicy.model.verdicts import Undecided, Violation
from lprpolicy.model.words import Mode, Purpose

LeadsTo = Callable[[Recipient], str | None]
"""How a recipient is known to pass reads on to federal immigration agencies, if it is."""


def gaps_of_grants(subject: Subject, asked: Asked, leads_to: LeadsTo) -> Iterator[Flaw]:
    """What the grants leave open, and where they lead."""
    yield from _onward(subject)
    purposes = subject.policy.purposes
    allowed = purposes.allowed if purposes is not None else None
    if subject.grants and allowed is None:
        says = "grants access and does not say what searches are for"
        yield Flaw("grant/no-purpose", Undecided(says, ROOT / "purposes" / "allowed"))
    for given in subject.grants:
        yield from _purposes(given, allowed)
        if asked.bars_immigration and given.grant.mode is not Mode.PER_REQUEST:
            how = leads_to(given.recipient)
            if how is not None:
                says = f"gives {{who}} access that stands, and {how}"
                verdict = Undecided(says, given.to, who=given.recipient.name)
                yield Flaw("grant/leads-to-immigration", verdict)


def _onward(subject: Subject) -> Iterator[Flaw]:
    """Silence on passing on, where anybody gets something that could be passed on."""
    sharing = subject.policy.sharing
    if sharing is not None and sharing.grants and sharing.onward is None:
        says = "does not say whether recipients may pass reads on"
        yield Flaw("sharing/onward-not-said", Undecided(says, ROOT / "sharing" / "onward"))


def _purposes(given: Given, allowed: tuple[Purpose, ...] | None) -> Iterator[Flaw]:
    who, at = given.recipient.name, given.at / "purposes"
    if not given.grant.purposes:
        says = "does not say what {who} may search for"
        yield Flaw("grant/no-purpose", Undecided(says, at, who=who))
    for number, purpose in enumerate(given.grant.purposes or ()):
        if allowed is not None and purpose not in allowed:
            says = (
                f"allows {{who}} to search for {words(purpose)}, which its own list does not allow"
            )
            yield Flaw("grant/other-purpose", Violation(says, at / number, who=who))
