"""Sentences on what only some laws ask of a policy; what it does not say there is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lprpolicy.model.oversight import Access, AgeStage, FiledReport, SentNotice, Transparency
from lprpolicy.model.places import Pointer
from lprpolicy.model.prose import month_day
from lprpolicy.model.sharing import Sharing
from lprpolicy.model.words import Permission, Requirement, Visibility, Word
from lprpolicy.write.page.say import enumeration, interval, listing, paragraph, say, upper
from lprpolicy.write.page.sections import Block, Sentence, Wording
from lprpolicy.write.page.vocabulary import wording


def plain_list(words: Iterable[Word], last: str = "and") -> tuple[Wording | str, ...]:
    """Return words in plain English, as a list in a sentence."""
    return enumeration([wording(word) for word in words], last)


def users(access: Access, at: Pointer) -> Iterator[Block]:
    """Say who may use the readers, and what older reads take."""
    said = [
        *_users(access.users, at / "users"),
        *_requirement(
            access.authorization,
            "written permission from the head of the agency",
            at / "authorization",
        ),
        *_requirement(
            access.stated_facts, "facts that tie a search to a case", at / "stated_facts"
        ),
        *_requirement(
            access.entry_reason,
            "a written reason, tied to a case, for a plate entered by hand",
            at / "entry_reason",
        ),
        *_requirement(
            access.tracking_warrant,
            "a warrant to follow a person, except in an emergency",
            at / "tracking_warrant",
        ),
        *_limits(access, at),
    ]
    if said:
        yield paragraph(*said)
    if access.stages:
        yield paragraph(say("Old reads take more:", at=at / "stages"))
        yield listing(_stage(one, at / "stages" / n) for n, one in enumerate(access.stages))
    elif access.stages is not None:
        yield paragraph(say("Old reads take nothing more than new ones.", at=at / "stages"))


def _users(said: Sequence[Word] | None, at: Pointer) -> Iterator[Sentence]:
    if said is None:
        return
    if not said:
        yield say("Nobody may use the readers.", at=at)
    else:
        yield say("Only these may use them: ", *plain_list(said), ".", at=at)


def _requirement(asked: Requirement | None, thing: str, at: Pointer) -> Iterator[Sentence]:
    has = ("must have", "may have", "need not have")
    return _by_need(asked, at, *(f"A user {how} {thing}." for how in has))


def _limits(access: Access, at: Pointer) -> Iterator[Sentence]:
    goes = ("goes", "may go", "need not go")
    entry = "A plate entered by hand {} when the shift ends, unless its case is open."
    yield from _by_need(access.entry_removal, at / "entry_removal", *map(entry.format, goes))
    yield from _by_need(
        access.role_limits,
        at / "role_limits",
        "Users see only what their role calls for.",
        "What users see may be limited by their role.",
        "What users see is not limited by their role.",
    )


def _by_need(
    asked: Requirement | None, at: Pointer, required: str, optional: str, absent: str
) -> Iterator[Sentence]:
    """The sentence of what is required, allowed or not asked; none where nothing is said."""
    says = {
        Requirement.REQUIRED: required,
        Requirement.OPTIONAL: optional,
        Requirement.ABSENT: absent,
    }
    if asked is not None:
        yield say(says[asked], at=at)


def _stage(stage: AgeStage, at: Pointer) -> Sentence:
    needs = plain_list(stage.requires)
    return say(f"After {stage.after}: ", *needs, ".", at=[at / "after", at / "requires"])


def sale(sharing: Sharing | None, at: Pointer) -> Iterator[Sentence]:
    """Say whether reads may be sold, and whether others' reads may be bought."""
    if sharing is not None and sharing.sale is not None:
        yield say(f"The police {_may(sharing.sale)} sell or trade reads.", at=at / "sale")
    if sharing is not None and sharing.purchase is not None:
        may = _may(sharing.purchase)
        yield say(f"The police {may} buy or rent reads from others.", at=at / "purchase")
    if sharing is not None and sharing.private_reads is not None:
        place = at / "private_reads"
        if sharing.private_reads:
            on = plain_list(sharing.private_reads, "or")
            yield say("They take the reads of private readers only on ", *on, ".", at=place)
        else:
            yield say("They never take the reads of private readers.", at=place)


def requests_to_hold(sharing: Sharing | None, at: Pointer) -> Iterator[Block]:
    """Say what a request to hold reads takes, and for how long it holds them."""
    held = sharing.preservation if sharing is not None else None
    if held is None:
        return
    at, said = at / "preservation", []
    if held.honors is not None:
        whom = plain_list(held.honors) or ("nobody",)
        said.append(say("Reads are held on request of ", *whom, ".", at=at / "honors"))
    if held.states is not None:
        what = plain_list(held.states) or ("nothing",)
        said.append(say("Such a request must contain ", *what, ".", at=at / "states"))
    if held.held_for is not None:
        says = f"One request holds a read for {held.held_for} at least, from when it was made."
        said.append(say(says, at=at / "held_for"))
    if said:
        yield paragraph(*said)


def _may(permission: Permission) -> str:
    return "may not" if permission is Permission.FORBIDDEN else "may"


def publication(said: Transparency, at: Pointer) -> Iterator[Block]:
    """Say what the policy treats, what is open, and who is told of what."""
    open_ = [
        *_open(said.reads, "the reads", at / "reads"),
        *_open(said.use_log, "a log of when readers ran and what they counted", at / "use_log"),
        *_open(said.audits, "the audits", at / "audits"),
    ]
    if said.policy_covers is not None:
        covers = plain_list(said.policy_covers) or ("nothing",)
        open_.append(say("The written policy treats ", *covers, ".", at=at / "policy_covers"))
    if open_:
        yield paragraph(*open_)
    if said.reports is not None:
        yield from _each(said.reports, at / "reports", "These get a report:", "No report is filed.")
    if said.notices is not None:
        yield from _each(said.notices, at / "notices", "These are told:", "Nobody is told.")


def _open(visibility: Visibility | None, thing: str, at: Pointer) -> Iterator[Sentence]:
    if visibility is not None:
        says = {
            Visibility.PUBLIC: f"People can see {thing}.",
            Visibility.REDACTED: f"People can see {thing} in part.",
            Visibility.CONFIDENTIAL: f"People cannot see {thing}.",
        }
        yield say(says[visibility], at=at)


def _each(
    said: Sequence[FiledReport | SentNotice], at: Pointer, some: str, none: str
) -> Iterator[Block]:
    yield paragraph(say(some if said else none, at=at))
    if said:
        yield listing(
            _report(one, at / n) if isinstance(one, FiledReport) else _notice(one, at / n)
            for n, one in enumerate(said)
        )


def _report(report: FiledReport, at: Pointer) -> Sentence:
    places = [at / "to", at / "every"]
    parts: list[Wording | str] = [f"{upper(report.to.plain)}, {interval(report.every)}"]
    if report.due is not None:
        parts.append(f", by {month_day(report.due)}")
        places.append(at / "due")
    if report.contents is not None:
        parts += [", on ", *(plain_list(report.contents) or ("nothing",))]
        places.append(at / "contents")
    if report.kept is not None:
        parts.append(f", kept for {report.kept}")
        places.append(at / "kept")
    unsaid = [at / key for key in ("due", "contents", "kept") if getattr(report, key) is None]
    return say(*parts, ".", at=places, silent=unsaid)


def _notice(notice: SentNotice, at: Pointer) -> Sentence:
    says = f"{upper(notice.to.plain)}, within {notice.within}, of {notice.of.plain}."
    return say(says, at=[at / "to", at / "within", at / "of"])
