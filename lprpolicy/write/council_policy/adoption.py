"""What surrounds the articles: the cover, the findings of law, and the resolution to adopt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from lprpolicy.model.places import ROOT
from lprpolicy.model.prose import amount, long_day
from lprpolicy.model.standing import Standing
from lprpolicy.model.words import Binding, Status, Verified
from lprpolicy.write.council_policy.clauses import clause
from lprpolicy.write.council_policy.document import Clause, Resolution
from lprpolicy.write.page.facts import Duty, Material
from lprpolicy.write.page.say import cite, name, quotation, say
from lprpolicy.write.page.sections import Sentence

_AGENCY, _ADOPTED = ROOT / "agency", ROOT / "adopted"
_EFFECTIVE, _REVIEW = ROOT / "effective", ROOT / "review_by"
VOTES = ("Yes", "No", "Abstaining", "Absent")
SIGNATURES = ("Presiding officer", "Clerk")
NOTICES = {
    Status.PROPOSED: "DRAFT: not adopted and not in effect",
    Status.ADOPTED: "",
    Status.SUPERSEDED: "SUPERSEDED: replaced by another policy and no longer in effect",
}


def cover(material: Material) -> Iterator[tuple[str, Sentence]]:
    """Give the rows of the cover: a label, and what the policy specifies there."""
    policy = material.subject.policy
    yield "Agency", say(name(material.subject.agency.name), at=_AGENCY)
    yield "Status", say(policy.status.plain, at=ROOT / "status")
    if policy.adopted is not None:
        yield "Adopted by", say(name(policy.adopted.by), at=_ADOPTED / "by")
        yield "Adopted on", say(long_day(policy.adopted.on), at=_ADOPTED / "on")
        kept = name(str(policy.adopted.record))
        yield "Record of the vote", say(kept, at=_ADOPTED / "record")
    elif material.says(_ADOPTED):
        yield "Adopted by", say("nobody yet", at=_ADOPTED)
    else:
        yield "Adopted by", say("not specified", silent=_ADOPTED)
    yield "Effective date", _day(policy.effective, "effective")
    yield "Review date", _day(policy.review_by, "review_by")
    form = quotation(policy.format)
    yield "Text of record", say(name(material.file), ", form ", form, at=(ROOT, ROOT / "schema"))
    yield (
        "Checked",
        say(_count_met(material), rules=[duty.rule.id for duty in _required_rules(material)]),
    )
    yield "Note", say("This document is not legal advice.")


def _day(day: dt.date | None, key: str) -> Sentence:
    at = ROOT / key
    return say("not specified", silent=at) if day is None else say(long_day(day), at=at)


def _required_rules(material: Material) -> list[Duty]:
    """Return the required rules of today: of the law, and of the agency itself."""
    left_out = (Standing.NOT_YET, Standing.ON_CHANGE)
    return [
        duty
        for duty in material.duties
        if duty.rule.binding is Binding.MUST and duty.standing not in left_out
    ]


_COUNTED = (
    (Standing.NOT_MET, "violated"),
    (Standing.CANNOT_TELL, "without enough information"),
    (Standing.SET_ASIDE, "waived"),
)


def _count_met(material: Material) -> str:
    """Say how many required rules the text meets; a draft only would.

    Disputed law is neither met nor not, so it is counted apart, as on the pages of a site.
    """
    count = material.count
    draft = material.subject.policy.status is Status.PROPOSED
    others = [f"{count.musts[one]:,} {said}" for one, said in _COUNTED if count.musts[one]]
    others += [f"{count.disputed:,} more of disputed law"] if count.disputed else []
    begins = "would meet" if draft else "meets"
    rules = amount(count.required, "required rule")
    counted = "; ".join((f"{begins} {count.musts[Standing.MET]:,} of {rules}", *others))
    day = long_day(material.subject.day)
    faults = amount(len(material.faults), "fault") + " in the file; " if material.faults else ""
    return f"{faults}{counted}, by the law in effect on {day}"


def findings(material: Material) -> Iterator[Clause]:
    """Say which law applies, and how its text was read."""
    who = name(material.subject.agency.name)
    yield clause(
        say("This policy governs license plate readers of the ", who, ".", at=_AGENCY),
    )
    law = [duty for duty in material.duties if not duty.own and duty.rule.provision is not None]
    now = [duty for duty in law if duty.standing is not Standing.NOT_YET]
    later = [duty for duty in law if duty.standing is Standing.NOT_YET]
    day = long_day(material.subject.day)
    if not now:
        yield clause(say(f"No law in effect on {day} is on file for this agency.", at=_AGENCY))
    yield from _law(now, f"The following law in effect on {day} applies")
    yield from _law(later, "The following law applies later", dated=True)


def _law(duties: Sequence[Duty], says: str, *, dated: bool = False) -> Iterator[Clause]:
    """List provisions: those whose text was read, then those known from a secondary source."""
    for secondary in (False, True):
        found = [duty for duty in duties if _secondary(duty) is secondary]
        how = " (secondary source: not checked against the statute)" if secondary else ""
        if found:
            rules = [duty.rule.id for duty in found]
            yield Clause(
                (say(f"{says}{how}:", rules=rules),), tuple(_citations(found, dated=dated))
            )


def _secondary(duty: Duty) -> bool:
    provision = duty.rule.provision
    return provision is None or provision.verified is Verified.SECONDARY


def _citations(duties: Iterable[Duty], *, dated: bool) -> Iterator[Sentence]:
    found: dict[tuple[str, dt.date], list[str]] = {}
    for duty in duties:
        if duty.rule.provision is not None:
            start = (duty.rule.since or dt.date.min) if dated else dt.date.min
            found.setdefault((duty.rule.provision.citation, start), []).append(duty.rule.id)
    for (citation, start), rules in sorted(found.items()):
        yield say(cite(citation), f", from {long_day(start)}" if dated else "", rules=rules)


def resolution(material: Material) -> Resolution | None:
    """Write the resolution to adopt a draft, with blanks for what only the vote will show."""
    policy = material.subject.policy
    if policy.status is not Status.PROPOSED:
        return None
    who = name(material.subject.agency.name)
    effective = (
        say(f"The Policy shall take effect on {long_day(policy.effective)}.", at=_EFFECTIVE)
        if policy.effective
        else say("The Policy shall take effect on ____________________.", silent=_EFFECTIVE)
    )
    review = (
        say(f"The Policy shall be reviewed by {long_day(policy.review_by)}.", at=_REVIEW)
        if policy.review_by
        else say("The Policy shall be reviewed by ____________________.", silent=_REVIEW)
    )
    return Resolution(
        title="Resolution No. ____________",
        recitals=(
            say(
                "WHEREAS a license plate reader policy of the ",
                who,
                " (the “Policy”) has been laid before this body; and",
                at=_AGENCY,
            ),
            say("WHEREAS this body has considered the Policy and its findings;"),
        ),
        orders=(
            say("The Policy, with its findings and Annex A, is adopted.", at=ROOT),
            effective,
            review,
            say("This resolution shall be kept on file with the Policy as the record of the vote."),
        ),
        votes=VOTES,
        signatures=SIGNATURES,
    )
