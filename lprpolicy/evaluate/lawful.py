"""The lawful list: the recipients of a vendor's list that no rule keeps out, judged as grants.

Every recipient is put into the draft as a grant. Those that a rule speaks against go out, whether
it forbids them or cannot be judged from what is known, until the rules have nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from lprpolicy.evaluate.first_draft import tree_of
from lprpolicy.evaluate.report import Options, check
from lprpolicy.evaluate.subjects import recipient
from lprpolicy.identify.index import Index
from lprpolicy.model.listed import ListedRecipient
from lprpolicy.model.report import Finding, Report
from lprpolicy.model.sharing import Grant
from lprpolicy.write.review.facts import Objection, Reviewed
from lprpolicy.write.start.grants import grant_data

if TYPE_CHECKING:
    from lprpolicy.repository.known_lists import Known
    from lprpolicy.repository.law import Law

GRANTS: Final = ("sharing", "grants")

Files = Callable[[Sequence[ListedRecipient]], Mapping[str, str]]
"""Writes the repository with these recipients granted."""


def lawful(
    recipients: Sequence[ListedRecipient],
    files: Files,
    index: Index,
    options: Options,
    *,
    law: Law,
    lists: Known,
) -> list[Reviewed]:
    """Return every recipient with the rules that keep it out; without one, it may stay."""
    objections: list[list[Objection]] = [[] for _ in recipients]
    kept = list(range(len(recipients)))
    while kept:
        report = check(tree_of(files([recipients[at] for at in kept])), options, law, lists=lists)
        found = dict(_against(report))
        if not found:
            break
        for at, said in found.items():
            objections[kept[at]] += said
        kept = [number for at, number in enumerate(kept) if at not in found]
    return [
        Reviewed(one, recipient(Grant.model_validate(grant_data(one)), index), tuple(said))
        for one, said in zip(recipients, objections, strict=True)
    ]


def _against(report: Report) -> Iterator[tuple[int, list[Objection]]]:
    """Yield each grant that a required rule speaks against, of today or of the days to come."""
    found: dict[int, list[Objection]] = {}
    for finding in (*report.findings, *report.coming):
        if finding.blocks(strict=False):
            for at, says in _places(finding):
                found.setdefault(at, []).append(Objection(finding.rule, finding.answer, says))
    yield from sorted(found.items())


def _places(finding: Finding) -> Iterator[tuple[int, str]]:
    for spot in (finding.spot, *finding.also):
        parts = spot.pointer.parts
        if parts[:2] == GRANTS and len(parts) > 2:
            says = spot.message.replace(spot.who, "it") if spot.who else spot.message
            yield int(parts[2]), says
