"""Phrases that the pages share: days in full, kinds, documents, and lengths of time."""

from __future__ import annotations

from collections.abc import Mapping

from lprpolicy.model.durations import Duration
from lprpolicy.model.prose import amount, join_terms, long_day, words
from lprpolicy.model.retention import Keep
from lprpolicy.model.sharing import Basis
from lprpolicy.model.standing import Standing
from lprpolicy.model.states import state_name
from lprpolicy.model.words import AgencyKind, Until
from lprpolicy.write.site.facts import Body

WORDS: Mapping[Standing, str] = {
    Standing.NOT_MET: "violated",
    Standing.CANNOT_TELL: "not enough information",
    Standing.SET_ASIDE: "waived",
    Standing.DISPUTED: "disputed law",
    Standing.MET: "met",
}
"""The words for how a policy stands to a rule in effect, from the worst to the best."""
WOULD_BE_MET = "would be met"
"""What is said of a rule that a draft meets, since nobody has adopted the draft."""
TONES: Mapping[Standing, str] = {
    Standing.MET: "met",
    Standing.NOT_MET: "unmet",
    Standing.CANNOT_TELL: "unclear",
    Standing.SET_ASIDE: "waived",
    Standing.DISPUTED: "disputed",
}


def kind(what: AgencyKind | None) -> str:
    """Name a kind of body, without an article."""
    return words(what) if what else "kind not known"


def letting_words(now: int, drafts: int) -> str:
    """Say how many policies let somebody search, and how many drafts would.

    >>> letting_words(2, 1), letting_words(0, 3), letting_words(1, 0)
    ('2 let it search; 1 draft would', '3 drafts would let it search', '1 lets it search')
    """
    lets = f"{now:,} let{'s' if now == 1 else ''} it search" if now else ""
    would = f"{amount(drafts, 'draft')} would" if drafts else ""
    return "; ".join(filter(None, (lets, would))) + ("" if now else " let it search")


def keeping_time(period: Duration | Keep | None) -> str | None:
    """Say how long something is kept; None if that is not specified."""
    if period is None or isinstance(period, Duration):
        return str(period) if period else None
    parts = [f"at most {period.at_most}"] if period.at_most else []
    if period.until is not None:
        never = period.until is Until.NEVER
        parts.append("indefinitely" if never else f"until {words(period.until)}")
    parts += [f"with {join_terms(period.requires)}"] if period.requires else []
    return ", ".join(parts) or None


def length(period: Duration | Keep | None) -> int | None:
    """Return the longest time that something can be kept, in minutes, for sorting and drawing."""
    longest = period.at_most if isinstance(period, Keep) else period
    return longest.bounds()[1] if longest else None


def paper(basis: Basis | None) -> str | None:
    """Name the document that a grant is based on."""
    if basis is None:
        return None
    parts = [words(basis.kind)]
    parts += [f"signed {long_day(basis.signed)}"] if basis.signed else []
    return ", ".join(parts)


def place(body: Body) -> str | None:
    """Name the state of a body; a federal one has none."""
    if body.state is not None:
        return state_name(body.state)
    return "Federal" if body.kind and body.kind.federal else None
