"""What lprpolicy itself asks of every policy, whatever the law: documents, days, gaps, ways on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lprpolicy.identify.index import Index
from lprpolicy.judge.asked import Asked
from lprpolicy.judge.days import wrong_days
from lprpolicy.judge.flaws import Flaw
from lprpolicy.judge.gaps import gaps
from lprpolicy.judge.granted import LeadsTo, gaps_of_grants
from lprpolicy.judge.hot_lists import hot_lists
from lprpolicy.judge.no_names import acts_of_nobody
from lprpolicy.judge.papers import unseen_papers
from lprpolicy.model.subject import Recipient, Subject
from lprpolicy.model.words import AgencyKind, Program

Papers = tuple[tuple[str, str | None], ...]
"""Papers by path, with the digest of each that is there."""


@dataclass(slots=True)
class PapersAskedFor:
    """The papers of one agency: what was asked for, and the digest of what was there.

    A path is looked for in the agency's own folder first, then from the repository's root.
    """

    agency: str
    papers: Callable[[str], str | None]
    found: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, path: str) -> str | None:
        for whole in (f"{self.agency}/{path}", path):
            if whole not in self.found:
                self.found[whole] = self.papers(whole)
            if self.found[whole] is not None:
                return self.found[whole]
        return None


def papers_now(seen: Callable[[str], str | None], papers: Papers) -> Papers:
    """The same papers as they are now."""
    return tuple((path, seen(path)) for path, _ in papers)


def own_flaws(subject: Subject, asked: Asked, index: Index, seen: PapersAskedFor) -> Iterator[Flaw]:
    """Everything that is wrong with a policy by lprpolicy's own rules."""
    yield from unseen_papers(subject, seen)
    yield from wrong_days(subject)
    yield from acts_of_nobody(subject.policy)
    yield from gaps(subject, asked)
    yield from gaps_of_grants(subject, asked, leads_to(index))
    yield from hot_lists(subject, asked)


def leads_to(index: Index) -> LeadsTo:
    """How recipients are known to pass reads on, by the directories and their lists."""
    return lambda who: _way(who, index)


def _way(who: Recipient, index: Index) -> str | None:
    partner = who.membership(Program.ICE_287G)
    if partner is not None and partner.member:
        return f"it is a partner of ICE under 287(g) on the list of {partner.source.on}"
    seen = {who.id}
    edge: Iterable[str] = [one.to for one in who.entry.passes_on_to] if who.entry else []
    while edge:
        further: list[str] = []
        for receiver in edge:
            entry = index.agency(receiver)
            if entry is None or entry.id in seen:
                continue
            if entry.kind is AgencyKind.FEDERAL_IMMIGRATION:
                return f"it is known to pass reads on to {entry.name}"
            seen.add(entry.id)
            further += (one.to for one in entry.passes_on_to)
        edge = further
    return None
