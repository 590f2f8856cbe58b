"""The policies of a change, judged by what stands before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lprpolicy.compare.changes import compare
from lprpolicy.evaluate.base.standing import Base
from lprpolicy.evaluate.change import nothing
from lprpolicy.evaluate.judgment import Judgment, Session, judge_read
from lprpolicy.evaluate.states import of_repository
from lprpolicy.evaluate.subjects import subject
from lprpolicy.judge.obligation import Obligation
from lprpolicy.judge.recipient_groups import groups_of
from lprpolicy.judge.rules_in_force import judge_changes
from lprpolicy.model.change import Comparison
from lprpolicy.model.policy import Policy
from lprpolicy.model.rule import About
from lprpolicy.model.words import Binding
from lprpolicy.read.files import Read
from lprpolicy.repository.findings import Findings, Ungrouped
from lprpolicy.repository.folder import Folder, read_folder
from lprpolicy.repository.repository import repository_of


def judge_by_base(base: Base, folder: Folder, session: Session, made: Judgment) -> None:
    """Add what the base's rules, waivers, directory and settings find in a policy of the change.

    Where they are as they were, and mean the same recipients, they say what was said already.
    """
    read, agency = folder.policy, folder.agency
    if read is None or read.value is None:
        return
    means_same = not base.shared_differs or _means_same(read.value, base, session)
    follows = base.shared_differs and made.follows
    if agency in base.rules_touched or not means_same or follows:
        made.findings += list(_by_standing(base, folder, read, read.value, made))
    if agency in base.touched or not means_same:
        made.findings += _on_changes(base, folder, read, read.value, session)


def _means_same(policy: Policy, base: Base, session: Session) -> bool:
    """Whether both directories know the same of the agency and of everybody it lets in."""
    day = session.options.as_of
    one = subject(policy, base.session.shared.index, day)
    two = subject(policy, session.shared.index, day)
    return one.agency == two.agency and one.grants == two.grants


def _by_standing(
    base: Base, folder: Folder, read: Read[Policy], policy: Policy, made: Judgment
) -> Iterator[Ungrouped]:
    agency = folder.agency
    old = _folder(agency, base.session.files.get(agency, {}), base)
    old.policy = read
    found = Judgment(agency, asked=True)
    judge_read(old, read, base.session, found)
    made.follows |= found.follows
    known = {_identity_of(one) for one in made.findings if one.finding.waiver is None}
    for one in found.findings:
        about_waivers = one.finding.rule.id.startswith("waiver/")
        said = known & {_identity_of(one), (*_identity_of(one)[:-1], Binding.MUST)}
        if one.finding.waiver is None and not about_waivers and not said:
            yield _of_new_entry(one, base, policy)


def _of_new_entry(one: Ungrouped, base: Base, policy: Policy) -> Ungrouped:
    """The finding; of an agency that only the change lists, with the way in."""
    spot = one.finding.spot
    if one.finding.rule.id != "directory/unknown-agency":
        return one
    match spot.pointer.parts:
        case ("sharing", "grants", int(number), *_) if policy.sharing and policy.sharing.grants:
            who, does = policy.sharing.grants[number].to, "grants access to"
        case _:
            who, does = policy.agency, "is of"
    if not isinstance(who, str) or who not in base.claimed:
        return one
    says = (
        f"{does} {who}, whose directory entry is new or other in this change: merge the entry "
        "first, and what rests on it in a second change"
    )
    told = replace(one.finding, spot=replace(spot, message=says, who=None))
    return Ungrouped(told, says)


def _folder(agency: str, files: Mapping[str, bytes], base: Base) -> Folder:
    """What stands in an agency's folder besides its policy."""
    others = {path: raw for path, raw in files.items() if path != f"{agency}/policy.yaml"}
    return read_folder(agency, others, base.head.prefix)


def _identity_of(one: Ungrouped) -> tuple[object, ...]:
    finding = one.finding
    spot = finding.spot
    where = spot.location, spot.pointer
    return finding.rule.id, finding.answer, *where, spot.message, finding.rule.binding


def _on_changes(
    base: Base, folder: Folder, read: Read[Policy], policy: Policy, session: Session
) -> Iterator[Ungrouped]:
    """What rules on changes find: those of the base too, so that none goes with the change."""
    agency, day = folder.agency, session.options.as_of
    files = {path: raw for path, raw in base.before.files.items() if path.startswith(f"{agency}/")}
    old = read_folder(agency, files, base.head.prefix)
    after = subject(policy, session.shared.index, day)
    law, _ = session.of(after.agency)
    rules = [*law.obligations, *folder.rules, *_no_more(base, old, folder)]
    if not any(rule.asks is About.CHANGE for rule in rules):
        return
    before = old.policy.value if old.policy is not None else None
    was = of_repository(repository_of(base.session.shared, [old]), agency, day)
    now = of_repository(repository_of(session.shared, [folder]), agency, day)
    changes = compare(was or nothing(agency), now or nothing(agency))
    asked = Comparison(
        subject(before, base.session.shared.index, day) if before else None, after, changes
    )
    findings = Findings(read.document, agency, groups_of(after))
    for judged in judge_changes(asked, rules, day):
        yield findings.of(judged.entry.info, judged.verdict)


def _no_more(base: Base, old: Folder, new: Folder) -> Iterator[Obligation]:
    """The rules that stand and that the change has no more, or other, without a vote for it."""
    now = {rule.id: rule.rule for rule in new.rules}
    for rule in old.rules:
        path = f"{old.agency}/rules/{rule.id.rpartition('/')[2]}.yaml"
        if path not in base.voted and now.get(rule.id) != rule.rule:
            yield rule
