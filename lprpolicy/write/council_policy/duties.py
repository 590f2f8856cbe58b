"""The articles on users, audits, security, reports to the public, and approvals on record."""

from __future__ import annotations

from collections.abc import Iterator

from lprpolicy.model.oversight import (
    Access,
    AnnualReport,
    Audit,
    FiledReport,
    Security,
    SentNotice,
    Transparency,
)
from lprpolicy.model.places import ROOT, Pointer
from lprpolicy.model.policy import Approval
from lprpolicy.model.prose import long_day, month_day, words
from lprpolicy.model.words import Requirement, Visibility
from lprpolicy.write.council_policy.clauses import clause, join_words, list_unspecified, state_list
from lprpolicy.write.council_policy.document import Article, Block, Clause
from lprpolicy.write.council_policy.formal import formal
from lprpolicy.write.page.facts import Material
from lprpolicy.write.page.say import interval, name, say, upper
from lprpolicy.write.page.sections import Sentence

_ACCESS, _AUDIT = ROOT / "access", ROOT / "audit"
_SECURITY, _PUBLIC, _APPROVALS = ROOT / "security", ROOT / "transparency", ROOT / "approvals"


def users(material: Material) -> Article:
    """Say what a user of the Department gives before a search, and how users are trained."""
    held = material.subject.policy.access or Access()
    asked = (
        ("authorization", held.authorization, "hold a written permission of the agency’s head"),
        ("reason", held.reason, "state a reason for each search"),
        ("case_number", held.case_number, "give a case number for each search"),
        ("stated_facts", held.stated_facts, "write down, before each search, facts tied to a case"),
        ("entry_reason", held.entry_reason, "write down the case of each plate entered by hand"),
        ("second_factor", held.second_factor, "log in with a second factor"),
    )
    rare = (
        ("entry_removal", held.entry_removal, "take out entries by hand when the shift ends"),
        ("role_limits", held.role_limits, "see only what the user’s role calls for"),
        ("tracking_warrant", held.tracking_warrant, "hold a warrant to follow a person"),
    )
    blocks: list[Block] = [
        *state_list(
            held.users,
            _ACCESS / "users",
            some="Only the following may use license plate readers or search reads:",
            none="Nobody may use license plate readers or search reads.",
        ),
        *(
            _require(value, act, _ACCESS / key)
            for key, value, act in (*asked, *rare)
            if value is not None
        ),
        *_stages(held),
    ]
    trained = held.training
    if trained is not None:
        says = f"Users shall be trained at least once {interval(trained.every)}."
        blocks.append(clause(say(says, at=_ACCESS / "training" / "every")))
    blocks += list_unspecified(
        (held.users, "who may search reads", _ACCESS / "users"),
        *((value, f"whether users must {act}", _ACCESS / key) for key, value, act in asked),
        (held.stages, "what opening older reads requires", _ACCESS / "stages"),
        (trained, "how often users are trained", _ACCESS / "training"),
    )
    return Article("users", "Use by the Department; training", (_ACCESS,), tuple(blocks))


def _stages(held: Access) -> Iterator[Block]:
    at = _ACCESS / "stages"
    if held.stages is None:
        return
    if not held.stages:
        yield clause(say("Older reads shall require nothing further.", at=at))
        return
    items = tuple(
        say(f"older than {stage.after}: {join_words(stage.requires)}", at=at / number)
        for number, stage in enumerate(held.stages)
    )
    yield Clause((say("To search older reads, a user shall also have:", at=at),), items)


def _require(asked: Requirement, act: str, at: Pointer) -> Clause:
    match asked:
        case Requirement.REQUIRED:
            return clause(say(f"Each user shall {act}.", at=at))
        case Requirement.OPTIONAL:
            return clause(say(f"A user may {act} and is not required to.", at=at))
        case Requirement.ABSENT:
            return clause(say(f"Users are not asked to {act}.", at=at))


def audits(material: Material) -> Article:
    """Say how often, by whom and how much of the searches is audited, and what their log holds."""
    held = material.subject.policy.audit or Audit()
    said = []
    if held.every is not None:
        says = f"Searches shall be audited at least once {interval(held.every)}."
        said.append(clause(say(says, at=_AUDIT / "every")))
    if held.by is not None:
        office = name(words(held.by))
        said.append(clause(say("Audits shall be made by ", office, ".", at=_AUDIT / "by")))
    if held.auditor is not None:
        says = f"The auditor shall be {formal(held.auditor)}."
        said.append(clause(say(says, at=_AUDIT / "auditor")))
    if held.sample is not None:
        says = f"Each audit shall examine {held.sample} of the searches."
        said.append(clause(say(says, at=_AUDIT / "sample")))
    if held.log_review is not None:
        says = f"System logs shall be reviewed at least once {interval(held.log_review)}."
        said.append(clause(say(says, at=_AUDIT / "log_review")))
    blocks = (
        *said,
        *state_list(
            held.search_log_fields,
            _AUDIT / "search_log_fields",
            some="The search log shall record of each search:",
            none="The search log records nothing.",
        ),
        *list_unspecified(
            (held.every, "how often searches are audited", _AUDIT / "every"),
            (held.by, "who audits the searches", _AUDIT / "by"),
            (held.auditor, "how near to the users the auditor stands", _AUDIT / "auditor"),
            (held.sample, "the share of searches that is audited", _AUDIT / "sample"),
            (held.log_review, "how often system logs are reviewed", _AUDIT / "log_review"),
            (
                held.search_log_fields,
                "what the search log records",
                _AUDIT / "search_log_fields",
            ),
        ),
    )
    return Article("audits", "Audits and the search log", (_AUDIT,), blocks)


def security(material: Material) -> Article:
    """Say how the records are protected."""
    held = material.subject.policy.security or Security()
    asked = (
        ("encrypted_in_transit", held.encrypted_in_transit, "encrypted in transit"),
        ("encrypted_at_rest", held.encrypted_at_rest, "encrypted at rest"),
    )
    said = [
        clause(say(f"Reads {'shall be' if value else 'are not'} {how}.", at=_SECURITY / key))
        for key, value, how in asked
        if value is not None
    ]
    silent = list_unspecified(
        *((value, f"whether reads are {how}", _SECURITY / key) for key, value, how in asked)
    )
    return Article("security", "Security", (_SECURITY,), (*said, *silent))


def public(material: Material) -> Article:
    """Say what is published, what is reported to whom, and what people can learn."""
    held = material.subject.policy.transparency or Transparency()
    blocks = (*_publication(held), *_notices(held), *_open(held), *_gaps(held))
    return Article("public", "Oversight and public reporting", (_PUBLIC,), blocks)


def _publication(held: Transparency) -> Iterator[Block]:
    if held.policy_published is not None:
        url = name(held.policy_published, held.policy_published)
        at = _PUBLIC / "policy_published"
        yield clause(say("This policy shall be published at ", url, " .", at=at))
    report, at = held.annual_report, _PUBLIC / "annual_report"
    if report is not None:
        yield from _report(report, at)
    if held.council_summary is not None:
        says = f"The council shall receive a summary of use every {held.council_summary.every}."
        yield clause(say(says, at=_PUBLIC / "council_summary" / "every"))
    if held.public_notice is not None:
        says = f"The date of public notice of the readers is {long_day(held.public_notice)}."
        yield clause(say(says, at=_PUBLIC / "public_notice"))


def _report(report: AnnualReport, at: Pointer) -> Iterator[Block]:
    if report.due is not None:
        says = f"An annual report on use shall be made by {month_day(report.due)} of each year."
        yield clause(say(says, at=at / "due"))
    if report.published is not None:
        url = name(report.published, report.published)
        yield clause(
            say("The annual report shall be published at ", url, " .", at=at / "published")
        )


def _notices(held: Transparency) -> Iterator[Block]:
    """State what the written policy covers, which reports are filed and who is notified."""
    yield from state_list(
        held.policy_covers,
        _PUBLIC / "policy_covers",
        some="The written policy shall cover:",
        none="The written policy covers no topic.",
    )
    at = _PUBLIC / "reports"
    if held.reports:
        items = tuple(_filed_report(one, at / n) for n, one in enumerate(held.reports))
        yield Clause((say("These reports shall be filed:", at=at),), items)
    elif held.reports is not None:
        yield clause(say("No report is filed.", at=at))
    at = _PUBLIC / "notices"
    if held.notices:
        items = tuple(_notice(one, at / n) for n, one in enumerate(held.notices))
        yield Clause((say("These notices shall be given:", at=at),), items)
    elif held.notices is not None:
        yield clause(say("No notice is given.", at=at))


def _filed_report(report: FiledReport, at: Pointer) -> Sentence:
    due = f", by {month_day(report.due)}" if report.due is not None else ""
    holds = ""
    if report.contents is not None:
        holds = f", with {join_words(report.contents)}" if report.contents else ", with no content"
    kept = f", kept for {report.kept}" if report.kept is not None else ""
    says = f"to {formal(report.to)}, at least once {interval(report.every)}{due}{holds}{kept}"
    missing = [key for key in ("due", "contents", "kept") if getattr(report, key) is None]
    silent = [at / key for key in missing]
    return say(says, at=at, silent=silent)


def _notice(notice: SentNotice, at: Pointer) -> Sentence:
    to, of = formal(notice.to), formal(notice.of)
    return say(f"to {to}, of {of}, within {notice.within}", at=at)


def _open(held: Transparency) -> Iterator[Block]:
    for key, value, what in (
        ("reader_locations", held.reader_locations, "The locations of license plate readers"),
        ("search_logs", held.search_logs, "Search logs"),
        ("reads", held.reads, "Reads"),
        ("use_log", held.use_log, "A log of the use of readers"),
        ("audits", held.audits, "Audits"),
    ):
        match value:
            case Visibility.PUBLIC:
                says = "shall be open to the public"
            case Visibility.REDACTED:
                says = "shall be open to the public with redactions"
            case Visibility.CONFIDENTIAL:
                says = "are confidential"
            case None:
                continue
        yield clause(say(f"{what} {says}.", at=_PUBLIC / key))


def _gaps(held: Transparency) -> Iterator[Block]:
    report, at = held.annual_report, _PUBLIC / "annual_report"
    parts = (
        (
            (report.due, "the day the annual report is due", at / "due"),
            (report.published, "where the annual report is published", at / "published"),
        )
        if report is not None
        else ((None, "an annual report", at),)
    )
    yield from list_unspecified(
        (held.policy_published, "where this policy is published", _PUBLIC / "policy_published"),
        *parts,
        (held.council_summary, "summaries of use for the council", _PUBLIC / "council_summary"),
        (held.public_notice, "the date of public notice", _PUBLIC / "public_notice"),
        (
            held.reader_locations,
            "whether the locations of readers are public",
            _PUBLIC / "reader_locations",
        ),
        (held.search_logs, "whether search logs are public", _PUBLIC / "search_logs"),
        (held.reads, "whether reads are public", _PUBLIC / "reads"),
        (held.audits, "whether audits are public", _PUBLIC / "audits"),
        (held.policy_covers, "the topics of the written policy", _PUBLIC / "policy_covers"),
        (held.reports, "which reports are filed", _PUBLIC / "reports"),
        (held.notices, "who is notified of which events", _PUBLIC / "notices"),
    )


def approvals(material: Material) -> Article:
    """List the decisions and registrations on record."""
    held = material.subject.policy.approvals
    title = "Approvals on record"
    if held is None:
        blocks: tuple[Block, ...] = tuple(
            list_unspecified((None, "any approval or registration on record", _APPROVALS))
        )
    elif not held:
        blocks = (clause(say("No approval or registration is on record.", at=_APPROVALS)),)
    else:
        says = say("The following are on record:", at=_APPROVALS)
        items = tuple(_approval(one, _APPROVALS / n) for n, one in enumerate(held))
        blocks = (Clause((says,), items),)
    return Article("approvals", title, (_APPROVALS,), blocks)


def _approval(one: Approval, at: Pointer) -> Sentence:
    says = (upper(formal(one.kind)), ", by ", name(one.by), f", on {long_day(one.on)}")
    places = [at / "kind", at / "by", at / "on"]
    if one.record is None:
        return say(*says, "; record not specified", at=places, silent=at / "record")
    kept = name(str(one.record))
    return say(*says, "; on file as ", kept, at=[*places, at / "record"])
