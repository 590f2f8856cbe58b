"""The sections on what a search requires, who audits searches, and what the public can read."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.oversight import (
    Access,
    AnnualReport,
    Audit,
    CouncilSummary,
    Security,
    Transparency,
)
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Approval
from lprpolicy.model.prose import long_day, month_day, words
from lprpolicy.model.words import Requirement, Visibility
from lprpolicy.write.page.duties import publication, users
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import interval, listing, name, paragraph, say, term, upper
from lprpolicy.write.page.sections import Block, Sentence, Wording
from lprpolicy.write.page.vocabulary import wordings


def oversight(material: Material, what: str) -> Iterator[Block]:
    policy = material.subject.policy
    yield paragraph(*_access(policy.access or Access(), ROOT / "access", what))
    yield from users(policy.access or Access(), ROOT / "access")
    audit = policy.audit or Audit()
    yield paragraph(*_audit(audit, ROOT / "audit", what))
    yield from _log(audit, ROOT / "audit" / "search_log_fields", what)
    yield paragraph(*_security(policy.security or Security(), ROOT / "security", what))


def _access(access: Access, at: Pointer, what: str) -> Iterator[Sentence]:
    yield _requirement(access.reason, at / "reason", "a reason", what)
    yield _requirement(access.case_number, at / "case_number", "a case number", what)
    place = at / "second_factor"
    factor = term("a second factor", "second factor")
    match access.second_factor:
        case Requirement.REQUIRED:
            yield say("To log in takes ", factor, ".", at=place)
        case Requirement.OPTIONAL:
            yield say("Officers may log in with ", factor, " or without it.", at=place)
        case Requirement.ABSENT:
            yield say("To log in takes no second factor.", at=place)
        case None:
            says = f"The {what} does not say whether to log in takes "
            yield say(says, factor, ".", silent=place)
    if access.training is None:
        yield say(f"The {what} does not say how often users are trained.", silent=at / "training")
    else:
        yield say(
            f"Users are trained {interval(access.training.every)}.", at=at / "training" / "every"
        )


def _requirement(asked: Requirement | None, at: Pointer, thing: str, what: str) -> Sentence:
    match asked:
        case Requirement.REQUIRED:
            return say(f"Nobody may search without {thing}.", at=at)
        case Requirement.OPTIONAL:
            return say(f"Officers may give {thing} for a search, or leave it out.", at=at)
        case Requirement.ABSENT:
            return say(f"Officers are not asked for {thing}.", at=at)
    return say(f"The {what} does not say whether a search takes {thing}.", silent=at)


def _audit(audit: Audit, at: Pointer, what: str) -> Iterator[Sentence]:
    yield (
        say(f"Searches are looked over {interval(audit.every)}.", at=at / "every")
        if audit.every is not None
        else say(
            f"The {what} does not say how often searches are looked over.", silent=at / "every"
        )
    )
    yield (
        say("The office that does this is ", name(words(audit.by)), ".", at=at / "by")
        if audit.by is not None
        else say(f"The {what} does not say who looks them over.", silent=at / "by")
    )
    if audit.auditor is not None:
        yield say(f"The auditor is {audit.auditor.plain}.", at=at / "auditor")
    yield (
        say(f"Of the searches, {audit.sample} are looked at.", at=at / "sample")
        if audit.sample is not None
        else say(f"The {what} does not say how many searches are looked at.", silent=at / "sample")
    )
    yield (
        say(f"The logs of the system are read {interval(audit.log_review)}.", at=at / "log_review")
        if audit.log_review is not None
        else say(
            f"The {what} does not say how often the logs of the system are read.",
            silent=at / "log_review",
        )
    )


def _log(audit: Audit, at: Pointer, what: str) -> Iterator[Block]:
    log = term("search log")
    if audit.search_log_fields is None:
        yield paragraph(say(f"The {what} does not say what the ", log, " holds.", silent=at))
    elif not audit.search_log_fields:
        yield paragraph(say("The ", log, " holds nothing.", at=at))
    else:
        yield paragraph(say("For each search, the ", log, " holds:", at=at))
        yield listing(say(*wordings(f), at=at / n) for n, f in enumerate(audit.search_log_fields))


def _security(security: Security, at: Pointer, what: str) -> Iterator[Sentence]:
    encrypted = term("encrypted")
    for key, value, where in (
        ("encrypted_in_transit", security.encrypted_in_transit, "when they are sent"),
        ("encrypted_at_rest", security.encrypted_at_rest, "where they are stored"),
    ):
        if value is None:
            says = f"The {what} does not say whether the records are "
            yield say(says, encrypted, f" {where}.", silent=at / key)
        else:
            says = "The records are " if value else "The records are not "
            yield say(says, encrypted, f" {where}.", at=at / key)


def public(material: Material, what: str) -> Iterator[Block]:
    said, at = material.subject.policy.transparency or Transparency(), ROOT / "transparency"
    yield paragraph(
        _publication(said, at, what),
        *_report(said.annual_report, at / "annual_report", what),
        _summary(said.council_summary, at / "council_summary", what),
        _visibility(
            said.reader_locations, at / "reader_locations", "where the readers stand", what
        ),
        _visibility(said.search_logs, at / "search_logs", "what is in the search log", what),
        _notice(said, at / "public_notice", what),
    )
    yield from publication(said, at)
    yield from _approvals(material, what)


def _publication(said: Transparency, at: Pointer, what: str) -> Sentence:
    place, url = at / "policy_published", said.policy_published
    if url is None:
        return say(f"The {what} does not say where it is published.", silent=place)
    return say(f"The {what} is published at ", name(url, url), " .", at=place)


def _report(report: AnnualReport | None, at: Pointer, what: str) -> Iterator[Sentence]:
    if report is None:
        yield say(f"The {what} does not specify an annual report.", silent=at)
        return
    if report.due is not None:
        says = f"A report on use is due each year on {month_day(report.due)}."
        yield say(says, at=at / "due")
    else:
        says = f"The {what} does not say on which day the annual report is due."
        yield say(says, silent=at / "due")
    if report.published is not None:
        url = name(report.published, report.published)
        yield say("The annual report appears at ", url, " .", at=at / "published")
    else:
        says = f"The {what} does not say where the annual report appears."
        yield say(says, silent=at / "published")


def _summary(summary: CouncilSummary | None, at: Pointer, what: str) -> Sentence:
    if summary is None:
        return say(f"The {what} does not say whether the council gets summaries of use.", silent=at)
    return say(f"The council gets a summary of use every {summary.every}.", at=at / "every")


def _visibility(visibility: Visibility | None, at: Pointer, thing: str, what: str) -> Sentence:
    match visibility:
        case Visibility.PUBLIC:
            return say(f"People can learn {thing}.", at=at)
        case Visibility.REDACTED:
            return say(f"People can learn {thing}, with some parts blacked out.", at=at)
        case Visibility.CONFIDENTIAL:
            return say(f"People cannot learn {thing}: it is secret.", at=at)
    return say(f"The {what} does not say whether people can learn {thing}.", silent=at)


def _notice(said: Transparency, at: Pointer, what: str) -> Sentence:
    if said.public_notice is None:
        return say(f"The {what} does not say when people were told of the readers.", silent=at)
    return say(
        f"The day for telling people of the readers is {long_day(said.public_notice)}.", at=at
    )


def _approvals(material: Material, what: str) -> Iterator[Block]:
    approvals, at = material.subject.policy.approvals, ROOT / "approvals"
    if approvals is None:
        yield paragraph(say(f"The {what} names no vote or permit on record.", silent=at))
    elif not approvals:
        yield paragraph(say("No vote and no permit is on record.", at=at))
    else:
        yield paragraph(say("These steps are on record:", at=at))
        yield listing(_approval(approval, at / n) for n, approval in enumerate(approvals))


def _approval(approval: Approval, at: Pointer) -> Sentence:
    places = [at / "kind", at / "by", at / "on"]
    filed: tuple[str | Wording, ...] = ()
    if approval.record is not None:
        places.append(at / "record")
        filed = (", on file as ", name(str(approval.record)))
    return say(
        f"{upper(approval.kind.plain)}, by ",
        name(approval.by),
        f", on {long_day(approval.on)}",
        *filed,
        ".",
        at=places,
        silent=() if approval.record is not None else at / "record",
    )
