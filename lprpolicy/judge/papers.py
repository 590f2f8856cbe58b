"""Documents are seen, not asserted: what was signed or voted names a document that exists.

A draft describes nothing that was done yet, so it needs no documents. A document cannot be looked
at by the one who says what is in it: without the file, or an address with its digest,
nobody can tell.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final

from lprpolicy.judge.flaws import Flaw
from lprpolicy.model.named_papers import NamedPaper
from lprpolicy.model.paper import Elsewhere, Paper
from lprpolicy.model.places import Pointer
from lprpolicy.model.prose import words
from lprpolicy.model.subject import Given, Subject
from lprpolicy.model.verdicts import Undecided, Violation
from lprpolicy.model.waiver import Waiver
from lprpolicy.model.words import AgencyKind, BasisKind, Mode, Status

Seen = Callable[[str], str | None]
"""The SHA-256 of a paper that a file of the agency names; None where there is no such paper."""
_OF_NOTHING: Final = sha256(b"").hexdigest()
_LONGEST: Final = dt.timedelta(days=366)
"""Courts write for days or months; a warrant of many years is a grant by another name."""
FROM_A_COURT: Final = frozenset({BasisKind.WARRANT, BasisKind.COURT_ORDER, BasisKind.SUBPOENA})
SHARED: Final = frozenset({BasisKind.AGREEMENT, BasisKind.STATUTE})
"""What one document can be for several recipients."""


def unseen_papers(subject: Subject, seen: Seen) -> Iterator[Flaw]:
    """Everything that a policy says was done, whose paper nobody can look at."""
    draft = subject.policy.status is Status.PROPOSED
    from_courts = [given for given in subject.grants if _from_a_court(given)]
    if draft and not from_courts:
        return
    digests = [_digest(one.paper, seen) for one in subject.papers]
    for one, digest in zip(subject.papers, digests, strict=True):
        if not draft and (digest is None or isinstance(one.paper, Elsewhere)):
            yield from not_seen(one, seen)
    for given in from_courts:
        yield from _court(given, seen, draft=draft)
    yield from _of_something_else(subject, digests, draft=draft)


def not_seen(one: NamedPaper, seen: Seen) -> Iterator[Flaw]:
    """The fault of one paper, if it has one."""
    if one.paper is None:
        says = f"names no document that shows {one.shows}"
        yield Flaw("paper/not-named", Undecided(says, one.at, who=one.who))
    elif isinstance(one.paper, Elsewhere):
        if one.paper.sha256 == _OF_NOTHING or len(set(one.paper.sha256)) == 1:
            says = f"gives the SHA-256 of nothing for the document that shows {one.shows}"
            yield Flaw("paper/not-seen", Undecided(says, one.at / "sha256", who=one.who))
    elif seen(one.paper) is None:
        shown = f"the document that shows {one.shows}"
        says = f"names {one.paper} as {shown}, and there is no such document"
        yield Flaw("paper/not-seen", Undecided(says, one.at, who=one.who))


def claimed_papers(
    subject: Subject, *, drafts: bool = False
) -> Iterator[tuple[NamedPaper, Elsewhere]]:
    """The documents at an address, which nobody here opens: their digest is the policy's word.

    They are as good as whoever approved the policy, who has to know. Of `drafts` only if asked.
    """
    if drafts or subject.policy.status is not Status.PROPOSED:
        for one in subject.papers:
            if isinstance(one.paper, Elsewhere):
                yield one, one.paper


def of_waiver(waiver: Waiver, at: Pointer) -> NamedPaper:
    """The paper that shows who granted a waiver."""
    return NamedPaper(f"that {waiver.authority} granted a waiver", waiver.record, at / "record")


def _court(given: Given, seen: Seen, *, draft: bool) -> Iterator[Flaw]:
    """A paper from a court ends, and a federal immigration agency shows its own."""
    basis, who = given.grant.basis, given.recipient
    if basis is None:
        return
    paper, at = words(basis.kind), given.at / "basis"
    if basis.expires is None and not draft:
        says = f"lets {{who}} in on a {paper} without a last day"
        yield Flaw("paper/without-end", Undecided(says, at / "expires", who=who.name))
    elif basis.expires and basis.signed and basis.expires - basis.signed > _LONGEST:
        says = f"lets {{who}} in on a {paper} for more than a year"
        yield Flaw("paper/without-end", Undecided(says, at / "expires", who=who.name))
    if given.grant.mode is not Mode.PER_REQUEST or _is_seen(basis.document, seen):
        return
    if who.kind is AgencyKind.FEDERAL_IMMIGRATION:
        says = f"lets {{who}}, {who.kind.noun}, in on a {paper} that nobody has seen"
        yield Flaw("paper/only-claimed", Violation(says, at, who=who.name))


def _from_a_court(given: Given) -> bool:
    return given.grant.basis is not None and given.grant.basis.kind in FROM_A_COURT


def _of_something_else(
    subject: Subject, digests: Sequence[str | None], *, draft: bool
) -> Iterator[Flaw]:
    """Papers of a grant that the policy names for something else too, such as its own vote."""
    twice = _named_twice(subject.papers, digests)
    if not twice:
        return
    kinds = {
        given.at / "basis" / "document": given.grant.basis.kind
        for given in subject.grants
        if given.grant.basis is not None and (_from_a_court(given) or not draft)
    }
    for papers in twice:
        yield from _contract_by_vote(papers, draft=draft)
        rivals: dict[BasisKind, tuple[str, ...]] = {}
        for one in papers:
            kind = kinds.get(one.at)
            if kind is None:
                continue
            if kind not in rivals:
                rivals[kind] = _cannot_be(kind, papers, kinds)
            other = next((what for what in rivals[kind] if what != _what(one)), None)
            if other is not None:
                code = "paper/only-claimed" if kind in FROM_A_COURT else "paper/of-something-else"
                says = f"names one document as {_what(one)} and as {other}"
                yield Flaw(code, Undecided(says, one.at, who=one.who))


def _named_twice(
    papers: Sequence[NamedPaper], digests: Sequence[str | None]
) -> list[list[NamedPaper]]:
    """What names one document, for each document that several papers are; of thousands, few."""
    named = Counter(digest for digest in digests if digest is not None)
    held: dict[str, list[NamedPaper]] = {}
    for one, digest in zip(papers, digests, strict=True):
        if digest is not None and named[digest] > 1:
            held.setdefault(digest, []).append(one)
    return list(held.values())


def _cannot_be(
    kind: BasisKind, papers: Sequence[NamedPaper], kinds: Mapping[Pointer, BasisKind]
) -> tuple[str, ...]:
    """What else one document is said to show that the basis of a grant cannot be.

    One agreement may be with several agencies. Thousands of grants may name one, so this is found
    once for all of them.
    """
    apart = (one for one in papers if kind not in SHARED or kinds.get(one.at) is not kind)
    return tuple(dict.fromkeys(map(_what, apart)))


def _contract_by_vote(papers: Sequence[NamedPaper], *, draft: bool) -> Iterator[Flaw]:
    """The minutes of a vote that are to be the vendor's contract too."""
    vote = next((one for one in papers if one.at.parts[0] in ("adopted", "approvals")), None)
    for one in papers if vote is not None and not draft else ():
        if one.at.parts[-2:] == ("contract", "document") and vote is not None:
            says = f"names one document as {_what(one)} and as {_what(vote)}"
            yield Flaw("paper/of-something-else", Undecided(says, one.at))


def _what(one: NamedPaper) -> str:
    """What a paper is to show, with the name of whom it is about."""
    return one.shows.replace("{who}", one.who or "")


def _digest(paper: Paper | None, seen: Seen) -> str | None:
    if paper is None:
        return None
    return paper.sha256 if isinstance(paper, Elsewhere) else seen(paper)


def _is_seen(paper: Paper | None, seen: Seen) -> bool:
    """Whether a file shows it: nobody here opens an address, so its digest is only a claim."""
    return paper is not None and not isinstance(paper, Elsewhere) and seen(paper) is not None
